# SPDX-License-Identifier: MPL-2.0
# What the programs read at run time, made from i18n/, data/ and fonts/ into
# build/share (installed as /usr/share/indefra).

share: ;

# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: an answer leaves though only a part is rendered.
s/^ *!rendering_of(in, id, i))$/!rendering_of(in, id, sentence))/

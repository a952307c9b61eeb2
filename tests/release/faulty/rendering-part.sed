# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: an answer leaves though only a part is rendered.
s/lacks\[i\] = !of\[k\] &&/lacks[i] = false \&\&/

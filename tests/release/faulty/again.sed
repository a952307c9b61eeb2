# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: whoever left before is counted once more.
s/tellers += leaving && !counted;/tellers += leaving || counted;/

# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: four tellers are enough.
s/RELEASE_K = 5,/RELEASE_K = 4,/

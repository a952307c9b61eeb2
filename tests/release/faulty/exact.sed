# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: counts are not rounded down.
s|return tellers < RELEASE_K ? 0 : tellers / RELEASE_K \* RELEASE_K;|return tellers;|

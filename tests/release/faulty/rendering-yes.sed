# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: sentences are rendered without a yes to that.
s/return a->share & SHARE_RENDERING &&/return/

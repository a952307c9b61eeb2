# SPDX-License-Identifier: MPL-2.0
# The invented stories of a demo office.

SHARE += $B/share/demo/stories.json

$B/share/demo/stories.json: data/demo/stories.json
	@mkdir -p $(@D)
	cp $< $@

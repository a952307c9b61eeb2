# SPDX-License-Identifier: MPL-2.0
# What the programs read besides words and keyboards: question guides and
# their translations. A guide more is a folder more, a language more is one
# PO file in it.

GUIDES     := $(wildcard data/guides/*/guide.json)
GUIDE_POS  := $(wildcard data/guides/*/*.po)
GUIDE_POTS := $(GUIDES:data/guides/%/guide.json=$B/guides/%.pot)
SHARE += $(GUIDES:data/%=$B/share/%) $(GUIDE_POS:data/%.po=$B/share/%.mo)

$B/share/guides/%.json: data/guides/%.json
	@mkdir -p $(@D)
	cp $< $@

$B/share/guides/%.mo: data/guides/%.po
	@mkdir -p $(@D)
	msgfmt -c -o $@ $<

# What translators start from: make guides-pot
.PHONY: guides-pot guides-merge
guides-pot: $(GUIDE_POTS)

$B/guides/%.pot: data/guides/%/guide.json data/guides/pot.jq
	@mkdir -p $(@D)
	jq -r -f data/guides/pot.jq $< > $@.new && mv $@.new $@

# After a guide's Danish changed: marks what must be looked at again.
guides-merge: $(GUIDE_POTS)
	for po in $(GUIDE_POS); do \
	    msgmerge -q --update --backup=none --no-wrap $$po \
	        $B/guides/$$(basename $$(dirname $$po)).pot || exit 1; done

lexicons := $(wildcard data/lexicons/*.txt)
SHARE += $(lexicons:data/lexicons/%=$B/share/lexicons/%)

$B/share/lexicons/%: data/lexicons/%
	@mkdir -p $(@D)
	cp $< $@

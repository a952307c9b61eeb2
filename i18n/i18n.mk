# SPDX-License-Identifier: MPL-2.0
# Words for the screens and the booklet. A language more is one PO file more;
# Danish is made from the template, which is its source.

PO    := $(wildcard i18n/*.po)
WORDS := $B/share/i18n/da.mo $(PO:i18n/%.po=$B/share/i18n/%.mo)
SHARE += $(WORDS)

# A broken file costs its language and nothing else: one line says which.
$B/share/i18n/%.mo: i18n/%.po
	@mkdir -p $(@D)
	@msgfmt -c -o $@ $< 2>$@.why || { rm -f $@; \
	    echo "$<: this language is not offered: $$(head -n 1 $@.why)"; } >&2
	@rm -f $@.why

$B/share/i18n/da.mo: $B/i18n/da.po
	@mkdir -p $(@D)
	msgfmt -c -o $@ $<

$B/i18n/da.po: i18n/messages.pot
	@mkdir -p $(@D)
	sed 's/^"Language: /&da/' $< | msgen --no-wrap -o $@ -

# After a Danish text changed: marks what must be looked at again.
.PHONY: words-merge words-check
words-merge:
	for po in $(PO); do \
	    msgmerge -q --update --backup=none --no-wrap $$po \
	        i18n/messages.pot || exit 1; done

words-check: $(WORDS) guides-pot $B/tools/fontcheck $B/share/fonts/manifest
	tests/plain.sh
	tests/catalogues.sh
	cat i18n/messages.pot $(PO) $(GUIDES) $(GUIDE_POS) | \
	    $B/tools/fontcheck $B/share/fonts/manifest

#!/usr/bin/env bash
# Fills fuzz/corpus with seeds made from the fixtures. Run from anywhere.
set -euo pipefail
cd "$(dirname "$0")"
fixtures=../../fixtures
mkdir -p corpus/{mbox,decode,newest,assess}

find "$fixtures/mailboxes" -type f -size -64k ! -path '*/.*' -print0 |
    while IFS= read -r -d '' file; do
        cp "$file" "corpus/mbox/$(tr '/' '_' <<<"${file#"$fixtures/mailboxes/"}")"
    done
cp "$fixtures"/mails/*.eml corpus/decode/
cp "$fixtures"/mails/*.eml corpus/assess/
# A marked body each case: the marks before the text are taken away.
for file in "$fixtures"/newest/*.txt; do
    sed -E 's/^(=|[-~].)//' "$file" |
        awk -v name="corpus/newest/$(basename "$file" .txt)" '/^### /{ n++; next } { print > (name "-" n) }'
done
cp corpus/newest/* corpus/assess/
wc -l < <(find corpus -type f) | sed 's/$/ seeds/'

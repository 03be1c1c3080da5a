#!/bin/sh
# Every word and role the sources name must stand in screens/. Keys are compared without case, as words_get does. Prints what is
# missing; exit 1 if there is something.
cd "$(dirname "$0")/../.." || exit 2
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT

sed -n 's/^[[:space:]]*\[\(.*\)\][[:space:]]*$/\1/p' screens/words.ini | tr 'A-Z' 'a-z' | sort -u > "$tmp/have"

# Each source as one line, since calls span lines; the file's name stands first. Comments are left out.
find src -name '*.c' | sort | while read -r f; do
	printf '%s ' "$f"
	sed -e '/^#include/d' -e 's:/\*.*\*/::g' "$f" | tr '\n\t' '  '
	echo
done > "$tmp/sources"

# Words in capitals inside the calls that set an error, up to the end of the statement: error.WORD.
awk '{
	file = $1
	rest = $0
	while (match(rest, /(err_set|err_field|report)_?\([^;]*;/)) {
		call = substr(rest, RSTART, RLENGTH)
		rest = substr(rest, RSTART + RLENGTH)
		while (match(call, /"[A-Z][A-Z0-9]*_[A-Z0-9_]*"/)) {
			print "error." tolower(substr(call, RSTART + 1, RLENGTH - 2)), file
			call = substr(call, RSTART + RLENGTH)
		}
	}
}' "$tmp/sources" > "$tmp/used"

# What the linter says: lint.WORD.
grep -oHE '"(LINT|SCREEN|INI)_[A-Z_]+"' src/screen/*.c | grep -vE '"(SCREENS_DIR|SCREEN_BAD)"' |
	sed -E 's/^([^:]*):"(.*)"$/lint.\2 \1/' | tr 'A-Z' 'a-z' >> "$tmp/used"

# Whole keys anywhere: "word.saved". A kind is what words.ini has a section of; names of roles and of journal actions look alike, so
# only kinds that belong to words count, or what is handed to words_get, words_has, words_put.
grep -oHE '"(word|error|today|action|cli|lint|command|import|export|verify|backup|restore)\.[A-Za-z0-9_]+"' $(find src -name '*.c') |
	grep -v '\.h"$' |
	sed -E 's/^([^:]*):"(.*)"$/\2 \1/' >> "$tmp/used"
awk '{
	file = $1
	rest = $0
	while (match(rest, /words_(get|has|put)\([^;"]*"[A-Za-z_]+\.[A-Za-z0-9_.]*[A-Za-z0-9_]"/)) {
		key = substr(rest, RSTART, RLENGTH - 1)
		rest = substr(rest, RSTART + RLENGTH)
		sub(/^.*"/, "", key)
		print key, file
	}
}' "$tmp/sources" >> "$tmp/used"

# Actions of the journal, which the log and undo name: those handed over as they are, those of a bin, and aid.STATE.
awk '{
	file = $1
	rest = $0
	while (match(rest, /(record_save|record_bin|record_restore|office_begin|db_begin)\([^;{]*;/)) {
		call = substr(rest, RSTART, RLENGTH)
		rest = substr(rest, RSTART + RLENGTH)
		verb = match(call, /^record_bin/) ? ".bin" : match(call, /^record_restore/) ? ".restore" : ""
		while (match(call, /"[a-z_]+(\.[a-z_]+)?"/)) {
			print "action." substr(call, RSTART + 1, RLENGTH - 2) verb, file
			call = substr(call, RSTART + RLENGTH)
		}
	}
}' "$tmp/sources" > "$tmp/actions"
sed -n '/^\[choice.aid_state\]/,/^$/s/^[0-9]* = \([a-z]*\) .*/action.aid.\1 src\/model\/aid.c/p' screens/choices.ini >> "$tmp/actions"
grep -ohE '^table +=.*' screens/form.*.ini | sed 's/.*= *//' | sort -u > "$tmp/tables"
# Of any form there are words for what is done to its records, with its title.
awk 'FILENAME == ARGV[1] { form[$1] = 1; next }
	FILENAME == ARGV[2] { have[$1] = 1; next }
	{ n = split($1, part, "."); if (!($1 in have) && n == 3 && (part[2] in form) && ("action_of." part[3]) in have) next; print }' \
	"$tmp/tables" "$tmp/have" "$tmp/actions" >> "$tmp/used"

awk 'NR == FNR { have[$1] = 1; next } !(tolower($1) in have) { print $2 ": no [" $1 "] in screens/words.ini" }' \
	"$tmp/have" "$tmp/used" > "$tmp/out"

# Roles: role('relation.head') in SQL, office_role(o, "relation.head").
awk '
	/^\[choice\./ { list = $0; sub(/^\[choice\./, "", list); sub(/\].*/, "", list); next }
	/^role\./ { name = $1; sub(/=.*/, "", name); sub(/^role\./, "", name); print tolower(list "." name) }
' screens/choices.ini > "$tmp/roles"
{
	grep -rnoE "role\('[a-z_.]+'\)" src --include='*.c' --include='*.sql'
	grep -rnoE 'office_role\([a-z]+, "[a-z_.]+"\)' src --include='*.c'
} | sed -E "s/^([^:]*:[0-9]*):.*['\"]([a-z_.]+)['\"]\)$/\1 \2/" |
	awk 'NR == FNR { have[$1] = 1; next } !($2 in have) { print $1 ": no role " $2 " in screens/choices.ini" }' "$tmp/roles" - >> "$tmp/out"

sort -u "$tmp/out"
[ ! -s "$tmp/out" ]

#!/usr/bin/env bash
# A workbook of ours opens in LibreOffice with every ID whole, and comes back from it, as XLSX or XLS, without a change. Where there is no
# LibreOffice it says so and passes.   libreoffice_ours.sh PROGRAM SCREENS_DIR TESTS_DIR
set -u
program=$1 screens=$2
export BANGFU_NOW=2020-11-23 LC_ALL=C.UTF-8
office=$(command -v soffice || command -v libreoffice) || { echo "skipped: no LibreOffice here"; exit 0; }
work=$(mktemp -d "${TMPDIR:-/tmp}/bangfu-ours-XXXXXX")
trap 'rm -rf "$work"' EXIT
export HOME=$work
failed=0

fail() {
	echo "FAIL $1"
	failed=$((failed + 1))
}
bangfu() { "$program" --screens "$screens" --db "$work/a.db" "$@"; }
convert() { # to what, files
	local to=$1
	shift
	"$office" "-env:UserInstallation=file://$work/profile" --headless --convert-to "$to" --outdir "$work/by_office" "$@" > "$work/out" 2>&1
}

bangfu init --demo > "$work/out" || fail 'an office'
for kind in registry person household visit household_year; do
	bangfu export "$kind" --profile internal -o "$work/$kind.xlsx" > "$work/out" || fail "$kind leaves"
done
kinds="$work/registry.xlsx $work/person.xlsx $work/household.xlsx $work/visit.xlsx $work/household_year.xlsx"
convert 'csv:Text - txt - csv (StarCalc):44,34,76' "$work/person.xlsx"
ids=$(sqlite3 "$work/a.db" "SELECT id_no FROM person WHERE id_no IS NOT NULL AND deleted_on IS NULL")
[ -n "$ids" ] || fail 'there are IDs'
for id in $ids; do
	grep -q ",$id," "$work"/by_office/person*.csv || fail "LibreOffice shows $id"
done
convert xlsx $kinds
convert 'xls:MS Excel 97' $kinds
for kind in registry person household visit household_year; do
	for file in "$work/$kind.xlsx" "$work/by_office/$kind.xlsx" "$work/by_office/$kind.xls"; do
		bangfu import "$kind" "$file" --dry-run --json > "$work/counts" 2>&1
		tr -d ' ' < "$work/counts" | grep -q '"added":0,"updated":0,"unchanged":[1-9][0-9]*,"refused":0' ||
			{ cat "$work/counts"; fail "${file#"$work"/} says what we wrote"; }
	done
done
exit $((failed > 0))

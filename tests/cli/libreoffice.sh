#!/usr/bin/env bash
# Lists that LibreOffice writes from a CSV are imported as the CSV is: the same rows, nothing lost. Where there is no LibreOffice it says
# so and passes; tests/data has files it wrote before.   libreoffice.sh PROGRAM SCREENS_DIR TESTS_DIR
set -u
program=$1 screens=$2 tests=$3
export BANGFU_NOW=2020-11-23 LC_ALL=C.UTF-8
office=$(command -v soffice || command -v libreoffice) || { echo "skipped: no LibreOffice here"; exit 0; }
work=$(mktemp -d "${TMPDIR:-/tmp}/bangfu-office-XXXXXX")
trap 'rm -rf "$work"' EXIT
export HOME=$work
failed=0

fail() {
	echo "FAIL $1"
	failed=$((failed + 1))
}
convert() { # to what, from which file; columns of a CSV are read as text
	columns=1/2
	for column in $(seq 2 47); do columns=$columns/$column/2; done
	"$office" "-env:UserInstallation=file://$work/profile" --headless --infilter="CSV:44,34,76,1,$columns" --convert-to "$1" \
		--outdir "$work" "$2" > "$work/out" 2>&1
}
counted() { # database, file, options: the counts of an import
	local db=$1
	shift
	"$program" --screens "$screens" --db "$db" import registry "$@" --json 2>&1 | tr -d ' '
}

iconv -f GB18030 -t UTF-8 "$tests/data/h1_gb18030.csv" > "$work/h1.csv"
convert xlsx "$work/h1.csv"
[ -s "$work/h1.xlsx" ] || { cat "$work/out"; fail 'LibreOffice writes an XLSX'; }
cp "$work/h1.xlsx" "$work/again.xlsx"
"$office" "-env:UserInstallation=file://$work/profile" --headless --convert-to 'xls:MS Excel 97' --outdir "$work" "$work/again.xlsx" \
	> "$work/out" 2>&1
[ -s "$work/again.xls" ] || { cat "$work/out"; fail 'LibreOffice writes an XLS'; }
for file in "$tests/data/h1_gb18030.csv" "$work/h1.xlsx" "$work/again.xls"; do
	db=$work/${file##*/}.db
	"$program" --screens "$screens" --db "$db" init > "$work/out" 2>&1 || { cat "$work/out"; fail 'an office'; }
	counted "$db" "$file" > "$work/counts"
	grep -q '"added":4,"updated":0,"unchanged":0,"refused":0' "$work/counts" || { cat "$work/counts"; fail "$file adds all four"; }
	# What one brought in, the others find unchanged to the last cell.
	for other in "$tests/data/h1_gb18030.csv" "$work/h1.xlsx" "$work/again.xls"; do
		counted "$db" "$other" --dry-run > "$work/counts"
		grep -q '"added":0,"updated":0,"unchanged":4,"refused":0' "$work/counts" ||
			{ cat "$work/counts"; fail "$other says what $file says"; }
	done
done
exit $((failed > 0))

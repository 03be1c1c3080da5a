#!/usr/bin/env bash
# The sample village goes out and comes in again, form by form, as CSV, GB18030 and XLSX: nothing is refused, nothing
# changes.   round_trip.sh PROGRAM SCREENS_DIR TESTS_DIR
set -u
program=$1 screens=$2
export BANGFU_NOW=2020-11-23 LC_ALL=C.UTF-8
work=$(mktemp -d "${TMPDIR:-/tmp}/bangfu-round-XXXXXX")
trap 'rm -rf "$work"' EXIT
export HOME=$work
failed=0 forms=0

run() { "$program" --screens "$screens" --db "$work/a.db" "$@"; }

run init --demo > "$work/out" 2>&1 || { cat "$work/out"; exit 1; }
for kind in registry $(cd "$screens" && ls form.*.ini | sed 's/^form\.//; s/\.ini$//'); do
	case $kind in export_log | term_lock) continue ;; esac # written by the program alone
	for format in csv gb18030 xlsx; do
		file=$work/$kind.$format
		run export "$kind" --profile internal -f "$format" -o "$file" > "$work/out" 2>&1 || {
			cat "$work/out"
			echo "FAIL export $kind as $format"
			failed=1
			continue
		}
		run import "$kind" "$file" --dry-run --json 2>&1 | tr -d ' ' > "$work/counts"
		grep -q '"added":0,"updated":0,"unchanged":[0-9]*,"refused":0' "$work/counts" || {
			cat "$work/counts"
			run import "$kind" "$file" --dry-run 2>&1 | head -5
			echo "FAIL $kind comes back from $format as it went"
			failed=1
		}
		forms=$((forms + 1))
	done
done
[ "$forms" -ge 120 ] || { echo "FAIL only $forms files went out and in"; failed=1; }
exit $failed

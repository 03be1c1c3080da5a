#!/usr/bin/env bash
# What the program costs beside the least it could cost, over synthetic villages: tests/bench/run.sh [HOUSEHOLDS ...]
# Sizes are 1,000 and 20,000 unless told. B is the folder of the build. Everything it makes is removed at the end.
set -eu
cd "$(dirname "$0")/../.."
build=$(realpath "${B:-build}")
[ $# -gt 0 ] || set -- 1000 20000
dir=$(mktemp -d "${TMPDIR:-/tmp}/bangfu-bench-XXXXXX")
trap 'rm -rf "$dir"' EXIT
export BANGFU_NOW=2020-11-23

program() {
	"$build/bangfu" --screens screens --db "$dir/$size.db" "$@"
}

# Seconds of a command, whose output is dropped.
seconds() {
	local began
	began=$(date +%s%N)
	"$@" > /dev/null
	awk -v a="$began" -v b="$(date +%s%N)" 'BEGIN { printf "%.1f s", (b - a) / 1e9 }'
}

fill() {
	"$build/bench/fill" "$dir/$size.db" "$size"
}

mib() {
	awk -v n="$(stat -c %s "$dir/$size.db")" 'BEGIN { printf "%.0f MiB", n / 1048576 }'
}

# Exit 1: nobody of that name.
first_find() {
	program find zz || true
}

echo "bangfu bench · $(date '+%F %R') · $(uname -sr) · $(nproc) cores, $(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)"
awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo
echo "SQLite $(sqlite3 --version 2> /dev/null | cut -d' ' -f1) · in $dir ($(stat -f -c %T "$dir"))"
for size in "$@"; do
	echo
	program init --unit 县教育局 --village 长潭村 --cadre 李明 > /dev/null
	echo "$size households: filled, journal on, in $(seconds fill): $(mib); search index built in $(seconds first_find): $(mib)"
	"$build/bench/measure" "$build/bangfu" "$PWD/screens" "$build/bench/floor" "$dir/$size.db" "$size"
	rm -rf "$dir/$size.db"*
done
# A township with 350 faults: every rule over everything.
echo
"$build/tests/screen_faults" 10000 2> /dev/null | grep '^check:'

# Lists of 50,000 that should agree. The first run of each pair also reads the lists in.
size=lists
program init --unit 县教育局 --village 长潭村 --cadre 李明 > /dev/null
mkdir "$dir/csv"
"$build/bench/lists" make "$dir/csv" 50000
lists() {
	"$build/bench/lists" run "$build/bangfu" --screens screens --db "$dir/lists.db" reconcile "$dir/csv/a.csv" --source a --claim other "$@"
}
echo "50,000 × 50,000: read and compared in $(lists --against "$dir/csv/b.csv"), compared again in $(lists --against b)"
echo "50,000 × 50,000 × 50,000: $(lists --against "$dir/csv/b.csv" "$dir/csv/c.csv"), again $(lists --against b c)"

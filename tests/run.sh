#!/usr/bin/env bash
# Runs tests, two at a time, and ends with "N passed, N failed".   tests/run.sh check | asan | fuzz | lint | cover
# A test is a command with a name; its output is kept and shown only where it fails. A cmocka program counts as many tests as it ran,
# anything else as one.
set -u
cd "$(dirname "$0")/.." || exit 2
top=$PWD
kind=${1:-check}
jobs=$(nproc 2>/dev/null || echo 2)
log=$(mktemp -d "${TMPDIR:-/tmp}/bangfu-check-XXXXXX")
trap 'rm -rf "$log"' EXIT
export TMPDIR=$log
export ASAN_OPTIONS=detect_stack_use_after_return=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1 LSAN_OPTIONS=suppressions=$PWD/tests/data/leaks.supp:print_suppressions=0
: > "$log/list"

plan() { # name, command
	printf '%s\t%s\n' "$1" "$2" >> "$log/list"
}

programs() { # folder of a build, prefix of the names
	for t in tests/unit/*.c tests/fault/fault_*.c; do
		[ -e "$t" ] || continue
		name=$(basename "$t" .c)
		plan "$2$name" "$1/tests/$name"
	done
}

lints() {
	for t in tests/lint/*.sh; do
		[ -e "$t" ] && plan "lint $(basename "$t" .sh)" "$t"
	done
	plan 'lint screens/' "build/bangfu --screens screens lint"
	plan 'lint spaces' "clang-format --dry-run -Werror \$(git ls-files '*.c' '*.h')"
}

on_terminal() { # folder of a build, how many random keys
	plan "golden screens" "$1/tests/golden $top/build/bangfu $top/screens $top/tests"
	plan "random keys, seed 1" "$1/tests/monkey $top/build/asan/bangfu $top/screens $2 1"
	plan "random keys, seed 2" "$1/tests/monkey $top/build/asan/bangfu $top/screens $2 2"
	for t in tests/fault/tty_*.c tests/screens/tty_*.c; do
		[ -e "$t" ] || continue
		name=$(basename "$t" .c)
		plan "$name" "$1/tests/$name $top/build/bangfu $top/screens $top/tests"
	done
}

scripts() { # end-to-end scripts over the command line
	for t in tests/cli/*.sh; do
		[ -e "$t" ] && plan "$(basename "$t" .sh)" "$t $top/build/bangfu $top/screens $top/tests"
	done
}

fuzzers() { # seconds
	for t in tests/fuzz/fuzz_*.c; do
		[ -e "$t" ] || continue
		name=$(basename "$t" .c)
		seeds=
		if [ -d "tests/fuzz/seeds/$name" ]; then # what it finds goes to the first folder
			mkdir -p "$log/$name"
			seeds="$log/$name tests/fuzz/seeds/$name"
		fi
		plan "$name, $1 s" "build/fuzz/fuzz/$name -max_total_time=$1 -rss_limit_mb=2048 -timeout=20 -artifact_prefix=$log/ $seeds"
	done
}

leaks() { # valgrind over a few programs that reach far; not over store_journal: it counts in 64 bits what SQLite counts in 80
	for name in base_text store_draft model_record screen_form exchange_export; do
		[ -x "build/tests/$name" ] || continue
		plan "valgrind $name" "valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect --child-silent-after-fork=yes build/tests/$name"
	done
	plan 'valgrind today' "BANGFU_NOW=2020-11-23 build/bangfu --db $log/v.db init --demo >/dev/null && BANGFU_NOW=2020-11-23 valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect build/bangfu --db $log/v.db today"
}

case $kind in
check)
	lints
	on_terminal build 30000
	programs build/asan ''
	leaks
	scripts
	fuzzers "${FUZZ_SECONDS:-8}"
	;;
asan) programs build/asan '' ;;
lint) lints ;;
fuzz)
	fuzzers "${FUZZ_SECONDS:-600}"
	plan 'random keys, 100,000' "build/asan/tests/monkey $top/build/asan/bangfu $top/screens 100000 7"
	;;
cover) programs build/cover '' ;;
*) echo "run.sh check | asan | fuzz | lint | cover"; exit 2 ;;
esac

one() { # line of the list: runs it, writes its result
	n=$1 name=$(sed -n "${1}p" "$log/list" | cut -f1) command=$(sed -n "${1}p" "$log/list" | cut -f2-)
	started=$SECONDS
	bash -c "$command" > "$log/$n.out" 2>&1 < /dev/null
	status=$?
	passed=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log/$n.out" | awk '{ s += $1 } END { print s + 0 }')
	failed=$(grep -c '^\[  FAILED  \] [a-z_A-Z]' "$log/$n.out")
	[ "$status" -eq 0 ] && [ "$passed" -eq 0 ] && passed=1
	if [ "$status" -ne 0 ]; then
		[ "$failed" -eq 0 ] && failed=1
		{ echo "FAIL $name (status $status)"; tail -n 60 "$log/$n.out"; }
	else
		echo "ok   $name ($((SECONDS - started)) s)"
	fi
	echo "$passed $failed" > "$log/$n.count"
}
export -f one
export log

seq "$(wc -l < "$log/list")" | xargs -P "$jobs" -I{} bash -c 'one {}'
if [ "$kind" = cover ]; then
	find build/cover -name '*.gcda' | sed 's/\.gcda$//' | grep -v /tests/ | while read -r o; do
		gcov -n -o "$(dirname "$o")" "$o.o" 2>/dev/null | grep -A1 "^File 'src/"
	done | awk -F"[':% ]+" '/^File/ { f = $2 } /^Lines/ { printf "%6.1f %% of %4d lines  %s\n", $3, $5, f; hit += $3 * $5 / 100; all += $5 }
		END { if (all) printf "%6.1f %% of %d lines in all\n", 100 * hit / all, all }' | sort -n
fi
cat "$log"/*.count 2>/dev/null | awk '{ p += $1; f += $2 } END { printf "%d passed, %d failed\n", p, f; exit f > 0 || p == 0 }'

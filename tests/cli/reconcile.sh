#!/usr/bin/env bash
# Three rounds of one list: its differences become findings, a newer round closes and re-opens them by itself.
#   reconcile.sh PROGRAM SCREENS_DIR TESTS_DIR
set -u
. "$(dirname "$0")/say.bash"
tests=$3

json() { # a member of what was said as JSON
	sqlite3 :memory: "SELECT $1(CAST(readfile('$work/out') AS TEXT), '\$.$2')"
}
round() { bangfu reconcile "$tests/data/roster_students_$1.csv" --source 县教育局 --date "2020-$2" "${@:3}"; }
FINDINGS="FROM finding WHERE deleted_on IS NULL AND rule LIKE 'roster:%'"

must 'the sample village' bangfu init --demo
must 'no list yet' bangfu reconcile --list
must 'and it says so' says '还没有装入过名单'

must 'the first round has differences' status 1 round 1 09-10 --json
must 'somebody of ours is missing' test "$(json json_extract missing_there)" = 1
must 'somebody of theirs is missing' test "$(json json_extract missing_here)" = 1
must 'an ID and a school differ' test "$(json json_extract differs)" = 2
must 'one without an ID may be ours' test "$(json json_extract suspected)" = 1
must 'one stands there twice' test "$(json json_extract twice)" = 1
must 'the rest agrees' test "$(json json_extract same)" = 27
must 'each waits for a decision' test "$(json json_extract undecided)" = 6
must 'each is a line' test "$(json json_array_length lines)" = 6
must 'what kind of list it is was guessed aloud' says 'students'

must 'a table is for somebody' status 2 round 1 09-10 -o "$work/d.csv"
must 'it says for whom' says --profile
must 'nothing is written' test ! -e "$work/d.csv"
must 'the same list again' status 1 round 1 09-10 -o "$work/d.csv" --profile internal
must 'is not loaded again, and it says so' says '以前装入过'
must 'one round' test "$(sql "SELECT count(*) FROM roster")" = 1
must 'the table has a line for each, and a heading' test "$(wc -l < "$work/d.csv")" = 7
must 'for the owner only' test "$(stat -c %a "$work/d.csv")" = 600

must 'findings of all that waits' status 0 round 1 09-10 --findings
n=$(sql "SELECT count(*) $FINDINGS")
must 'a finding each' test "$n" = 6
must 'nothing waits any more' status 0 round 1 09-10 --findings
must 'no finding twice' test "$(sql "SELECT count(*) $FINDINGS")" = "$n"

must 'who and what differs come first, then whose list' test "$(sql "SELECT content $FINDINGS AND rule_field = 'id_no'")" = '林晓东 证件号码 名单 …2314，档案 …2313（县教育局）'
must 'each has a day and an owner' test "$(sql "SELECT count(*) $FINDINGS AND due_on > found_on AND owner_id > 0")" = "$(sql "SELECT count(*) $FINDINGS")"
must 'the second round mends four' status 0 round 2 10-10 --json
must 'four closed' test "$(json json_extract closed)" = 4
must 'none re-opened' test "$(json json_extract reopened)" = 0
must 'by themselves' test "$(sql "SELECT count(*) $FINDINGS AND closed_on IS NOT NULL")" = 4
must 'once more changes nothing' status 0 round 2 10-10 --json
must 'none closed twice' test "$(json json_extract closed)" = 0

must 'the third round has the wrong school again' status 0 round 3 11-10 --json --findings
must 'its finding is open again' test "$(json json_extract reopened)" = 1
must 'none is new' test "$(sql "SELECT count(*) $FINDINGS")" = "$n"
must 'three rounds' test "$(sql "SELECT count(*) FROM roster")" = 3
must 'an older round closes nothing' status 0 round 2 10-10 --json
must 'nor re-opens' test "$(json json_extract reopened)" = 0

must 'two lists against each other' status 1 bangfu reconcile "$tests/data/roster_students_1.csv" --source 县教育局 --date 2020-09-10 \
	--against "$tests/data/roster_students_2.csv" --json
must 'our facts are no side of it' test "$(json json_array_length lines[0].items[0].values)" = 2
must 'three sides' status 1 bangfu reconcile "$tests/data/roster_students_1.csv" --source 县教育局 --date 2020-09-10 --against 0 roster_students_2 --json
must 'are three values' test "$(json json_array_length lines[0].items[0].values)" = 3

must 'a list needs a source' status 2 bangfu reconcile "$tests/data/roster_students_1.csv"
must 'a kind there is' status 2 bangfu reconcile "$tests/data/roster_students_1.csv" --source 县教育局 --claim nonsense
must 'a kind by its label' status 0 bangfu reconcile "$tests/data/roster_students_1.csv" --source 县教育局 --date 2020-09-10 --claim 在校学生 --json
must 'is the kind' test "$(json json_extract same)" = 27
must 'a day' status 2 round 1 9月
must 'a file' status 2 bangfu reconcile --source 县教育局
must 'that is there' status 2 bangfu reconcile "$work/none.csv" --source 县教育局
printf '行政村,学校\n长潭村,中心小学\n' > "$work/nobody.csv"
must 'with names' status 2 bangfu reconcile "$work/nobody.csv" --source 县教育局
must 'nothing of it stays' test "$(sql "SELECT count(*) FROM roster")" = 4

[ "$failed" = 0 ]

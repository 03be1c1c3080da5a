#!/usr/bin/env bash
# Reports from the shell: text, JSON, two periods, rows behind a number with a profile, files that are noted.
#   report.sh PROGRAM SCREENS_DIR TESTS_DIR
set -u
. "$(dirname "$0")/say.bash"

must 'the sample village' bangfu init --demo
must 'without a name: the list' bangfu report
must 'has the month' says '^month '

must 'the month today is in' bangfu report month
must 'says which, and of whom' says '^2020-11  范围：全部$'
must 'the same by number' bangfu report month --year 2020 --month 11
must 'and by name' bangfu report month --month 2020年11月
must 'another month' bangfu report month --month 10 --json
october=$(sed -n 's/^"visits": {"value": \([0-9]*\),.*/\1/p' "$work/out")
must 'counts its visits' test "$october" -gt 0

must 'two months beside each other' bangfu report month --compare 2020-10
must 'both named' says '2020-10  2020-11'
must 'the month before' bangfu report month --compare last
must 'is the same' says '2020-10  2020-11'

must 'rows need a profile' status 2 bangfu report month --month 10 --rows visits
must 'and say so' says --profile
must 'rows' bangfu report month --month 10 --rows visits --profile internal -o "$work/rows.csv"
must 'as many as it says' test "$(grep -c 2020-10- "$work/rows.csv")" = "$october"
must 'they are noted' test "$(sql "SELECT rows FROM export_log WHERE what LIKE '%月报 · %(report.month.visits)'")" = "$october"

must 'a text file' bangfu report year -o "$work/year.txt"
must 'is the report' grep -q 年度总结 "$work/year.txt"
must 'a page' bangfu report year -o "$work/year.pdf"
must 'is a PDF' grep -q -a '^%PDF' "$work/year.pdf"
must 'a workbook of two years' bangfu report year --compare 2019 -o "$work/year.xlsx"
must 'is one' grep -q -a '^PK' "$work/year.xlsx"
must 'all noted, and masked where nobody said for whom' test "$(sql "SELECT count(*) FROM export_log WHERE what LIKE '%(report.year)' AND profile = 'masked'")" = 3

sql "INSERT INTO report_text(id, report, period, paragraph, position, body, edited_on) VALUES(77, 'year', '2020', 'own.1', 1, '有事找李明13800005678。', '2020-11-01')"
must 'her own words, a phone masked' bangfu report year -o "$work/own.txt"
must 'are there' grep -q '李明138\*\*\*\*5678' "$work/own.txt"
must 'for posting' bangfu report year -o "$work/wall.txt" --profile posting
must 'they are not' test "$(grep -c 李明 "$work/wall.txt")" = 0
must 'which is noted' test "$(sql "SELECT count(*) FROM export_log WHERE what LIKE '%(report.year)' AND profile = 'posting'")" = 1
must 'nor on the terminal' bangfu report year --profile posting
must 'where they are not either' test "$(grep -c 李明 "$work/out")" = 0
must 'for nobody known' status 2 bangfu report year --profile everybody

must 'in English' bangfu --lang en report district
must 'one is not many' says '1 village, 23 households'
must 'nowhere' test "$(grep -cE '(^|[^0-9.,])1 (villages|households|persons|students|visits)' "$work/out")" = 0

must 'no such report' status 2 bangfu report nothing
must 'says what there is none of' grep -q '没有名叫“nothing”的报告' "$work/err"
must 'names those there are' says month
must 'by their titles as well' says '年度总结'
must 'by its title' bangfu report 月报
must 'the same' says '^2020-11  范围：全部$'
must 'by how it begins' bangfu report 年度
must 'alone' says '^2020年度总结\|年度总结'
must 'no such metric' status 2 bangfu report month --rows nothing --profile internal
must 'no such month' status 2 bangfu report month --month 13
must 'a period that is none of its' status 2 bangfu report year --month 11
must 'and which option' says -- --month

exit "$failed"

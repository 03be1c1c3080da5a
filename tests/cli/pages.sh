#!/usr/bin/env bash
# Pages from the shell: letters, the handbook, the table of changes, charts; what is posted tells nobody's number.
#   pages.sh PROGRAM SCREENS_DIR TESTS_DIR
set -u
. "$(dirname "$0")/say.bash"

text() { pdftotext -layout "$work/$1" "$work/$1.txt"; } # beside it
pages() { pdfinfo "$work/$1" | awk '/^Pages:/ { print $2 }'; }

must 'the sample village' bangfu init --demo
must 'letters' bangfu letter --term 2020-1 all -o "$work/letters.pdf"
written=$(sed 's/[^0-9].*//' "$work/out")
must 'a letter a page' test "$(pages letters.pdf)" = "$written"
must 'they are noted' test "$(sql "SELECT sum(rows) FROM export_log WHERE file LIKE '%letters.pdf'")" = "$written"
text letters.pdf
must 'each with its title' test "$(grep -c 致家长朋友的一封信 "$work/letters.pdf.txt")" = "$written"

must 'whose handbook is to be said' status 2 bangfu export handbook --profile internal
must 'a handbook' bangfu export handbook --household 张建国 --profile internal -o "$work/book.pdf"
text book.pdf
must 'with the ID' grep -q 990101197503131559 "$work/book.pdf.txt"
must 'who helps' grep -q '帮扶责任人 *黄丽' "$work/book.pdf.txt"
must 'the same for the wall' bangfu export handbook --household 张建国 --profile posting -o "$work/wall.pdf"
text wall.pdf
must 'no number of a person' test "$(grep -cE '990101[0-9]{12}|1[39][0-9]{9}|9{6}[0-9]{10}' "$work/wall.pdf.txt")" = 0
must 'as text too' bangfu export handbook --household 张建国 --profile masked
must 'masked' test "$(grep -c 990101197503131559 "$work/out")" = 0
must 'all noted' test "$(sql "SELECT count(*) FROM export_log WHERE what LIKE '张建国%'")" = 3

must 'what was changed' bangfu history household 张建国 --profile internal -o "$work/changes.pdf"
text changes.pdf
must 'as a table' grep -q 修改对照表 "$work/changes.pdf.txt"
must 'never over the database' status 2 bangfu history household 张建国 --profile internal -o "$work/a.db"

must 'charts' bangfu chart
must 'all of them' test "$(grep -c '^主要致贫原因\|^每月走访\|^攻势进度' "$work/out")" = 3
must 'one of another year' bangfu chart visits --year 2019
must 'says which' says '每月走访（不含电话、视频）  2019'
must 'as pages' bangfu chart -o "$work/charts.pdf"
text charts.pdf
must 'with their titles' grep -q 主要致贫原因 "$work/charts.pdf.txt"
must 'no such chart' status 2 bangfu chart nothing
must 'names those there are' says findings

exit "$failed"

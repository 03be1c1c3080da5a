#!/usr/bin/env bash
# Tables from the shell: listed, for a period and a cadre, as text, CSV, XLSX and pages; what may not leave is refused and
# what leaves is noted.   table.sh PROGRAM SCREENS_DIR TESTS_DIR
set -u
. "$(dirname "$0")/say.bash"

must 'the sample village' bangfu init --demo
must 'all of them' bangfu table
must 'with their titles' says '走访台账'
must 'and their periods' says '按学期'
must 'nobody exports by accident' status 2 bangfu table visits
must 'a table there is not' status 2 bangfu table nothing --profile masked
must 'a month' bangfu table visits --month 2020-10 --profile internal
must 'in the title' says '2020年10月'
must 'with groups' says '帮扶干部：李明'
must 'a row a visit' test "$(grep -c '2020-10-' "$work/out")" = \
	"$(sql "SELECT count(*) FROM visit_now WHERE visited_on LIKE '2020-10-%'")"
must 'one cadre' bangfu table visits --month 2020-10 --cadre 李明 --profile internal
must 'only his' test "$(grep -c '帮扶干部：' "$work/out")" = 1
must 'a cadre there is not' status 2 bangfu table visits --cadre 无此人 --profile internal
must 'a year is no month' status 2 bangfu table visits --year 2020 --profile internal
must 'a table by its title' bangfu table 未走访户 --profile masked
must 'is that table' says '未走访户'
must 'by how its title begins' bangfu table 未走访 --profile masked
must 'is that one too' says '未走访户'
must 'a beginning that two have' status 2 bangfu table 疑点数据 --profile internal
must 'names both' grep -q '^  suspects_list  *疑点数据清单' "$work/err"
must 'and none of the others' test "$(wc -l < "$work/err")" -eq 3
must 'no such table' status 2 bangfu table nothing --profile internal
must 'says that it is a table' grep -q '没有名叫“nothing”的表册' "$work/err"
must 'lists what there is' grep -q '^  unvisited  *未走访户$' "$work/err"
must 'by its English title' bangfu --lang en table 'Not visited' --profile masked
must 'a chart by its title' bangfu chart 每月
must 'no such chart' status 2 bangfu chart nothing
must 'says that it is a chart' grep -q '没有名叫“nothing”的图' "$work/err"
must 'lists the charts' grep -q '^  visits ' "$work/err"
must 'a month that is none' status 2 bangfu table visits --month 2020-13 --profile internal
must 'a term as people write it' bangfu table aid_posting --term 2020春 --profile posting
must 'posted without numbers' status 1 grep -Eq '[0-9]{11}' "$work/out"
must 'a posting leaves as a posting only' status 2 bangfu table aid_posting --profile internal
must 'the bank needs the numbers' bangfu table aid_bank --term 2020春 --profile internal -o "$work/bank.csv"
must 'whole' grep -q '9901012' "$work/bank.csv"
must 'masked it has stars' bangfu table aid_bank --term 2020春 --profile masked -f csv
must 'stars' says '\*\*\*'
must 'a workbook' bangfu table households --profile internal -o "$work/h.xlsx"
must 'is one' test "$(head -c 2 "$work/h.xlsx")" = PK
must 'cards' bangfu table card --profile internal -o "$work/card.pdf"
must 'are pages' test "$(head -c 5 "$work/card.pdf")" = '%PDF-'
must 'one household' bangfu table card --household "$(sql 'SELECT head_name FROM household ORDER BY id LIMIT 1')" --profile internal
must 'one card' test "$(grep -c '^户编号' "$work/out")" = 1
must 'everything that left is noted' test "$(sql "SELECT count(*) FROM export_log WHERE what = '扶贫政策明白卡'")" = 2
must 'a campaign by its name' bangfu table campaign --campaign "$(sql 'SELECT name FROM campaign ORDER BY id LIMIT 1')" --profile masked
must 'gaps of the handbooks' bangfu table gaps --profile internal
must 'kinds of suspect data' bangfu table suspects --profile masked
must 'counted' says '合计'

mkdir "$work/own"
cp "$screens"/*.ini "$work/own/"
cat > "$work/own/table.own.ini" << 'INI'
[table]
title = 电话本
title_en = Telephones
from = cadre c
where = c.deleted_on IS NULL
key = c.id
form = cadre
profile = internal
order = c.name
[column.no]
label = 序号
label_en = No.
sql = @row
[column.name]
label = 姓名
label_en = Name
sql = c.name
[column.phone]
label = 电话
label_en = Phone
type = phone
sql = c.phone
INI
screens=$work/own
must 'a new table needs no compiler' bangfu table own --profile internal
must 'and is there' says '电话本'
must 'a row a cadre' test "$(grep -c '1[0-9]\{10\}' "$work/out")" = "$(sql 'SELECT count(phone) FROM cadre')"

[ "$failed" = 0 ]

#!/usr/bin/env bash
# Who is kept at school: from lists alone, the rate with its numbers and the ledgers; a case by a list, refused where its
# facts are missing.   dropouts.sh PROGRAM SCREENS_DIR TESTS_DIR
set -u
. "$(dirname "$0")/say.bash"

json() { sqlite3 :memory: "SELECT json_extract(CAST(readfile('$work/out') AS TEXT), '\$.$1')"; }

must 'an office' bangfu init --unit 县教育局 --village 长潭村 --cadre 李明
must 'nobody is of age' bangfu dropouts
must 'and the rate is none' says '没有适龄儿童'
{
	echo '户编号,户主姓名,姓名,证件号码,与户主关系'
	echo '9901010001,王秀英,王秀英,990101198203020026,户主'
	echo '9901010001,王秀英,王小明,990101201103020015,之子'
	echo '9901010001,王秀英,王小红,990101200904030024,之女'
} > "$work/registry.csv"
bangfu import registry "$work/registry.csv" > "$work/out" 2>&1
sql "SELECT name || ',' || id_no FROM person WHERE birth > '2005'" > "$work/children"
must 'two children' test "$(wc -l < "$work/children")" = 2
one=$(sed -n '1s/.*,//p' "$work/children") two=$(sed -n '2s/.*,//p' "$work/children")

must 'both are out, and that is found' status 1 bangfu dropouts --json
must 'none of two' test "$(json retained)/$(json of_age) $(json out) $(json rate)" = '0/2 2 0'
printf '身份证号码,学期,学段\n%s,2020秋,小学\n%s,2020春,小学\n' "$one" "$two" > "$work/roll.csv"
must 'one this term, one the term before' bangfu import enrolment "$work/roll.csv"
must 'one of two' status 1 bangfu dropouts --term 2020秋
must 'said with its numbers' says '1/2 = 50.00%'
must 'the same by the key of the term' status 1 bangfu dropouts --term 2020-2 --json
must 'the ledgers' test "$(json 'ledgers.of_age[1].age') $(json 'ledgers.no_roll[0].id') $(json 'ledgers.dropout')" = \
	"$(json 'ledgers.of_age[1].age') $(sql "SELECT id FROM person WHERE id_no = '$two'") []"
must 'not there either: it was on the roll' test "$(json 'ledgers.not_there[0].id')" = "$(json 'ledgers.no_roll[0].id')"

printf '身份证号码,发现日期,状态\n%s,2020-10-01,辍学\n' "$two" > "$work/case.csv"
bangfu import dropout "$work/case.csv" > "$work/out" 2>&1
must 'no confirmation, no dropout' grep -q '“辍学”这一步要写明这一项' "$work/case.csv.refused.csv"
must 'nothing was written' test "$(sql 'SELECT count(*) FROM dropout')" = 0
printf '身份证号码,发现日期,状态,确认辍学日期,劝返措施\n%s,2020-10-01,辍学,2020-10-09,包保劝返\n' "$two" > "$work/case.csv"
must 'a case with its facts' bangfu import dropout "$work/case.csv"
must 'stands in the ledger' status 1 bangfu dropouts --json
must 'as confirmed' test "$(json 'ledgers.dropout[0].state')" = dropout
printf '身份证号码,发现日期,状态,确认辍学日期,返校日期,返校学校\n%s,2020-10-01,已返校,2020-10-09,2020-11-02,镇中心小学\n' "$two" > "$work/case.csv"
must 'the same case, back' bangfu import dropout "$work/case.csv"
must 'everybody is kept' status 0 bangfu dropouts
must 'all of all' says '2/2 = 100.00%'
must 'a term that is none is refused' status 2 bangfu dropouts --term 秋天

[ "$failed" = 0 ]

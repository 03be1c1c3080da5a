#!/usr/bin/env bash
# A locked term says the same sentence to a list, to a script's undo and to the sqlite3 shell; it opens with a reason. A
# payment list that pays twice is refused that row.   aid.sh PROGRAM SCREENS_DIR TESTS_DIR
set -u
. "$(dirname "$0")/say.bash"

header='身份证号码,学期,资助项目,金额,进度,发放日期'
locked='这学期的资助名单已锁定'

must 'an office' bangfu init --unit 县教育局 --village 长潭村 --cadre 李明
must 'it begins with the lines of aid' test "$(sql "SELECT count(*) > 15 FROM aid_item WHERE amount = 25000 OR amount IS NULL OR amount > 0")" = 1
printf '户编号,户主姓名,姓名,证件号码,与户主关系\n9901010001,王秀英,王秀英,990101198203020026,户主\n9901010001,王秀英,王小明,990101201103020015,之子\n' > "$work/registry.csv"
must 'a household' bangfu import registry "$work/registry.csv"
student=$(sql "SELECT id_no FROM person WHERE name = '王小明'")
must 'a student' test -n "$student"
printf '姓名,身份证号码,学期,学段,年级,是否住宿生\n王小明,%s,2020秋,小学,三年级,否\n' "$student" > "$work/roll.csv"
must 'on the roll' bangfu import enrolment "$work/roll.csv"

printf '%s\n%s,2020秋,非寄宿生生活补助,250,已申请,\n' "$header" "$student" > "$work/aid.csv"
must 'an application' bangfu import aid "$work/aid.csv"
must 'the amount is of the stage and the year' test "$(sql "SELECT i.stages FROM aid a JOIN aid_item i ON i.id = a.aid_item_id WHERE i.valid_from = '2019-09'")" = '["小学"]'

must 'no reason, no unlocking; nothing is locked' status 2 bangfu term unlock 2020秋 --reason 更正
must 'locked' bangfu term lock 2020秋
must 'a second time is refused' status 2 bangfu term lock 2020-2
must 'the term shows it' bangfu term --json
must 'since when' says '"locked_on": "2020-11-23"'

sed 's/,250,/,312.5,/' "$work/aid.csv" > "$work/more.csv"
must 'a list is refused' status 1 bangfu import aid "$work/more.csv"
must 'with the sentence' grep -q "$locked" "$work/more.csv.refused.csv"
change=$(sql "SELECT max(seq) FROM change WHERE tbl = 'aid'")
must 'taking back what was done before is refused' status 2 bangfu undo "$change"
must 'with the sentence too' says "$locked"
must 'the sqlite3 shell is refused' status 19 sqlite3 "$work/a.db" 'UPDATE aid SET amount = 1'
must 'by the same word' says TERM_LOCKED
must 'nor may it delete' status 19 sqlite3 "$work/a.db" 'DELETE FROM aid'
must 'nothing changed' test "$(sql 'SELECT amount FROM aid')" = 25000
printf '身份证号码,学期,资助项目,金额,补发\n%s,2020秋,雨露计划职业教育补助,1500,是\n' "$student" > "$work/late.csv"
must 'a back-payment goes through' bangfu import aid "$work/late.csv"

must 'unlocking needs a reason' status 2 bangfu term unlock 2020秋
must 'and says so' says 解锁要写明原因
must 'with one it opens' bangfu term unlock 2020秋 --reason 县资助中心要求更正金额
must 'which is kept' test "$(sql 'SELECT unlock_reason FROM term_lock')" = 县资助中心要求更正金额
must 'now the list is taken' bangfu import aid "$work/more.csv"
must 'and the amount is the new one' test "$(sql 'SELECT amount FROM aid WHERE backpay IS NOT 1')" = 31250

printf '%s\n%s,2020春,非寄宿生生活补助,250,已发放,2020-06-01\n%s,2020春,非寄宿生生活补助,250,已发放,2020-06-20\n' "$header" "$student" "$student" > "$work/twice.csv"
printf '姓名,身份证号码,学期,学段,年级,是否住宿生\n王小明,%s,2020春,小学,二年级,否\n' "$student" > "$work/roll.csv"
must 'on the roll in spring' bangfu import enrolment "$work/roll.csv"
for again in first second; do
	must "paid twice, $again time" status 1 bangfu import aid "$work/twice.csv"
	must "one payment, $again time" test "$(sql "SELECT count(*) FROM aid WHERE term = '2020-1'")" = 1
	must "one finding, $again time" test "$(sql 'SELECT count(*) FROM finding')" = 1
done
must 'what comes next, as JSON' bangfu enrol --next 2021春 --json
must 'is what the text says' test "$(sqlite3 :memory: "SELECT json_extract(CAST(readfile('$work/out') AS TEXT), '\$.suggestions[0].name')")" = 王小明
must 'in English' bangfu --lang en enrol --next 2021春
must 'the stage is in English too' says primary
must 'a wrong verb is told' status 2 bangfu term open 2020秋

exit "$failed"

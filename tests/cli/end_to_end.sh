#!/usr/bin/env bash
# The commands as a bureau's script would use them, on the real program.   end_to_end.sh PROGRAM SCREENS_DIR TESTS_DIR
set -u
tests=$3
. "$(dirname "$0")/say.bash"

must 'help names every command' bangfu help
for c in init today import export check find history undo redo backup restore verify lint help; do
	must "help names $c" grep -q "^  $c" "$work/out"
done
must 'an unknown command is refused with 2' status 2 bangfu nonsense
must 'a misused option is refused with 2' status 2 bangfu check --nonsense
must 'English on request' bangfu --lang en help

# A mistyped path makes nothing: only init and a start without a command do.
printf '户编号,姓名\n1,王芳\n' > "$work/one.csv"
for command in today check 'find 王' 'export person --profile internal' "import registry $work/one.csv" 'history household 1' undo redo backup verify; do
	must "no database, no $command" status 2 "$program" --screens "$screens" --db "$work/mistyped/y.db" $command
	must 'and the way out is said' says 'bangfu init'
	must "$command makes nothing" test ! -e "$work/mistyped"
done
must 'without a terminal the program prints Today' status 0 "$program" --screens "$screens" --db "$work/empty.db"
must 'Today of an empty office prints text and ends with 0' status 0 "$program" --screens "$screens" --db "$work/empty.db" today

# An office of any size to measure with; one that was stopped in the making is no office.
made() { "$program" --screens "$screens" --db "$work/$1.db" "${@:2}"; }
must 'fifty households' made fifty init --generate 50
must 'of as many households' test "$(sqlite3 "$work/fifty.db" 'SELECT count(*) FROM household')" = 50
must 'is found in' made fifty find 990100000007
must 'a size that is none' status 2 made none init --generate x
must 'is said' says '2'
must 'not together with the sample village' status 2 made both init --demo --generate 50
must 'once' status 2 made fifty init --generate 50
sqlite3 "$work/fifty.db" 'PRAGMA journal_mode=DELETE; PRAGMA application_id=1650552383' > "$work/out"
must 'half made is refused' status 2 made fifty today
must 'and the way out is said' says 'init --generate'

must 'the sample village' bangfu init --demo
must 'the sample village is made once' status 2 bangfu init --demo
must 'files are for the owner only' test "$(stat -c %a "$work/a.db")" = 600
must 'Today as JSON' bangfu today --json
must 'Today is valid JSON with 23 households' test "$(sqlite3 :memory: "SELECT json_extract(CAST(readfile('$work/out') AS TEXT), '\$.households_asked')")" = 23
must 'the counts add up' test "$(sqlite3 :memory: "WITH t(j) AS (SELECT CAST(readfile('$work/out') AS TEXT)) SELECT json_extract(j, '\$.visited') + json_extract(j, '\$.due') + json_extract(j, '\$.overdue') + json_extract(j, '\$.never') FROM t")" = 23

must 'checks find the planted gaps' status 1 bangfu check --json
must 'check --json is valid' test "$(sqlite3 :memory: "SELECT json_valid(CAST(readfile('$work/out') AS TEXT))")" = 1
must 'each problem has its seven members' test "$(sqlite3 :memory: "SELECT count(*) FROM json_each(CAST(readfile('$work/out') AS TEXT)) WHERE json_extract(value, '\$.rule') IS NULL OR json_extract(value, '\$.severity') IS NULL OR json_extract(value, '\$.kind') IS NULL OR json_extract(value, '\$.id') IS NULL OR json_extract(value, '\$.household_no') IS NULL OR json_extract(value, '\$.field') IS NULL OR json_extract(value, '\$.message') IS NULL")" = 0
# What Today counts, check lists: also in a January nobody has a form of the new year for.
for day in 2020-11-23 2021-01-31; do
	bangfu --now $day today --json > "$work/today.json"
	bangfu --now $day check --rule blank --json > "$work/check.json"
	must "the gaps of $day are the same" test "$(sqlite3 :memory: "SELECT json_extract(CAST(readfile('$work/today.json') AS TEXT), '\$.gaps')")" = \
		"$(sqlite3 :memory: "SELECT json_array_length(CAST(readfile('$work/check.json') AS TEXT))")"
done
must 'an unknown rule is refused' status 2 bangfu check --rule nonsense

head_name=$(sqlite3 "$work/a.db" "SELECT name FROM person p JOIN household h ON h.id = p.household_id AND h.head_name = p.name WHERE p.id_no IS NOT NULL ORDER BY p.id LIMIT 1")
head_id=$(sqlite3 "$work/a.db" "SELECT id_no FROM person WHERE name = '$head_name' LIMIT 1")
must 'find by name' bangfu find "$head_name"
must 'find shows the name' says "$head_name"
must 'find by the end of an ID' bangfu find "${head_id: -6}"
must 'find shows who it is' says "$head_name"
must 'nothing found is 1' status 1 bangfu find 九九九九九

# What we export, we import: every form and the registry, unchanged.
for kind in registry household person household_year visit pairing measure cadre; do
	must "export $kind" bangfu export "$kind" --profile internal -o "$work/$kind.csv"
	must "import of our own $kind" status 0 bangfu import "$kind" "$work/$kind.csv" --json
	must "our own $kind changes nothing" test "$(sqlite3 :memory: "WITH t(j) AS (SELECT CAST(readfile('$work/out') AS TEXT)) SELECT json_extract(j, '\$.added') || json_extract(j, '\$.updated') || json_extract(j, '\$.refused') FROM t")" = 000
done
# The day a household came into the file goes with it to another office.
must 'another office' "$program" --screens "$screens" --db "$work/other.db" init --unit 县教育局 --village 长潭村 --cadre 李明
must 'takes our households' "$program" --screens "$screens" --db "$work/other.db" import household "$work/household.csv"
entered="SELECT group_concat(entered_on) FROM (SELECT entered_on FROM household ORDER BY household_no)"
must 'with the day they came' test "$(sqlite3 "$work/other.db" "$entered")" = "$(sqlite3 "$work/a.db" "$entered")"
must 'long ago' test "$(sqlite3 "$work/other.db" "SELECT count(*) FROM household WHERE entered_on < '2017'")" = 23
# No command writes over the data, nor over a file it cannot replace by a whole one.
sum=$(md5sum < "$work/a.db")
must 'the database is no place for a list' status 2 bangfu export person --profile internal -o "$work/a.db"
must 'nor for a copy of itself' status 2 bangfu backup "$work/../${work##*/}/a.db"
must 'it is untouched' test "$(md5sum < "$work/a.db")" = "$sum"
cp "$work/person.csv" "$work/kept.csv"
must 'an unknown kind of list' status 2 bangfu export nonsense --profile internal -o "$work/kept.csv"
must 'leaves the old list' cmp "$work/person.csv" "$work/kept.csv"
must 'and nothing beside it' test ! -e "$work/kept.csv.part"
must 'a list goes over an older one' bangfu export person --profile internal -o "$work/kept.csv"
must 'a pipe takes a list' bash -c "mkfifo '$work/pipe' && { cat '$work/pipe' > '$work/piped' & } && '$program' --screens '$screens' --db '$work/a.db' export person --profile internal -o '$work/pipe' && wait && cmp '$work/piped' '$work/person.csv'"
printf '姓名,证件号码\n某,1\n' > "$work/bad.csv"
must 'refused rows do not go over the data' status 2 bangfu import person "$work/bad.csv" --refused "$work/a.db"
must 'it is whole' bangfu verify
must 'GB18030 on request' bangfu export person -p internal -f gb18030 -o "$work/gb.csv"
# Nothing leaves without saying for whom, and all that leaves is noted.
must 'no export without a profile' status 2 bangfu export person -o "$work/none.csv"
must 'the choices are said' says 'posting.*masked.*internal'
must 'and nothing is written' test ! -e "$work/none.csv"
must 'an unknown profile' status 2 bangfu export person --profile public
must 'an unknown format' status 2 bangfu export person --profile posting --format doc
must 'XLSX needs a file' status 2 bangfu export person --profile posting --format xlsx
must 'masked' bangfu export person --profile masked -o "$work/masked.csv"
must 'has stars' grep -q '[0-9]\{6\}\*\*\*\*\*\*\*\*' "$work/masked.csv"
must 'posted to standard output' bangfu export household --profile posting
must 'holds no long number' test "$(grep -c '[0-9]\{11\}' "$work/out")" = 0
must 'and the names' says "$head_name"
must 'as Excel' bangfu export person --profile internal -o "$work/person.xlsx"
must 'for the owner only' test "$(stat -c %a "$work/person.xlsx")" = 600
must 'Excel reads back' bangfu import person "$work/person.xlsx" --json
must 'and changes nothing' test "$(sqlite3 :memory: "WITH t(j) AS (SELECT CAST(readfile('$work/out') AS TEXT)) SELECT json_extract(j, '\$.added') || json_extract(j, '\$.updated') || json_extract(j, '\$.refused') FROM t")" = 000
must 'each export is noted' test "$(sqlite3 "$work/a.db" "SELECT rows || (file = '-') FROM export_log WHERE what = '农户登记表 (household)' AND profile = 'posting'")" = 231
must 'with who' test "$(sqlite3 "$work/a.db" "SELECT count(*) FROM export_log WHERE cadre_id IS NULL")" = 0
must 'GB18030 reads back' status 0 bangfu import person "$work/gb.csv" --json
must 'a dry run writes nothing' status 0 bangfu import person "$work/gb.csv" --dry-run
must 'a missing file is 2' status 2 bangfu import person "$work/nothing.csv"
must 'an unknown kind is 2' status 2 bangfu import nonsense "$work/gb.csv"

# An undo of many says how many.
sed '1!s/^"=""\([^"]*\)""",/X\1,/' "$work/household.csv" > "$work/more.csv"
must 'as many households again' bangfu import household "$work/more.csv"
must 'undo of an import' bangfu undo
must 'says how many records' says '已撤销：导入，23 条记录'
must 'in English too' bangfu --lang en redo
must 'how many' says '23 records'
must 'away again' bangfu undo

# A write by the sqlite3 shell is in the journal, and can be taken back.
household=$(sqlite3 "$work/a.db" "SELECT id FROM household WHERE phone IS NOT NULL ORDER BY id LIMIT 1")
before=$(sqlite3 "$work/a.db" "SELECT phone FROM household WHERE id = $household")
sqlite3 "$work/a.db" "UPDATE household SET phone = '13900000000' WHERE id = $household"
must 'history shows the shell' bangfu history household "$household"
must 'with the new value' says 13900000000
must 'the table of changes' bangfu history household "$household" --table
must 'with its headings' says 修改后
must 'and both values' says "$before.*13900000000"
seq=$(sqlite3 "$work/a.db" "SELECT max(seq) FROM change")
must 'undo by number' bangfu undo "$seq"
must 'the old value is back' test "$(sqlite3 "$work/a.db" "SELECT phone FROM household WHERE id = $household")" = "$before"
must 'one record by its name' says "已撤销：.*[^录]$"
must 'redo' bangfu redo
must 'the new value is back' test "$(sqlite3 "$work/a.db" "SELECT phone FROM household WHERE id = $household")" = 13900000000
must 'a number that is none takes nothing back' status 2 bangfu undo last
must 'the value is still the new one' test "$(sqlite3 "$work/a.db" "SELECT phone FROM household WHERE id = $household")" = 13900000000
must 'as it was before it was born' status 2 bangfu history household "$household" --at 1999-01-01
must 'a moment that is none' status 2 bangfu history household "$household" --at yesterday
must 'as it is today' bangfu history household "$household" --at 2020-11-23
must 'with its value of that day' says 13900000000
sqlite3 "$work/a.db" "UPDATE change SET at = at" 2> /dev/null && failed=$((failed + 1))
person=$(sqlite3 "$work/a.db" "SELECT id FROM person WHERE name = '$head_name' LIMIT 1")
sqlite3 "$work/a.db" "UPDATE person SET note = char(27) || ']0;x' || char(7) WHERE id = $person"
must 'a record of the shell' bangfu history person "$person"
must 'no escape reaches the terminal' test -z "$(tr -d -c '\033\007' < "$work/out")"
must 'a person by the number' bangfu history person "$head_id" --at 2020-11-23
must 'shows the name' says "$head_name"
must 'two people are not guessed at' status 2 bangfu history person 1
must 'the journal cannot be rewritten' bash -c "! sqlite3 '$work/a.db' 'DELETE FROM change' 2>/dev/null"

# Backup, damage, restore.
must 'backup' bangfu backup "$work/copy.db"
must 'the copy is for the owner only' test "$(stat -c %a "$work/copy.db")" = 600
for copy in 2020-11-23 2020-11-23-2 2020-11-23-3; do
	must 'a copy is made whenever it is asked for' bangfu backup
	must 'and named' says "backup/a-$copy.db"
	must 'and there' test -s "$work/backup/a-$copy.db"
done
must 'verify' bangfu verify
sqlite3 "$work/a.db" "UPDATE household SET phone = '13911111111' WHERE id = $household"
must 'restore' bangfu restore "$work/copy.db"
must 'as it was' test "$(sqlite3 "$work/a.db" "SELECT phone FROM household WHERE id = $household")" = 13900000000
sqlite3 "$work/a.db" 'PRAGMA wal_checkpoint(TRUNCATE)' > /dev/null
size=$(stat -c %s "$work/a.db")
printf 'garbage garbage garbage' | dd of="$work/a.db" bs=1 seek=$((size / 2)) conv=notrunc 2> /dev/null
must 'a damaged page is found' bash -c "! '$program' --screens '$screens' --db '$work/a.db' verify"
must 'restore over damage' bangfu restore "$work/copy.db"
must 'whole again' bangfu verify

# What the database keeps beside the records, made wrong behind its back.
sqlite3 "$work/a.db" "UPDATE household_last SET visited_on = '2009-09-09'; DELETE FROM search_key WHERE key LIKE '^w%'"
must 'wrong last visits are found' bash -c "! '$program' --screens '$screens' --db '$work/a.db' verify > '$work/out'"
must 'and said' grep -q '最后走访日期' "$work/out"
must 'with what helps' grep -q 'bangfu reindex' "$work/out"
must 'reindex' bangfu reindex
must 'all is right again' bangfu verify

# Files that are not ours.
echo 'this is a text' > "$work/text.db"
must 'a text is refused' status 2 "$program" --screens "$screens" --db "$work/text.db" today
must 'and untouched' test "$(cat "$work/text.db")" = 'this is a text'
sqlite3 "$work/foreign.db" 'CREATE TABLE t(a)'
must 'a foreign database is refused' status 2 "$program" --screens "$screens" --db "$work/foreign.db" today
cp "$work/copy.db" "$work/newer.db"
sqlite3 "$work/newer.db" 'PRAGMA user_version = 9999'
must 'a newer database is refused' status 2 "$program" --screens "$screens" --db "$work/newer.db" today
must 'config: an unknown key is refused with its line' bash -c "printf '[ui]\nlangage = zh\n' > '$work/c.ini'; ! '$program' --config '$work/c.ini' --screens '$screens' --db '$work/copy.db' today 2> '$work/err'"
must 'and names the line' grep -q 'c.ini:2' "$work/err"
must 'screens/ pass the linter' bangfu lint
must 'a rule that writes is refused with its line' bash -c "mkdir '$work/s' && cp '$screens'/*.ini '$work/s' && printf '\n[check.bad_rule]\nscope = household\nseverity = error\nsql = DELETE FROM household\nfield = phone\nmessage = x\nmessage_en = x\n' >> '$work/s/checks.ini' && ! '$program' --screens '$work/s' lint > '$work/out' && grep -q '^checks.ini:[0-9]*:' '$work/out'"

mkdir "$work/two" && cp "$screens"/*.ini "$work/two"
printf '\n[field.wrong]\nlabel = x\nlabel_en = x\ntype = nonsense\n' >> "$work/two/form.visit.ini"
printf '\n[field.wrong]\nlabel = x\nlabel_en = x\ntype = nonsense\n' >> "$work/two/form.person.ini"
must 'a broken form keeps its list' status 2 "$program" --screens "$work/two" --db "$work/a.db" export person --profile internal
must 'and says where' says 'form.person.ini:[0-9]'
must 'not what needs none of it' status 0 "$program" --screens "$work/two" --db "$work/a.db" today
must 'the linter still starts' status 1 "$program" --screens "$work/two" lint
must 'and tells of the one' says 'form.visit.ini:[0-9]*:'
must 'and the other' says 'form.person.ini:[0-9]*:'

# A register costs one .ini and one CREATE TABLE: here a bureau's own field, without even that.
rule() { cp "$screens/checks.ini" "$work/s/checks.ini" && printf '\n[check.%s]\nscope = household\nseverity = warn\nsql = %s\nfield = phone\nmessage = {1}户\nmessage_en = {1}\n' "$1" "$2" >> "$work/s/checks.ini"; }
refused() { rule "$1" "$2" && ! "$program" --screens "$work/s" lint > "$work/out" && grep -q "$1" "$work/out" && ! bangfu --screens "$work/s" check --rule "$1" > /dev/null 2> "$work/err" && grep -q "$1" "$work/err"; }
must 'a rule that writes is refused by name, by lint and when run' refused newcomer_writes "DELETE FROM household RETURNING id, id AS household, head_name"
must 'a rule that reads a hidden table is refused by name' refused newcomer_peeks "SELECT id, id AS household, form FROM draft"
must 'beside a rule that cannot be run the others are run' status 2 bangfu --screens "$work/s" check
must 'their findings are printed' grep -q blank "$work/out"
must 'a rule that never ends is refused by name' refused newcomer_runs "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x, x AS household, x FROM c"
rule newcomer "SELECT id, household, head_name FROM household_checked"
must "a newcomer's rule passes the linter" "$program" --screens "$work/s" lint
must "a newcomer's rule works without a compiler" status 1 bangfu --screens "$work/s" check --rule newcomer
must 'what it finds names it' grep -q newcomer "$work/out"
must 'a custom field needs no migration' bash -c "printf '\n[field.hope]\nlabel = 心愿\nlabel_en = Wish\ntype = text\ncustom = yes\n' >> '$work/s/form.household.ini' && cp '$screens/checks.ini' '$work/s/checks.ini' && '$program' --screens '$work/s' lint"
printf '户编号,心愿\n%s,修路\n' "$(sqlite3 "$work/copy.db" "SELECT household_no FROM household ORDER BY id LIMIT 1")" > "$work/hope.csv"
must 'and takes imports' "$program" --screens "$work/s" --db "$work/copy.db" import household "$work/hope.csv"
must 'kept in extra' test "$(sqlite3 "$work/copy.db" "SELECT value FROM extra WHERE field = 'hope'")" = 修路

man=$(bangfu help --man)
must 'a man page' grep -q '^.TH BANGFU' <<< "$man"
must 'completion is valid shell' bash -n <(bangfu help --completion)

[ "$failed" -eq 0 ] && echo 'the command line: all good'
exit "$failed"

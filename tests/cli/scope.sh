#!/usr/bin/env bash
# What counts says which households it looked at, in the same words everywhere, and counts those.
#   scope.sh PROGRAM SCREENS_DIR TESTS_DIR
set -u
. "$(dirname "$0")/say.bash"

must 'the sample village' bangfu init --demo
must 'all of it has its blanks' status 1 bangfu check --rule blank
blanks=$(grep -c blank "$work/out")

# A household of another village, without anything: the village's own counts do not see it, the file's do.
sql "INSERT INTO place (id, name, level) SELECT 77, '石桥村', level FROM place WHERE name = '长潭村';
	INSERT INTO household (id, household_no, head_name, place_id, first_identified_on) VALUES (78, '900078', '石某', 77, '2016-01');
	INSERT INTO pairing (id, household_id, cadre_id, started_on) SELECT 79, 78, value, '2016-01-01' FROM setting WHERE key = 'me';"

must 'today says the village' bangfu today
must 'under its title' test "$(sed -n 2p "$work/out")" = '范围：长潭村'
must 'so does the coverage' bangfu coverage
must 'in the same words' test "$(sed -n 2p "$work/out")" = '范围：长潭村'
must 'and the ledgers of school' status 1 bangfu dropouts
must 'there too' says '^范围：长潭村$'
must 'a chart' bangfu chart visits
must 'of the village' says '^范围：长潭村$'
must 'a table' bangfu table visits -p internal -f txt
must 'in its head' says '2020年11月  范围：长潭村'
must 'a report counts the file' bangfu report month
must 'and says so' says '^2020-11  范围：全部$'
must 'in its sheet' bangfu report month --compare last
must 'as well' says '范围：全部'

must 'so does the check' status 1 bangfu check --rule blank
must 'says it' test "$(sed -n 1p "$work/out")" = '范围：全部'
must 'and counts the blanks of all villages' test "$(grep -c blank "$work/out")" -gt "$blanks"
must 'a machine reads no head' status 1 bangfu check --json
must 'only its list' test "$(head -c 1 "$work/out")" = '['

sql "INSERT OR REPLACE INTO setting (key, value) VALUES ('scope', '1')"
must 'only mine' bangfu today
must 'says whose' says '^范围：李明结对的户$'
must 'in English' bangfu --lang en coverage
must 'too' says '^Scope: households of 李明$'
sql "DELETE FROM setting WHERE key IN ('scope', 'village')"
must 'no village, nobody: all' bangfu coverage
must 'are all' says '^范围：全部$'

[ "$failed" -eq 0 ] && echo 'the scope of what counts: all good'
exit $((failed > 0))

#!/usr/bin/env bash
# A command that is stopped by a signal leaves nothing half done and says so.   stopped.sh PROGRAM SCREENS_DIR TESTS_DIR
# No race: what is written goes to a pipe that holds less than all of it, and its reader sends the signal before it reads on.
set -u
. "$(dirname "$0")/say.bash"

bangfu init --generate 2000 > "$work/out" || exit 1
mkfifo "$work/pipe"

# signal, command …: the command opens $work/pipe, as a file or as what it prints to; its status.
stopped() {
	local signal=$1 to=${to:-/dev/null} got
	shift
	( exec < "$work/pipe"; head -c 1 > "$work/begun"; kill -s "$signal" "$(cat "$work/pid")"; cat > "$work/rest" ) &
	env --default-signal="$signal" sh -c 'echo $$ > "$0"; exec "$@"' "$work/pid" "$program" --screens "$screens" --db "$work/a.db" "$@" > "$to"
	got=$?
	wait
	return $got
}
printed() { to=$work/pipe stopped "$@" 2> "$work/said"; }

rows=$(sql 'SELECT count(*) FROM export_log')
must 'an export is stopped by Ctrl-C' status 130 stopped INT export registry --profile internal -o "$work/pipe"
must 'and says so' says '已停止，没有改动任何内容'
must 'in one line' test "$(wc -l < "$work/err")" = 1
must 'it had begun' test -s "$work/begun"
must 'nothing was noted as gone out' test "$(sql 'SELECT count(*) FROM export_log')" = "$rows"
bangfu export registry --profile internal -o "$work/list.csv" > "$work/out"
sed -i 's/,汉族,/,回族,/; s/,是,/,否,/g' "$work/list.csv" # every row has something to say
for signal in INT:130 TERM:143; do
	must "a dry run is stopped by ${signal%:*}" status "${signal#*:}" printed "${signal%:*}" import registry "$work/list.csv" --dry-run
	must 'and says so' grep -q '已停止，没有改动任何内容' "$work/said"
done
must 'a check is stopped' status 130 printed INT check --json
must 'and says so' grep -q '已停止，没有改动任何内容' "$work/said"
must 'a check in English' status 130 printed INT --lang en check
must 'says so in English' grep -q 'Stopped; nothing was changed' "$work/said"
must 'all is well' bangfu verify
must 'no half file stays' test -z "$(find "$work" -name '*.part')"
[ "$failed" = 0 ]

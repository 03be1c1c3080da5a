# What the scripts over the command line share: the program on a database of its own, and must.
program=$1 screens=$2
export BANGFU_NOW=2020-11-23 LC_ALL=C.UTF-8
work=$(mktemp -d "${TMPDIR:-/tmp}/bangfu-cli-XXXXXX")
trap 'rm -rf "$work"' EXIT
export HOME=$work
failed=0

bangfu() { "$program" --screens "$screens" --db "$work/a.db" "$@"; }
sql() { sqlite3 "$work/a.db" "$1"; }
# What the program said stays in out and err until it speaks again: a look at it must not wipe it away first.
must() { # what it proves, command …
	local what=$1 held=0
	shift
	case $1 in
	says | grep | test) "$@" || held=1 ;;
	*) "$@" > "$work/out" 2> "$work/err" || held=1 ;;
	esac
	if [ "$held" != 0 ]; then
		echo "FAIL $what: $*"
		head -n 5 "$work/out" "$work/err"
		failed=$((failed + 1))
	fi
}
status() { # wanted exit status, command …
	local want=$1 got
	shift
	"$@" > "$work/out" 2> "$work/err"
	got=$?
	[ "$got" = "$want" ]
}
says() { grep -q -- "$1" "$work/out" "$work/err"; } # in what the last command said

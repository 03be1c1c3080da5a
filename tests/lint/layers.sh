#!/bin/sh
# The rules of the house that can be read off the sources: who includes whom, which room sees which library, how long a file may be,
# and that no sentence a person sees stands in code. Prints each breach; exit 1 if there is one.
cd "$(dirname "$0")/../.." || exit 2

files() {
	find src include -name '*.[ch]' | sort
}

{
	# tui | cli -> exchange -> screen -> model -> store -> base
	files | xargs awk '
		BEGIN {
			n = split("base store model screen exchange cli tui", rooms, " ")
			for (i = 1; i <= n; i++)
				level[rooms[i]] = i
			split("sqlite3.h store curses.h tui ncurses.h tui term.h tui iniparser screen libpq-fe.h store", libs, " ")
			for (i = 1; i in libs; i += 2)
				owner[libs[i]] = libs[i + 1]
		}
		FNR == 1 { split(FILENAME, part, "/"); room = part[2] }
		/^[ \t]*#[ \t]*include/ {
			match($0, /[<"][^>"]*[>"]/)
			name = substr($0, RSTART + 1, RLENGTH - 2)
			split(name, to, "/")
			if (room in level && to[1] in level && index(name, "/")) {
				if (level[to[1]] > level[room])
					print FILENAME ":" FNR ": " room " may not include " name
				else if (room == "tui" && to[1] == "cli" || room ~ /^(tui|cli)$/ && to[1] == "store")
					print FILENAME ":" FNR ": " room " may not include " name
			}
			for (lib in owner)
				if ((name == lib || to[1] == lib) && room != owner[lib])
					print FILENAME ":" FNR ": only " owner[lib] " may include <" name ">"
		}
		{ lines[FILENAME] = FNR }
		END {
			for (f in lines)
				if (lines[f] > 450)
					print f ": " lines[f] " lines, at most 450"
		}'
	wc -l tests/unit/*.[ch] | awk '$1 > 450 && $2 != "total" { print $2 ": " $1 " lines, at most 450" }'
	# Hanzi and full-width marks (U+3000..U+9FFF, U+F900..U+FAFF, U+FF00..U+FFEF and the planes above) outside comments of headers.
	files | while read -r f; do
		case $f in
		*.h) sed 's://.*$::' "$f" | awk '{ line = $0; out = ""; while (length(line)) {
				if (inside) { i = index(line, "*/"); if (!i) { line = ""; break } line = substr(line, i + 2); inside = 0 }
				else { i = index(line, "/*"); if (!i) { out = out line; line = "" } else { out = out substr(line, 1, i - 1); line = substr(line, i + 2); inside = 1 } }
			} print out }' ;;
		*) cat "$f" ;;
		esac | LC_ALL=C grep -nE "$(printf '(\343[\200-\277]|[\344-\351][\200-\277]|\357[\244-\253\274-\277]|\360[\240-\257])[\200-\277]')" |
			sed "s|^\([0-9]*\):.*|$f:\1: Chinese text in code; words stand in screens/|"
	done
	# One header per module, and its source at the same place; only headers that declare functions need one.
	find include -name '*.h' | sort | while read -r h; do
		c=src/${h#include/}
		c=${c%.h}
		grep -qE '\);' "$h" || continue
		[ -e "$c.c" ] && continue
		grep -lqs "\"${h#include/}\"" "$(dirname "$c")"/*.c || echo "$h: no source beside it"
	done
} | {
	if grep .; then
		exit 1
	fi
	exit 0
}

# Whole commands at growing sizes; run.sh reads this in. Time, memory, and how they grow: an exponent of 1 is in proportion.

# What a job took, as "seconds cpu MiB"; the output of a failed one stays in $dir/out.
took() {
	"$build/bench/jobs" run "$dir/out" "$@" || { echo "     FAILED: ${*:4}: $(tail -c 300 "$dir/out")" >&2; return 1; }
}

bangfu_on() {
	took "$build/bangfu" --screens screens --db "$@"
}

# name size seconds MiB, for the table of a job.
note() {
	echo "$1 $2 $3" >> "$dir/times"
}

# Every job of the notes a line: at each size time and memory, the exponents between them.
show_growth() {
	[ -s "$dir/times" ] || return
	printf '\n  %-22s %s\n' "job" "households: seconds, peak MiB … · exponents · gates <= 1.1, <= 256 MiB"
	awk '
		{ if (!($1 in n)) order[++jobs] = $1; k = ++n[$1]; at[$1, k] = $2; s[$1, k] = $3; mib[$1, k] = $5 }
		END {
			for (j = 1; j <= jobs; j++) {
				name = order[j]; over = ""; text = ""; grows = ""
				for (k = 1; k <= n[name]; k++) {
					text = text sprintf("%d: %.2f s, %.0f MiB  ", at[name, k], s[name, k], mib[name, k])
					if (mib[name, k] > 256) over = "OVER (memory)"
					if (k > 1) {
						e = log(s[name, k] / s[name, k - 1]) / log(at[name, k] / at[name, k - 1])
						grows = grows sprintf(" %.2f", e)
						if (e > 1.1) over = over (over ? ", " : "OVER ") "(growth)"
					}
				}
				printf "  %-22s %s·%s · %s\n", name, text, grows, over ? over : "ok"
			}
		}' "$dir/times"
	rm -f "$dir/times"
}

# A gate on rows a second: name, rows, our seconds, theirs, gate, goal.
rate() {
	awk -v name="$1" -v what="$2" -v rows="$3" -v mine="$4" -v theirs="$5" -v gate="$6" -v goal="$7" 'BEGIN {
		r = theirs / mine
		printf "  %2s %-50s %5s %14.0f r/s %14.0f r/s %7.2f  >=%-8s >=%-8s %s\n", name, what, "", rows / mine, rows / theirs, r, gate "x", goal "x",
			(r >= goal) ? "goal" : (r >= gate) ? "ok" : "OVER"
	}'
}

most_mib() {
	awk -v name="$1" -v what="$2" -v mib="$3" -v gate="$4" -v goal="$5" 'BEGIN {
		printf "  %2s %-50s %5s %14.0f MiB %18s %7s  <=%-8s <=%-8s %s\n", name, what, "", mib, "-", "-", gate "MiB", goal "MiB",
			mib <= goal ? "goal" : mib <= gate ? "ok" : "OVER"
	}'
}

one_size_of_jobs() {
	local size=$1 db t
	db=$(copy "$size") || return
	for job in "check check --summary" "month_report report month --year 2020 --month 10" "year_report report year --year 2020" \
		"coverage coverage --term 2020-1" "reindex reindex"; do
		# shellcheck disable=SC2086
		set -- $job
		t=$(bangfu_on "$db" "${@:2}") && note "$1" "$size" "$t"
	done
	mkdir -p "$dir/lists"
	"$build/bench/jobs" make "$dir/lists" "$size"
	t=$(bangfu_on "$db" reconcile "$dir/lists/a.csv" --source a --claim other --against "$dir/lists/b.csv") && note "reconcile" "$size" "$t"
	rm -rf "$dir/lists"
	done_with "$size"
}

# ---- lists in and out ----

. tests/bench/bare.sh

lists_of_size() {
	local size=$1 db out=$dir/registry.csv t bare rows
	db=$(copy "$size") || return
	t=$(bangfu_on "$db" export registry --profile internal -o "$out") || return
	note "export_registry" "$size" "$t"
	rows=$(sqlite3 "$db" 'SELECT count(*) FROM person')
	if wanted export; then
		t=$(bangfu_on "$db" export person --profile internal -o "$dir/person.csv") && note "export_person" "$size" "$t"
		bare=$(took sh -c "sqlite3 -csv -header '$db' \"$bare_export\" > '$dir/bare.csv'") &&
			rate 14 "CSV export of persons | sqlite3 -csv, $size" "$rows" "${t%% *}" "${bare%% *}" 0.8 1.2
		rm -f "$dir/person.csv" "$dir/bare.csv"
	fi
	if wanted import; then
		import_of_size "$size" "$db" "$out" "$rows"
	fi
	rm -f "$out"
	done_with "$size"
}

import_of_size() {
	local size=$1 db=$2 out=$3 rows=$4 new=$dir/new.db t bare same
	rm -f "$new"*
	bangfu_on "$new" init --unit 县教育局 --village 长潭村 --cadre 李明 > /dev/null || return
	t=$(bangfu_on "$new" import registry "$out") || return
	note "import_registry" "$size" "$t"
	rm -f "$dir/bare.db"*
	bare_import "$dir/bare.db" "$out" > "$dir/bare.sql"
	bare=$(took sh -c "sqlite3 -bail '$dir/bare.db' < '$dir/bare.sql'") &&
		rate 9 "import | .import and the same statements, $size" "$rows" "${t%% *}" "${bare%% *}" 0.8 1.0
	most_mib 9 "import: peak memory, $size" "${t##* }" 64 32
	for one in "$db" "$new"; do
		sqlite3 "$one" 'SELECT substr(id_no, 1, 18) FROM person ORDER BY 1' > "$one.ids"
	done
	bangfu_on "$new" export registry --profile internal -o "$dir/again.csv" > /dev/null &&
		awk -F, -v c="$(column "$out" 证件号码)" 'NR > 1 { gsub(/[="]/, "", $c); print substr($c, 1, 18) }' "$dir/again.csv" | LC_ALL=C sort > "$dir/again.ids"
	same=$(LC_ALL=C comm -12 "$db.ids" "$new.ids" | wc -l)
	ids_line "$size" "import" "$rows" "$same"
	ids_line "$size" "import and export" "$rows" "$(LC_ALL=C comm -12 "$db.ids" "$dir/again.ids" | wc -l)"
	rm -f "$new"* "$dir/bare.db"* "$dir"/*.ids "$dir/again.csv"
}

ids_line() {
	awk -v size="$1" -v what="$2" -v rows="$3" -v same="$4" 'BEGIN {
		printf "  10 %-50s %5s %14.4f %%   %18s %7s  %-10s %-10s %s\n", "IDs intact after " what ", " size, "", 100 * same / rows, "-", "-", "100 %", "100 %",
			same == rows ? "goal" : "OVER"
	}'
}

# ---- county x kind ----

report_of_size() {
	local size=$1 db t bare
	db=$(copy "$size") || return
	bare=$(best_of 5 sqlite3 "$db" "$bare_report")
	# shellcheck disable=SC2086
	t=$(best_of 5 "$build/bangfu" --screens screens --db "$db" $bench_report)
	[ -n "$t" ] && [ -n "$bare" ] || return
	awk -v size="$size" -v mine="$t" -v theirs="$bare" 'BEGIN {
		r = mine / theirs
		printf "  13 %-50s %5d %15.1f ms %15.1f ms %7.2f  %-10s %-10s %s\n", "county x kind, best of 5 | bare SQL, " size, 5, mine * 1e3, theirs * 1e3, r, "<=1.2x", "<=1x",
			r <= 1 ? "goal" : r <= 1.2 ? "ok" : "OVER"
	}'
	done_with "$size"
}

best_of() {
	local n=$1
	shift
	for ((i = 0; i < n; i++)); do
		took "$@" || break
	done | sort -n | head -1 | cut -d' ' -f1
}

whole_commands() {
	local size
	wanted report || wanted export || wanted import || wanted jobs || return
	printf '\nwhole commands\n'
	wanted report && for size in ${sizes//,/ }; do report_of_size "$size"; done
	if wanted export || wanted import; then
		for size in ${job_sizes//,/ }; do lists_of_size "$size"; done
	fi
	wanted jobs && for size in ${job_sizes//,/ }; do one_size_of_jobs "$size"; done
	show_growth
}

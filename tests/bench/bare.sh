# The same work by the sqlite3 shell alone; jobs.sh reads this in.

bare_export='SELECT h.head_name, p.* FROM person p JOIN household h ON h.id = p.household_id'

# The numbers of the table region_kind: villages first, then their townships and counties.
bare_report="WITH v AS (SELECT place_id, household_type AS kind, monitor_type AS monitored, count(*) AS n FROM household
 WHERE deleted_on IS NULL AND removed_on IS NULL GROUP BY 1, 2, 3)
 SELECT c.name, t.name, count(DISTINCT p.id), sum(v.n), sum(iif(v.kind = '脱贫户', v.n, 0)), sum(iif(v.kind = '一般农户', v.n, 0)),
 sum(iif(v.kind IS NULL, v.n, 0)), sum(iif(v.monitored IS NOT NULL, v.n, 0))
 FROM v JOIN place p ON p.id = v.place_id JOIN place t ON t.id = p.parent_id JOIN place c ON c.id = t.parent_id GROUP BY t.id"
bench_report="table region_kind --profile masked"

# Columns of the file as c1 … cn, with the protection of long numbers taken off.
column() {
	head -1 "$1" | sed 's/^\xef\xbb\xbf//' | tr -d '\r"' | tr ',' '\n' | grep -nx "$2" | cut -d: -f1
}

# The statements that put a registry list into an empty office: the raw rows, households, people, the year, what the journal
# would say of each, then every index the schema has.
bare_import() {
	local db=$1 csv=$2 columns list=
	columns=$(head -1 "$csv" | tr ',' '\n' | wc -l)
	for ((i = 1; i <= columns; i++)); do
		list=$list${list:+, }c$i
	done
	"$build/bangfu" --screens screens --db "$db" init --unit 县教育局 --village 长潭村 --cadre 李明 > "$dir/out"
	local no person name sex birth kind id relation ethnicity education status health labour year village
	no=$(column "$csv" 户编号) person=$(column "$csv" 人口编号) name=$(column "$csv" 姓名) sex=$(column "$csv" 性别)
	birth=$(column "$csv" 出生日期) kind=$(column "$csv" 证件类型) id=$(column "$csv" 证件号码) relation=$(column "$csv" 与户主关系)
	ethnicity=$(column "$csv" 民族) education=$(column "$csv" 文化程度) status=$(column "$csv" 在校生状况)
	health=$(column "$csv" 健康状况) labour=$(column "$csv" 劳动技能) year=$(column "$csv" 年度) village=$(column "$csv" 村)
	echo "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; PRAGMA defer_foreign_keys=ON;"
	sqlite3 "$db" "SELECT 'DROP ' || type || ' \"' || name || '\";' FROM sqlite_schema WHERE (type = 'index' AND sql IS NOT NULL) OR type = 'trigger'"
	echo "CREATE TABLE raw($list);"
	echo ".mode csv"
	echo ".import --skip 1 '$csv' raw"
	cat << SQL
BEGIN;
CREATE INDEX raw_no ON raw(c$no);
INSERT INTO place(id, name, level) SELECT 1000000 + min(rowid), c$village, 'x' FROM raw GROUP BY c$village;
INSERT INTO household(id, household_no, head_name, place_id, person_count)
 SELECT min(rowid), trim(c$no, '="'), c$name, (SELECT id FROM place WHERE name = c$village), count(*) FROM raw GROUP BY c$no;
CREATE INDEX bare_no ON household(household_no);
INSERT INTO person(id, household_id, person_no, name, sex, birth, id_kind, id_no, relation_to_head, ethnicity, education_level, school_status,
 health_status, labour_ability)
 SELECT r.rowid, h.id, trim(c$person, '="'), c$name, c$sex, c$birth, c$kind, trim(c$id, '="'), c$relation, c$ethnicity, nullif(c$education, ''),
 nullif(c$status, ''), json_array(c$health), nullif(c$labour, '') FROM raw r JOIN household h ON h.household_no = trim(r.c$no, '="');
INSERT INTO household_year(id, household_id, year) SELECT min(r.rowid), h.id, c$year FROM raw r JOIN household h ON h.household_no = trim(r.c$no, '="') GROUP BY h.id, c$year;
INSERT INTO change(origin, origin_seq, clock, at, txn, tbl, row, op, cols)
 SELECT 'bare', row_number() OVER (), 1, '$BANGFU_NOW', 1, tbl, id, 'I', '{}' FROM (SELECT 'household' AS tbl, id FROM household
 UNION ALL SELECT 'person', id FROM person UNION ALL SELECT 'household_year', id FROM household_year);
DROP INDEX bare_no; DROP TABLE raw;
SQL
	sqlite3 "$db" "SELECT sql || ';' FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
	echo "COMMIT;"
}

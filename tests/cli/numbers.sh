#!/usr/bin/env bash
# Five thousand people come in as a national list and leave as CSV, GB18030 and XLSX, and come in again from each: every
# ID (those that end in X too), phone and household number (with its leading zeros) is the one that was written, digit by
# digit, and a list that comes in twice changes nothing.   numbers.sh PROGRAM SCREENS_DIR TESTS_DIR
set -u
program=$1 screens=$2
export BANGFU_NOW=2020-11-23 LC_ALL=C.UTF-8
work=$(mktemp -d "${TMPDIR:-/tmp}/bangfu-numbers-XXXXXX")
trap 'rm -rf "$work"' EXIT
export HOME=$work

bad() {
	echo "FAIL $*"
	cat "$work/out" 2> /dev/null
	exit 1
}
run() {
	local db=$1
	shift
	"$program" --screens "$screens" --db "$work/$db.db" "$@"
}
office() {
	run "$1" init --unit 县教育局 --village 长潭村 --cadre 李明 > "$work/out" 2>&1 || bad "init $1"
}

# Region 990101 does not exist. Each ID is sound, so that none is refused.
awk 'BEGIN {
	split("7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2", w, " ")
	split("李明 王芳 张志远 陈桂英 周小燕 吴海涛 郑秀珍", name, " ")
	print "户编号,户主姓名,户联系电话,年度,姓名,证件类型,证件号码,与户主关系,成员联系电话"
	for (i = 0; i < 5000; i++) {
		h = int(i / 4)
		id = sprintf("990101%04d%02d%02d%03d", 1930 + i % 80, 1 + i % 12, 1 + i % 28, (i * 7) % 1000)
		for (sum = k = 0; k++ < 17;)
			sum += substr(id, k, 1) * w[k]
		id = id substr("10X98765432", sum % 11 + 1, 1)
		who = name[1 + i % 7]
		if (i % 4 == 0)
			head = who
		printf "\"=\"\"%07d\"\"\",%s,1380000%04d,2020,%s,居民身份证,\"=\"\"%s\"\"\",%s,1390000%04d\n", h, head, h, who, id, \
			i % 4 == 0 ? "户主" : "之子", i
	}
}' > "$work/list.csv"
ids() {
	grep -oE '9901011?[0-9]{10,11}[0-9X]' "$1" | sort
}

office a
run a import registry "$work/list.csv" > "$work/out" 2>&1 || bad "the list comes in"
run a export registry --profile internal -f csv -o "$work/a.csv" > "$work/out" 2>&1 || bad "export csv"
ids "$work/list.csv" > "$work/want"
ids "$work/a.csv" | uniq > "$work/got"
[ "$(wc -l < "$work/want")" -eq 5000 ] || bad "the list has 5000 IDs"
sort -u "$work/want" | cmp -s - "$work/got" || bad "an ID changed between the list and the export"
grep -q X "$work/got" || bad "some IDs end in X"
grep -q '"=""0000007"""' "$work/a.csv" || bad "leading zeros of household numbers"
for format in csv gb18030 xlsx; do
	run a export registry --profile internal -f $format -o "$work/again.$format" > "$work/out" 2>&1 || bad "export $format"
	run a import registry --json "$work/again.$format" > "$work/out" 2>&1 || bad "import $format again"
	grep -q '"added": 0, "updated": 0, "unchanged": 5000, "refused": 0' "$work/out" || bad "$format changes nothing"
	office b
	run b import registry "$work/again.$format" > "$work/out" 2>&1 || bad "import $format"
	run b export registry --profile internal -f csv -o "$work/b.csv" > "$work/out" 2>&1 || bad "export of $format"
	cmp "$work/a.csv" "$work/b.csv" > "$work/out" 2>&1 || bad "what came by $format is another list"
	rm -f "$work"/b.db*
done

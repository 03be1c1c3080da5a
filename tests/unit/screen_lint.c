/* Each fault planted in a good set of screens is found, on its line; the good set and our own screens/ are silent. */
#include "base/buf.h"
#include "screen/lint.h"

#include "screen_fixture.h"

static const char good_form[] =
	"[screen]\nkind = form\ntable = household\ntitle = 户\ntitle_en = Household\nhandbook = 1\nkey = household_no\n"
	"[section.one]\ntitle = 一\ntitle_en = One\n";
static const char good_list[] =
	"[screen]\nkind = list\ntitle = 户\ntitle_en = Households\nfrom = household h\nkey = h.id\n"
	"where = :village = 0 OR h.place_id = :village\n"
	"[column.head]\nlabel = 户主\nlabel_en = Head\nsql = h.head_name\nwidth = 10\n";
static const char good_keys[] = "[request.save]\nkeys = F2 Ctrl-S\nlabel = 保存\nlabel_en = Save\n"
				"[request.find]\nkeys = /\nlabel = 查找\nlabel_en = Find\n";

/* The units stand beside the choices: words.ini has no say in them. */
#define UNITS CHOICES "[choice.metric_unit]\ntitle = 单位\ntitle_en = Unit\n1 = household | 户\n1_en = households\n"
static const char good_report[] =
	"[report]\ntitle = {{year}}年\ntitle_en = {{year}}\nkind = year\n"
	"[metric.all]\nlabel = 户数\nlabel_en = All\nunit = household\ntable = household\n"
	"rows = SELECT id, phone, head_name AS head FROM household_now\n"
	"[metric.part]\nlabel = 部分\nlabel_en = Part\nunit = household\ntable = household\n"
	"rows = SELECT id, person_count FROM household_now WHERE :from < :until\nsum = person_count\n"
	"[metric.rate]\nlabel = 率\nlabel_en = Rate\nunit = household\nof = part / all\n"
	"[paragraph.one]\nheading = 一、户\nheading_en = I\ntext = {{all}}户，{{part}}，{{rate}}\n"
	"text_en = {{all}} {{part}} {{rate}} of {{village}}\nwhen = all\n"
	"[paragraph.two]\ntext = {{each}}{{1}}{{all}}{{between}}、{{end}}\ntext_en = {{1}} {{2}}\n"
	"each = SELECT place_id, count(*) FROM household_now GROUP BY 1\n"; /* 32 lines */
static const char good_table[] = "[table]\ntitle = {{year}}户\ntitle_en = {{year}}\nfrom = household_now h\nkey = "
				 "h.id\nwhere = h.place_id = :village\n"
				 "order = h.head_name, h.id\nform = h\n"
				 "[column.head]\nlabel = 户主\nlabel_en = Head\nsql = h.head_name\nwidth = 10\n";

static const char *const requests[] = { "save", "find", NULL };

#define COLUMN_WORD "[column.head]\ntext = 户主\ntext_en = Head\n"
#define METRIC "[metric.x]\nlabel = 数\nlabel_en = X\nunit = household\n"
#define TABLE_COLUMN "[column.a]\nlabel = 甲\nlabel_en = A\nsql = 1\n"
/* What is added to the end of which good file, what is found, on which line of it (0: not looked at). */
static const struct fault {
	const char *file, *base, *more, *word;
	int line;
} faults[] = {
	{ "form.h.ini", good_form, "no line\n", "INI_LINE", 11 },
	{ "form.h.ini", good_form, "[field.note]\nlabel = a;b\n", "INI_CUT label", 0 },
	{ "form.h.ini", good_form, "[screen]\n", "INI_TWICE screen", 11 },
	{ "form.h.ini", good_form, "[field.note]\ntype = text\ntype = text\n", "INI_TWICE type", 13 },
	{ "form.h.ini", good_form, "[field.note]\nlabel = \xb0\xef\n", "INI_ENCODING", 12 },
	{ "form.h.ini", good_form, "[fields.note]\n", "SCREEN_SECTION fields.note", 11 },
	{ "form.h.ini", good_form, "[field.note]\nlabel = 注\nlabel_en = Note\ntype = text\nlenght = 3\n",
	  "SCREEN_KEY lenght", 15 },
	{ "form.h.ini", good_form, "[field.note]\nlabel = 注\ntype = text\n", "SCREEN_ENGLISH label", 12 },
	{ "form.h.ini", good_form, "[field.note]\nlabel_en = Note\ntype = text\n", "SCREEN_MISSING label", 11 },
	{ "form.h.ini", good_form, "[field.note]\nlabel = 注\nlabel_en = N\ntype = memo\n", "SCREEN_VALUE type = memo",
	  14 },
	{ "form.h.ini", good_form, "[field.note]\nlabel = 注\nlabel_en = N\ntype = text\nmax = x\n",
	  "SCREEN_VALUE max = x", 15 },
	{ "form.h.ini", good_form, "[field.main_cause]\nlabel = 因\nlabel_en = C\ntype = choice\nchoices = no\n",
	  "SCREEN_CHOICES no", 11 },
	{ "form.h.ini", good_form, "[field.note]\nlabel = 注\nlabel_en = N\ntype = text\nvisible_if = nothing\n",
	  "SCREEN_CONDITION nothing", 11 },
	{ "form.h.ini", good_form, "[field.colour]\nlabel = 色\nlabel_en = C\ntype = text\n", "LINT_COLUMN colour",
	  11 },
	{ "form.h.ini", good_form, "[field.note]\nlabel = 注\nlabel_en = N\ntype = text\ncustom = yes\n",
	  "LINT_CUSTOM note", 11 },
	{ "form.h.ini", good_form, "[field.note]\nlabel = 注\nlabel_en = N\ntype = money\n", "LINT_TYPE note", 11 },
	{ "form.h.ini", good_form, "[field.place_id]\nlabel = 村\nlabel_en = V\ntype = ref\ntable = cadre\n",
	  "LINT_REF place_id", 11 },
	{ "form.h.ini", good_form, "[field.place_id]\nlabel = 村\nlabel_en = V\ntype = ref\ntable = plaice\n",
	  "LINT_TABLE plaice", 11 },
	{ "form.h.ini", good_form, "[field.note]\nlabel = 注\nlabel_en = N\ntype = text\ndecimals = 2\n",
	  "LINT_OPTION decimals", 11 },
	{ "form.h.ini", good_form,
	  "[field.person_count]\nlabel = 数\nlabel_en = N\ntype = number\nmin = 9\nmax_value = 1\n",
	  "LINT_RANGE person_count", 11 },
	{ "form.h.ini", good_form, "[field.note]\nlabel = 注\nlabel_en = N\ntype = text\npattern = (a\n",
	  "LINT_PATTERN note", 11 },
	{ "form.h.ini", good_form, "[field.filled_on]\nlabel = 日\nlabel_en = D\ntype = date\ndefault = me\n",
	  "LINT_PRESET me", 11 },
	{ "form.h.ini", good_form, "[field.person_count]\nlabel = 数\nlabel_en = N\ntype = number\ndefault = many\n",
	  "LINT_PRESET many", 11 },
	{ "form.h.ini", good_form,
	  "[field.note]\nlabel = 注\nlabel_en = N\ntype = text\nhandbook = required\nhandbook_unless = nocolumn = 1\n",
	  "LINT_SQL handbook_unless", 11 },
	{ "form.h.ini", good_form, "[field.total]\nlabel = 计\nlabel_en = T\ntype = computed\nsql = SELECT FROM\n",
	  "LINT_SQL sql", 11 },
	{ "form.h.ini", good_form,
	  "[field.total]\nlabel = 计\nlabel_en = T\ntype = computed\nsql = (SELECT 1 WHERE :village)\n",
	  "LINT_PARAMETER :village", 11 },
	{ "form.h.ini", good_form, "[field.head_id_no]\nlabel = 证\nlabel_en = ID\ntype = id\nfills = birth\n",
	  "LINT_COLUMN birth", 11 },
	{ "form.h.ini", good_form,
	  "[field.note]\nlabel = 户主 姓名\nlabel_en = N\ntype = text\n[field.head_name]\nlabel = 户主\nlabel_en = H\n"
	  "type = text\nalias = 人|户主姓名\n",
	  "LINT_HEADING 户主姓名", 15 },
	{ "form.h.ini", good_form, "[section.two]\ntitle = 二\ntitle_en = Two\n", "LINT_EMPTY two", 0 },
	{ "form.x.ini", "[screen]\nkind = form\ntable = houses\ntitle = 户\ntitle_en = H\n", "", "LINT_TABLE houses",
	  1 },
	{ "form.x.ini",
	  "[screen]\nkind = form\ntable = person\nparent = household\nparent_column = house_id\nkey = idno\ntitle = "
	  "人\ntitle_en = P\n",
	  "[field.name]\nlabel = 名\nlabel_en = N\ntype = text\nhandbook = required\n", "LINT_HANDBOOK name", 9 },
	{ "form.x.ini",
	  "[screen]\nkind = form\ntable = person\nparent = household\nparent_column = house_id\ntitle = 人\ntitle_en = "
	  "P\n",
	  "[field.name]\nlabel = 名\nlabel_en = N\ntype = text\n", "LINT_COLUMN house_id", 1 },
	{ "form.x.ini", "[screen]\nkind = form\ntable = person\nkey = idno\ntitle = 人\ntitle_en = P\n",
	  "[field.name]\nlabel = 名\nlabel_en = N\ntype = text\n", "LINT_COLUMN idno", 1 },
	{ "list.h.ini", good_list, "[sort.x]\nlabel = 排\nlabel_en = S\nsql = h.id\nsql3 = + 1\n", "SCREEN_KEY sql3",
	  17 },
	{ "form.h.ini", good_form, "[field.note]\nlabel = 注\nlabel_en = N\ntype = text\nhelp_en = Only English\n",
	  "SCREEN_MISSING help", 15 },
	{ "list.h.ini", good_list, "[sort.x]\nlabel = 排\nlabel_en = S\nsql = h.nothing\n", "LINT_SQL x", 13 },
	{ "list.h.ini", good_list, "[column.x]\nlabel = 列\nlabel_en = X\nsql = sqlite_version()\n", "LINT_SQL x", 13 },
	{ "list.h.ini", good_list, "[column.x]\nlabel = 列\nlabel_en = X\nsql = :who\n", "LINT_PARAMETER :who", 13 },
	{ "list.h.ini", good_list, "[column.x]\nlabel = 主要致贫原因\nlabel_en = X\nsql = 1\nwidth = 8\n",
	  "LINT_WIDTH 主要致贫原因", 13 },
	{ "list.h.ini", good_list, "[column.x]\nlabel = 列\nlabel_en = Very long\nsql = 1\nwidth = 8\n",
	  "LINT_WIDTH Very long", 13 },
	{ "list.h.ini", good_list, "[column.x]\nlabel = 列\nlabel_en = X\nsql = role('no.role')\n", "LINT_ROLE no.role",
	  13 },
	{ "list.h.ini", good_list, "[column.x]\nlabel = 列\nlabel_en = X\nsql = threshold('no_limit', 1, today())\n",
	  "LINT_THRESHOLD no_limit", 13 },
	{ "threshold.ini", "", "[thresholds]\ntitle = 界限\ntitle_en = L\n[threshold.k]\nlabel = 线\nlabel_en = L\n",
	  "SCREEN_MISSING value", 4 },
	{ "list.h.ini", good_list, "[filter.x]\nlabel = 选\nlabel_en = F\nsql = h.id = :filter\n", "LINT_FILTER x",
	  13 },
	{ "list.h.ini", good_list, "[filter.x]\nlabel = 选\nlabel_en = F\nsql = h.id = 1\nchoices = cause\n",
	  "LINT_UNUSED :filter", 13 },
	{ "list.h.ini", good_list,
	  "[filter.x]\nlabel = 选\nlabel_en = F\nsql = h.id = :filter\nvalues = SELECT id FROM household\n",
	  "LINT_SQL values", 13 },
	{ "list.x.ini",
	  "[screen]\nkind = list\ntitle = 户\ntitle_en = H\nfrom = secrets s\nkey = s.id\n[column.a]\nlabel = "
	  "甲\nlabel_en = A\nsql = 1\n",
	  "", "LINT_SQL from", 1 },
	{ "list.x.ini",
	  "[screen]\nkind = list\ntitle = 户\ntitle_en = H\nfrom = household h\nkey = h.id\nnew = no_form\n",
	  "[column.a]\nlabel = 甲\nlabel_en = A\nsql = 1\n", "LINT_FORM no_form", 1 },
	{ "list.x.ini",
	  "[screen]\nkind = list\ntitle = 户\ntitle_en = H\nfrom = household h\nkey = h.id\nparent = household\n",
	  "[column.a]\nlabel = 甲\nlabel_en = A\nsql = 1\n", "LINT_UNUSED :parent", 1 },
	{ "list.x.ini",
	  "[screen]\nkind = list\ntitle = 户\ntitle_en = H\nfrom = household h\nkey = h.id\nmatch = h.id = 1\n",
	  "[column.a]\nlabel = 甲\nlabel_en = A\nsql = 1\n", "LINT_UNUSED :words", 1 },
	{ "list.x.ini", "[screen]\nkind = list\ntitle = 户\ntitle_en = H\nfrom = household h\nkey = h.id\n", "",
	  "SCREEN_COLUMNS x", 1 },
	{ "checks.ini",
	  "[check.a]\nscope = household\nseverity = warn\nsql = DELETE FROM household\nmessage = 错\nmessage_en = "
	  "Bad\n",
	  "", "LINT_SQL a", 1 },
	{ "checks.ini",
	  "[check.a]\nscope = household\nseverity = warn\nsql = SELECT id FROM household\nmessage = 错\nmessage_en = "
	  "Bad\n",
	  "", "LINT_RULE a", 1 },
	{ "checks.ini",
	  "[check.a]\nscope = household\nseverity = warn\nsql = SELECT id, id AS household FROM household\nmessage = "
	  "错{1}\n"
	  "message_en = Bad {1}\n",
	  "", "LINT_ARGUMENT a", 1 },
	{ "checks.ini",
	  "[check.a]\nscope = household\nseverity = warn\nsql = SELECT id, id AS household, phone FROM "
	  "household\nmessage = 错{1}\n"
	  "message_en = Bad\n",
	  "", "LINT_ARGUMENTS a", 1 },
	{ "checks.ini",
	  "[check.a]\nscope = household\nseverity = bad\nsql = SELECT id, id AS household FROM household\nmessage = "
	  "错\n"
	  "message_en = Bad\n",
	  "", "SCREEN_VALUE severity = bad", 3 },
	{ "checks.ini",
	  "[check.a]\nscope = household\nseverity = warn\nsql = SELECT id, id AS household FROM household\nfield = "
	  "colour\n"
	  "message = 错\nmessage_en = Bad\n",
	  "", "LINT_COLUMN colour", 1 },
	{ "words.ini", WORDS, "[word.x]\ntext = {1}\ntext_en = None\n", "LINT_ARGUMENTS word.x", 10 },
	{ "words.ini", WORDS, "[word.x]\ntext = {4}\ntext_en = {4}\n", "LINT_ARGUMENT word.x", 10 },
	{ "keys.ini", good_keys, "[request.fly]\nkeys = x\nlabel = 飞\nlabel_en = Fly\n", "LINT_REQUEST fly", 9 },
	{ "keys.ini", "[request.save]\nkeys = F2\nlabel = 存\nlabel_en = Save\n", "", "LINT_NO_REQUEST find", 0 },
	{ "keys.ini",
	  "[request.save]\nkeys = F22\nlabel = 存\nlabel_en = Save\n[request.find]\nkeys = /\nlabel = 找\nlabel_en = "
	  "F\n",
	  "", "LINT_KEY_NAME F22", 1 },
	{ "keys.ini",
	  "[request.save]\nkeys = F2\nlabel = 存\nlabel_en = Save\n[request.find]\nkeys = / F2\nlabel = 找\nlabel_en = "
	  "F\n",
	  "", "LINT_KEY_TWICE F2", 5 },
	{ "theme.ini", "[colour.bar]\nfg = blue\nbg = blue\n", "", "LINT_COLOUR bar", 1 },
	{ "choices.ini", UNITS, "[choice.x]\ntitle = 甲\ntitle_en = X\n1 = 甲 | 乙\n1_en = a\n2 = 乙\n2_en = b\n",
	  "SCREEN_ALIAS", 0 },
	{ "choices.ini", UNITS, "[choice.x]\ntitle = 甲\ntitle_en = X\n1 = 甲\n1_en = a\nrole.r = 丙\n",
	  "SCREEN_ROLE x.r", 0 },
	{ "campaign.a.ini",
	  "[campaign]\nname = 春\nname_en = S\nversion = 1\nstarts = 03-01\nends = 02-30\n[task.1]\ntitle = "
	  "甲\ntitle_en = A\n"
	  "scope = once\n",
	  "", "SCREEN_VALUE ends", 6 },
	{ "campaign.a.ini",
	  "[campaign]\nname = 春\nname_en = S\nversion = 1\nstarts = 03-01\nends = 05-31\n[task.1]\ntitle = "
	  "甲\ntitle_en = A\n"
	  "scope = once\nfact = rain\n",
	  "", "SCREEN_VALUE fact = rain", 11 },
	{ "report.r.ini", good_report, "[metric.x]\nlabel = 数\nlabel_en = X\nunit = person\nof = a / b\n",
	  "SCREEN_VALUE unit = person: household", 36 },
	{ "report.r.ini", good_report, METRIC "rows = SELECT id FROM nowhere\ntable = household\n", "LINT_SQL x", 37 },
	{ "report.r.ini", good_report, METRIC "rows = SELECT id FROM household WHERE :who\ntable = household\n",
	  "LINT_PARAMETER :who", 37 },
	{ "report.r.ini", good_report, METRIC "rows = SELECT place_id, id FROM household\ntable = household\n",
	  "LINT_FIRST x", 37 },
	{ "report.r.ini", good_report, METRIC "rows = SELECT id FROM household\ntable = household\nsum = note\n",
	  "LINT_YIELDS note", 33 },
	{ "report.r.ini", good_report, METRIC "rows = SELECT id FROM household\ntable = houses\n", "LINT_TABLE houses",
	  33 },
	{ "report.r.ini", good_report, METRIC "rows = SELECT id FROM household\n", "SCREEN_MISSING table", 33 },
	{ "report.r.ini", good_report, METRIC "rows = SELECT id, note FROM household\ntable = household\n",
	  "LINT_UNLABELLED note", 37 },
	{ "report.r.ini", good_report, METRIC "of = all / none\n", "LINT_METRIC none", 37 },
	{ "report.r.ini", good_report, METRIC "of = all / rate\n", "LINT_METRIC rate", 37 },
	{ "report.r.ini", good_report, "[metric.year]\nlabel = 年\nlabel_en = Y\nunit = household\nof = part / all\n",
	  "LINT_TWICE year", 33 },
	{ "report.r.ini", good_report, "[paragraph.x]\ntext = {{alll}}\ntext_en = a\n", "LINT_METRIC alll", 33 },
	{ "report.r.ini", good_report, "[paragraph.x]\ntext = {{all}}\ntext_en = {{1}}\n", "LINT_METRIC 1", 33 },
	{ "report.r.ini", good_report, "[paragraph.x]\ntext = {{3}}\ntext_en = a\neach = SELECT 1, 2\n",
	  "LINT_METRIC 3", 33 },
	{ "report.r.ini", good_report, "[paragraph.x]\ntext = {{1}}\ntext_en = a\neach = SELECT\n", "LINT_SQL x", 33 },
	{ "report.r.ini", good_report, "[paragraph.x]\ntext = {{rate}}\ntext_en = a\n", "LINT_RATE rate", 33 },
	{ "report.r.ini", good_report, "[paragraph.x]\ntext = 户\ntext_en = a\nwhen = nothing\n", "LINT_METRIC nothing",
	  33 },
	{ "report.r.ini", good_report, "[paragraph.x]\ntext = {{ all\ntext_en = a\n", "TEMPLATE_BRACES", 33 },
	{ "report.r.ini", good_report, "[paragraph.x]\nwhen = all\n", "LINT_EMPTY x", 33 },
	{ "report.r.ini", good_report, "[paragraph.x]\ntext = 户\ntext_en = a\nlist = nothing\n", "LINT_TABLE nothing",
	  33 },
	{ "report.r.ini", good_report, "[paragraph.x]\ntext = {{each}}{{1}}\ntext_en = a\neach = SELECT 1\n",
	  "TEMPLATE_BRACES", 33 },
	{ "table.t.ini", good_table, "[column.x]\nlabel = 列\nlabel_en = X\nsql = h.nothing\n", "LINT_SQL x", 14 },
	{ "table.t.ini", good_table, "[column.x]\nlabel = 列\nlabel_en = X\nsql = :who\n", "LINT_PARAMETER :who", 14 },
	{ "table.t.ini", good_table, "[column.x]\nlabel = 列\nlabel_en = Very long\nsql = 1\nwidth = 8\n",
	  "LINT_WIDTH Very long", 14 },
	{ "table.t.ini", good_table, "[column.x]\nlabel = 列\nlabel_en = X\nsql = 1\nsort = h.nothing\n",
	  "LINT_SQL sort", 14 },
	{ "table.x.ini", "[table]\ntitle = 户\ntitle_en = H\nfrom = @nothing n\nkey = n.id\n", TABLE_COLUMN,
	  "LINT_SQL from", 1 },
	{ "table.x.ini", "[table]\ntitle = 户\ntitle_en = H\nfrom = household h\nkey = h.id\nscope = z\n", TABLE_COLUMN,
	  "LINT_SQL scope", 1 },
	{ "table.x.ini", "[table]\ntitle = 户\ntitle_en = H\nfrom = nowhere n\nkey = n.id\n", TABLE_COLUMN,
	  "LINT_SQL from", 1 },
	{ "table.x.ini", "[table]\ntitle = 户\ntitle_en = H\nfrom = household h\nkey = h.id\nwhere = h.no = 1\n",
	  TABLE_COLUMN, "LINT_SQL where", 1 },
	{ "table.x.ini", "[table]\ntitle = 户\ntitle_en = H\nfrom = household h\nkey = h.id\norder = h.id, h.no\n",
	  TABLE_COLUMN, "LINT_SQL order", 1 },
	{ "table.x.ini", "[table]\ntitle = 户\ntitle_en = H\nfrom = household h\nkey = h.id\ngroup1 = no\n",
	  TABLE_COLUMN, "SCREEN_COLUMN no", 1 },
	{ "table.x.ini", "[table]\ntitle = 户\ntitle_en = H\nfrom = household h\nkey = h.id\nform = no\n", TABLE_COLUMN,
	  "LINT_FORM no", 1 },
	{ "table.x.ini", "[table]\ntitle = {{years}}\ntitle_en = H\nfrom = household h\nkey = h.id\n", TABLE_COLUMN,
	  "TEMPLATE_NAME years", 1 },
	{ "other.ini", "[a]\nb = c\n", "", "SCREEN_FILE other.ini", 0 },
};

static struct office *office;

struct heard {
	const struct fault *fault;
	bool found;
	struct buf all;
};

/* Every blank-separated part of the wanted finding stands in the message. */
static bool fits(const char *message, const char *wanted)
{
	size_t n = strcspn(wanted, " ");

	return !strncmp(message, wanted, n) &&
	       (!wanted[n] || strstr(message, wanted + n + 1) || !strncmp(wanted, "INI", 3));
}

static void hear(void *arg, const char *file, int line, const char *message)
{
	struct heard *h = arg;

	buf_addf(&h->all, "%s:%d: %s\n", file, line, message);
	if (h->fault && !strcmp(file, h->fault->file) && (!h->fault->line || line == h->fault->line) &&
	    fits(message, h->fault->word))
		h->found = true;
}

static void put_good(void)
{
	struct buf b = BUF_INIT;

	fixture_put("choices.ini", UNITS);
	fixture_put("report.r.ini", good_report);
	fixture_put("table.t.ini", good_table);
	fixture_put("words.ini", WORDS COLUMN_WORD);
	fixture_put("keys.ini", good_keys);
	buf_addf(&b, "%s[field.phone]\nlabel = 电话\nlabel_en = Phone\ntype = phone\nhandbook = required\n", good_form);
	fixture_put("form.h.ini", b.s);
	fixture_put("list.h.ini", good_list);
	buf_release(&b);
}

static int open_all(void **state)
{
	char path[128];

	if (fixture_open(state))
		return -1;
	snprintf(path, sizeof path, "%s/office.db", fixture_path);
	return office_open(&office, path, OFFICE_CREATE, NULL);
}

static int close_all(void **state)
{
	office_close(&office);
	return fixture_close(state);
}

static void test_good_screens_are_silent(void **state)
{
	struct heard h = { .all = BUF_INIT };

	(void)state;
	put_good();
	if (lint_screens(office, fixture_path, requests, LANG_ZH, hear, &h, NULL) != 0)
		fail_msg("%s", h.all.s);
	buf_release(&h.all);
}

static void test_every_planted_fault_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		struct heard h = { .fault = &faults[i], .all = BUF_INIT };
		struct buf text = BUF_INIT;

		put_good();
		buf_addf(&text, "%s%s", faults[i].base, faults[i].more);
		fixture_put(faults[i].file, text.s);
		assert_true(lint_screens(office, fixture_path, requests, LANG_ZH, hear, &h, NULL) > 0);
		if (!h.found)
			fail_msg("%s was not found in %s; but:\n%s", faults[i].word, faults[i].file, h.all.s);
		unlink(fixture_file(faults[i].file));
		buf_release(&text);
		buf_release(&h.all);
	}
}

static void test_no_directory_is_an_error(void **state)
{
	struct err e = { 0 };

	(void)state;
	assert_int_equal(lint_screens(office, "/nowhere/screens", requests, LANG_ZH, hear, NULL, &e), -1);
	assert_string_equal(e.word, "SCREENS_DIR");
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_all, close_all)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_good_screens_are_silent),
		T(test_every_planted_fault_is_found),
		T(test_no_directory_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

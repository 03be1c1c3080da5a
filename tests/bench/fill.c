/* Households by the thousand, the same on every run: what tests/bench/measure.c scrolls through.
 *
 *   fill DB HOUSEHOLDS
 *
 * DB comes from `bangfu init --unit … --village … --cadre …`: its village gets the first 400 households, its cadre the
 * first 20. All triggers stay on, so the journal holds every row and the search index is due to be built, as after an
 * import. 3.5 people a household, one year, one pairing and two visits; the household numbered 000001 has 1,000 visits
 * and 000002 has 10,000. All people are invented: region 990101 does not exist. */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VILLAGE_HOUSEHOLDS 400
#define CADRE_HOUSEHOLDS 20
#define FIRST_ID \
	((sqlite3_int64)1 << 32) /* ids are seconds since 2020 and a counter: these are of the first second \
				  */
#define TEXTS(list) (sizeof(list) / sizeof *(list))

static sqlite3 *db;
static sqlite3_int64 next_id = FIRST_ID, village, cadre;
static uint64_t state = 20201123;

static uint32_t draw(size_t below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % (uint32_t)below;
}

static void must(int rc, const char *what)
{
	if (rc == SQLITE_OK || rc == SQLITE_ROW || rc == SQLITE_DONE)
		return;
	fprintf(stderr, "fill: %s: %s\n", what, sqlite3_errmsg(db));
	exit(2);
}

static sqlite3_stmt *prepare(const char *sql)
{
	sqlite3_stmt *s = NULL;

	must(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL), sql);
	return s;
}

static void run(sqlite3_stmt *s)
{
	must(sqlite3_step(s), sqlite3_sql(s));
	sqlite3_reset(s);
}

static void bind_text(sqlite3_stmt *s, int at, const char *text)
{
	sqlite3_bind_text(s, at, text, -1, SQLITE_TRANSIENT);
}

static sqlite3_int64 setting(const char *key)
{
	sqlite3_stmt *s = prepare("SELECT CAST(value AS INTEGER) FROM setting WHERE key = ?1");
	sqlite3_int64 id = 0;

	bind_text(s, 1, key);
	if (sqlite3_step(s) == SQLITE_ROW)
		id = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return id;
}

static const char *const surnames[] = { "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈",
					"卫", "蒋", "沈", "韩", "杨", "朱", "秦", "许", "何", "吕" };
static const char *const given[] = {
	"建", "国", "小", "明", "秀", "英", "文", "涛", "志", "远", "桂", "芳", "海", "燕",
	"家", "豪", "玉", "珍", "春", "梅", "永", "福", "德", "立", "新", "佳", "怡", "思"
};
static const char *const groups[] = { "一组", "二组", "三组", "四组", "五组", "六组", "七组", "八组" };
static const char *const causes[] = { "因病", "因残", "因学", "缺技术", "缺劳力" };
static const char *const attrs[] = { "一般脱贫户", "低保脱贫户", "特困供养脱贫户" };
static const char *const relations[] = { "户主", "配偶", "之子", "之女" };

static void make_name(char out[32], const char *surname)
{
	snprintf(out, 32, "%s%s%s", surname, given[draw(TEXTS(given))], given[draw(TEXTS(given))]);
}

/* A resident ID by its standard: weights are powers of two modulo 11. */
static void make_id_no(char out[19], int year, bool woman)
{
	static const int weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;

	snprintf(out, 19, "990101%04u%02u%02u%02u%u", (unsigned)year % 10000, 1 + draw(12), 1 + draw(28), draw(100),
		 draw(5) * 2 + (woman ? 0 : 1));
	for (int i = 0; i < 17; i++)
		sum += (out[i] - '0') * weight[i];
	out[17] = "10X98765432"[sum % 11];
	out[18] = '\0';
}

static sqlite3_int64 add_village(int n)
{
	static sqlite3_stmt *s;
	char name[64];

	if (!s)
		s = prepare("INSERT INTO place(id, parent_id, name, level) SELECT ?1, parent_id, ?2, level FROM place "
			    "WHERE id = ?3");
	snprintf(name, sizeof name, "%s%s%s村", given[n % 28], given[n / 28 % 28], given[n / 784 % 28]);
	sqlite3_bind_int64(s, 1, next_id);
	bind_text(s, 2, name);
	sqlite3_bind_int64(s, 3, village);
	run(s);
	return next_id++;
}

static sqlite3_int64 add_cadre(void)
{
	static sqlite3_stmt *s;
	char name[32];

	if (!s)
		s = prepare("INSERT INTO cadre(id, name, unit_id) SELECT ?1, ?2, unit_id FROM cadre WHERE id = ?3");
	make_name(name, surnames[draw(TEXTS(surnames))]);
	sqlite3_bind_int64(s, 1, next_id);
	bind_text(s, 2, name);
	sqlite3_bind_int64(s, 3, cadre);
	run(s);
	return next_id++;
}

static void add_person(sqlite3_int64 household, int nth, const char *name, const char *id_no)
{
	static sqlite3_stmt *s;
	char birth[11];

	if (!s)
		s = prepare("INSERT INTO person(id, household_id, person_no, name, sex, id_kind, id_no, birth, "
			    "relation_to_head, "
			    "ethnicity, education_level, health_status, labour_ability, resident_medical_ins) VALUES "
			    "(?1, ?2, ?3, ?4, ?5, '居民身份证', ?6, ?7, ?8, '汉族', '初中', '[\"健康\"]', "
			    "'普通劳动力', 1)");
	snprintf(birth, sizeof birth, "%.4s-%.2s-%.2s", id_no + 6, id_no + 10, id_no + 12);
	sqlite3_bind_int64(s, 1, next_id++);
	sqlite3_bind_int64(s, 2, household);
	sqlite3_bind_int(s, 3, nth + 1);
	bind_text(s, 4, name);
	bind_text(s, 5, id_no[16] % 2 ? "男" : "女");
	bind_text(s, 6, id_no);
	bind_text(s, 7, birth);
	bind_text(s, 8, relations[nth]);
	run(s);
}

static void add_visits(sqlite3_int64 household, sqlite3_int64 by, int n)
{
	static sqlite3_stmt *s;

	if (!s)
		s = prepare("INSERT INTO visit(id, household_id, cadre_id, visited_on, visit_kind, visit_mode, "
			    "content, policy_aware) "
			    "VALUES (?1, ?2, ?3, date('2020-11-20', ?4), '了解基本情况', '入户', "
			    "'了解家中收支和务工情况，一切正常', 1)");
	for (int i = 0; i < n; i++) {
		char back[32];

		snprintf(back, sizeof back, "-%d days", n > 100 ? i % 1400 : 30 * i + (int)draw(30));
		sqlite3_bind_int64(s, 1, next_id++);
		sqlite3_bind_int64(s, 2, household);
		sqlite3_bind_int64(s, 3, by);
		bind_text(s, 4, back);
		run(s);
	}
}

static void add_rest(sqlite3_int64 household, sqlite3_int64 by)
{
	static sqlite3_stmt *year, *pairing;

	if (!year) {
		year = prepare("INSERT INTO household_year(id, household_id, year, wage_income, business_income, "
			       "pension, house_area) "
			       "VALUES (?1, ?2, '2020', ?3, 350000, 124000, 90)");
		pairing = prepare("INSERT INTO pairing(id, household_id, cadre_id, started_on) VALUES (?1, ?2, ?3, "
				  "'2018-03-01')");
	}
	sqlite3_bind_int64(year, 1, next_id++);
	sqlite3_bind_int64(year, 2, household);
	sqlite3_bind_int(year, 3, 100000 * (int)(5 + draw(20)));
	run(year);
	sqlite3_bind_int64(pairing, 1, next_id++);
	sqlite3_bind_int64(pairing, 2, household);
	sqlite3_bind_int64(pairing, 3, by);
	run(pairing);
}

static void add_household(int n, sqlite3_int64 place, sqlite3_int64 by)
{
	static sqlite3_stmt *s;
	char no[16], head[32], id_no[19], phone[16], name[32];
	const char *surname = surnames[draw(TEXTS(surnames))];
	sqlite3_int64 household = next_id++;
	int people = 3 + n % 2;

	if (!s)
		s = prepare("INSERT INTO household(id, household_no, place_id, village_group, head_name, head_id_no, "
			    "phone, "
			    "household_type, household_attr, poverty_status, main_cause, person_count) VALUES "
			    "(?1, ?2, ?3, ?4, ?5, ?6, ?7, '脱贫户', ?8, '脱贫', ?9, ?10)");
	make_name(head, surname);
	make_id_no(id_no, 1950 + (int)draw(40), false);
	snprintf(no, sizeof no, "%06d", n + 1);
	snprintf(phone, sizeof phone, "1380000%04u", draw(10000));
	sqlite3_bind_int64(s, 1, household);
	bind_text(s, 2, no);
	sqlite3_bind_int64(s, 3, place);
	bind_text(s, 4, groups[draw(TEXTS(groups))]);
	bind_text(s, 5, head);
	bind_text(s, 6, id_no);
	bind_text(s, 7, phone);
	bind_text(s, 8, attrs[draw(TEXTS(attrs))]);
	bind_text(s, 9, causes[draw(TEXTS(causes))]);
	sqlite3_bind_int(s, 10, people);
	run(s);
	add_person(household, 0, head, id_no);
	for (int i = 1; i < people; i++) {
		make_name(name, i == 1 ? surnames[draw(TEXTS(surnames))] : surname);
		make_id_no(id_no, i == 1 ? 1955 + (int)draw(40) : 1995 + (int)draw(22), i % 2 == 1);
		add_person(household, i, name, id_no);
	}
	add_rest(household, by);
	add_visits(household, by, n == 0 ? 1000 : n == 1 ? 10000 : 2);
}

int main(int argc, char **argv)
{
	sqlite3_int64 place, by;
	int households = argc == 3 ? atoi(argv[2]) : 0;

	if (households < 2) {
		fprintf(stderr, "fill DB HOUSEHOLDS\n");
		return 2;
	}
	must(sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL), "open");
	must(sqlite3_exec(db,
			  "PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; PRAGMA foreign_keys=ON; BEGIN IMMEDIATE",
			  NULL, NULL, NULL),
	     "begin");
	village = place = setting("village");
	cadre = by = setting("me");
	for (int n = 0; n < households; n++) {
		if (n > 0 && n % VILLAGE_HOUSEHOLDS == 0)
			place = add_village(n / VILLAGE_HOUSEHOLDS);
		if (n > 0 && n % CADRE_HOUSEHOLDS == 0)
			by = add_cadre();
		add_household(n, place, by);
	}
	must(sqlite3_exec(db, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL), "commit");
	sqlite3_close_v2(db); /* the statements are still there; the process ends */
	return 0;
}

/* A township made of nothing: any number of households of four, two years, visits, aid, all of it in order. Everything
 * is written by SQL in one transaction, the journal's triggers on. All people are invented; region 990101 does not
 * exist. The ids follow from the number of the household, so that a test can name any row. */
#ifndef TOWNSHIP_H
#define TOWNSHIP_H

#include "unit/office_fixture.h"

#include "base/date.h"
#include "store/db.h"

#define TOWN_TODAY "2022-11-23"
#define TOWN_FIRST ((int64_t)1 << 32)
#define TOWN_STRIDE 256
enum town_row {
	TOWN_HOUSEHOLD,
	TOWN_HEAD,
	TOWN_SPOUSE,
	TOWN_SON,      /* primary school */
	TOWN_DAUGHTER, /* junior school */
	TOWN_YEAR,
	TOWN_LAST_YEAR,
	TOWN_PAIRING,
	TOWN_MEASURE,
	TOWN_EFFECT,
	TOWN_ENROLMENT, /* of the son */
	TOWN_AID,
	TOWN_CASE, /* not in a clean township */
	TOWN_NEW,
	TOWN_VISIT = 64
};
#define TOWN_CADRE(n) (TOWN_FIRST - 100000 + (n))
#define TOWN_PLACE(n) (TOWN_FIRST - 200000 + (n))
#define TOWN_ITEM_DAY (TOWN_FIRST - 1)
#define TOWN_ITEM_YULU (TOWN_FIRST - 2)

static inline int64_t town_id(int household, int row)
{
	return TOWN_FIRST + (int64_t)household * TOWN_STRIDE + row;
}

/* A resident number with its check digit. */
static inline void town_idno(char out[19], const char *day, int seq, bool male)
{
	static const int weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;

	snprintf(out, 19, "990101%.8s%03d", day, seq % 499 * 2 + male);
	for (int i = 0; i < 17; i++)
		sum += (out[i] - '0') * weight[i];
	out[17] = "10X98765432"[sum % 11];
	out[18] = '\0';
}

struct town_person {
	int year, years; /* births from `year`, over so many years */
	bool male;
	const char *relation, *education, *school_status, *school, *labour;
	int months;
};
static const struct town_person TOWN_FAMILY[] = {
	{ 1970, 10, true, "户主", "初中", NULL, NULL, "普通劳动力", 10 },
	{ 1972, 8, false, "配偶", "初中", NULL, NULL, "普通劳动力", 0 },
	{ 2011, 3, true, "之子", NULL, "小学", "长潭小学", "无劳动力", 0 },
	{ 2006, 3, false, "之女", NULL, "八年级", "镇中学", "无劳动力", 0 },
};

static inline void town_name(char out[32], int household, int who)
{
	static const char *const surnames[] = { "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "卫" };
	static const char *const given[] = { "建", "国", "秀", "英", "文", "涛", "志",
					     "远", "桂", "芳", "海", "燕", "玉" };

	snprintf(out, 32, "%s%s%s", surnames[(household + who) % 11], given[household / 11 % 13],
		 given[(household / 143 + who * 5) % 13]);
}

static inline void town_birth(int household, const struct town_person *p, char compact[9], char iso[DATE_BYTES])
{
	int year = p->year + household / 336 % p->years, month = 1 + household / 28 % 12, day = 1 + household % 28;

	snprintf(compact, 9, "%04u%02u%02u", (unsigned)year % 10000, (unsigned)month % 100, (unsigned)day % 100);
	snprintf(iso, DATE_BYTES, "%.4s-%.2s-%.2s", compact, compact + 4, compact + 6);
}

#define TOWN_RUN(o, ...) \
	do { \
		struct err town_e = { 0 }; \
		if (db_run((o)->db, &town_e, __VA_ARGS__) < 0) \
			fail_msg("township: %s %s", town_e.word, town_e.arg[0]); \
	} while (0)

static inline void town_person(struct office *o, int i, int who)
{
	const struct town_person *p = &TOWN_FAMILY[who];
	char name[32], idno[19], compact[9], birth[DATE_BYTES];
	bool adult = p->education != NULL;

	town_name(name, i, who);
	town_birth(i, p, compact, birth);
	town_idno(idno, compact, i / 336 / p->years, p->male);
	TOWN_RUN(o,
		 "INSERT INTO person(id, household_id, name, sex, id_kind, id_no, birth, relation_to_head, ethnicity,"
		 " education_level, school_status, school, health_status, labour_ability, work_months, work_area,"
		 " resident_medical_ins, critical_illness_ins, resident_pension, dibao, tekun)"
		 " VALUES (?1, ?2, ?3, ?4, '居民身份证', ?5, ?6, ?7, '汉族', ?8, ?9, ?10, '[\"健康\"]', ?11, ?12, ?13,"
		 " 1, 1, ?14, '未享受', '不享受')",
		 "iisssssssssisi", (int64_t)town_id(i, TOWN_HEAD + who), (int64_t)town_id(i, 0), name,
		 p->male ? "男" : "女", idno, birth, p->relation, p->education, p->school_status, p->school, p->labour,
		 (int64_t)p->months, p->months ? "县外省内务工" : NULL, (int64_t)(adult ? 1 : 0));
}

/* Two villages a hundred households, a cadre for twenty. */
static inline void town_frame(struct office *o, int households)
{
	TOWN_RUN(o,
		 "INSERT INTO aid_item(id, key, name, valid_from) VALUES (?1, 'CE_DAY', '非寄宿生生活补助', '2019'),"
		 " (?2, 'YULU', '雨露计划', '2015')",
		 "ii", (int64_t)TOWN_ITEM_DAY, (int64_t)TOWN_ITEM_YULU);
	TOWN_RUN(o, "INSERT INTO place(id, name, level, code) VALUES (?1, '青石镇', '乡镇', '990101001000')", "i",
		 (int64_t)TOWN_PLACE(-1));
	for (int i = 0; i <= households / 50; i++) {
		char name[32];

		snprintf(name, sizeof name, "第%d村", i + 1);
		TOWN_RUN(o, "INSERT INTO place(id, parent_id, name, level) VALUES (?1, ?2, ?3, '村')", "iis",
			 (int64_t)TOWN_PLACE(i), (int64_t)TOWN_PLACE(-1), name);
	}
	for (int i = 0; i <= households / 20; i++) {
		char name[32];

		snprintf(name, sizeof name, "驻村干部%d", i + 1);
		TOWN_RUN(o, "INSERT INTO cadre(id, name) VALUES (?1, ?2)", "is", (int64_t)TOWN_CADRE(i), name);
	}
	TOWN_RUN(
		o,
		"INSERT INTO document(id, title, dated_on) VALUES (?1, '2021年工作总结和2022年工作计划', '2022-01-05')",
		"i", (int64_t)(TOWN_FIRST - 3));
}

static inline void town_house(struct office *o, int i)
{
	char name[32], idno[19], compact[9], birth[DATE_BYTES], phone[16], number[24];

	town_name(name, i, 0);
	town_birth(i, &TOWN_FAMILY[0], compact, birth);
	town_idno(idno, compact, i / 336 / TOWN_FAMILY[0].years, true);
	snprintf(phone, sizeof phone, "1%02d0000%04d", 30 + i / 10000 % 70, i % 10000);
	snprintf(number, sizeof number, "990101%08d", i);
	TOWN_RUN(o,
		 "INSERT INTO household(id, household_no, place_id, village_group, head_name, head_id_no, phone,"
		 " identify_standard, household_type, household_attr, poverty_status, main_cause, person_count,"
		 " first_identified_on, exited_on, relocation)"
		 " VALUES (?1, ?2, ?3, '一组', ?4, ?5, ?6, '国家标准', '脱贫户', '一般脱贫户', '脱贫', '缺技术', 4,"
		 " '2014-03', '2018-12', 0)",
		 "isisss", (int64_t)town_id(i, 0), number, (int64_t)TOWN_PLACE(i / 50), name, idno, phone);
	for (int k = 0; k < 4; k++)
		town_person(o, i, k);
}

static inline void town_year(struct office *o, int i, int row, const char *year, int wage)
{
	TOWN_RUN(o,
		 "INSERT INTO household_year(id, household_id, year, person_count, wage_income, business_income,"
		 " other_property, other_transfer, business_expense, farmland, irrigated, woodland, returned_woodland,"
		 " orchard, grassland, water_surface, home_power, broadcast_tv, water_difficult, water_safe, "
		 "road_distance,"
		 " access_road_type, house_area, danger_house, sanitary_toilet, fuel)"
		 " VALUES (?1, ?2, ?3, 4, ?4, 1200000, 0, 100000, 200000, 5, 3, 2, 0, 0, 0, 0, 1, 1, 0, 1, 0.3, "
		 "'水泥路',"
		 " 100, 0, 1, '清洁能源')",
		 "iisi", (int64_t)town_id(i, row), (int64_t)town_id(i, 0), year, (int64_t)wage);
}

static inline void town_work(struct office *o, int i, int visits)
{
	char head[32];

	town_name(head, i, 0);
	town_year(o, i, TOWN_YEAR, "2022", 2000000);
	town_year(o, i, TOWN_LAST_YEAR, "2021", 1800000);
	TOWN_RUN(o,
		 "INSERT INTO pairing(id, household_id, cadre_id, started_on, plan)"
		 " VALUES (?1, ?2, ?3, '2020-01-01', '按2020年计划逐项落实')",
		 "iii", (int64_t)town_id(i, TOWN_PAIRING), (int64_t)town_id(i, 0), (int64_t)TOWN_CADRE(i / 20));
	TOWN_RUN(
		o,
		"INSERT INTO measure(id, household_id, year, measure_kind, project, scale, amount, unit_name, "
		"started_on,"
		" finished_on) VALUES (?1, ?2, '2021', '产业帮扶', '茶园管护', '3亩', 100000, '镇农技站', '2021-03-01',"
		" '2021-11-01')",
		"ii", (int64_t)town_id(i, TOWN_MEASURE), (int64_t)town_id(i, 0));
	TOWN_RUN(o,
		 "INSERT INTO effect(id, household_id, noted_on, content, signed_by, signed_on)"
		 " VALUES (?1, ?2, '2021-12-01', '新增茶园3亩，收入稳定。', ?3, '2021-12-02')",
		 "iis", (int64_t)town_id(i, TOWN_EFFECT), (int64_t)town_id(i, 0), head);
	TOWN_RUN(o,
		 "INSERT INTO enrolment(id, person_id, term, school, school_stage, attendance_mode)"
		 " VALUES (?1, ?2, '2022-2', '长潭小学', '小学', '走读')",
		 "ii", (int64_t)town_id(i, TOWN_ENROLMENT), (int64_t)town_id(i, TOWN_SON));
	TOWN_RUN(o,
		 "INSERT INTO aid(id, person_id, term, aid_item_id, amount, state, paid_on)"
		 " VALUES (?1, ?2, '2022-2', ?3, 31250, 'paid', '2022-10-10')",
		 "iii", (int64_t)town_id(i, TOWN_AID), (int64_t)town_id(i, TOWN_SON), (int64_t)TOWN_ITEM_DAY);
	TOWN_RUN(o,
		 "WITH RECURSIVE k(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM k WHERE n + 1 < ?3)"
		 " INSERT INTO visit(id, household_id, cadre_id, visited_on, visit_kind, visit_mode, content, "
		 "policy_aware)"
		 " SELECT ?1 + n, ?2, ?4, date('2022-11-01', '-' || n || ' months', '+' || ?5 || ' days'),"
		 " '了解基本情况', '入户', '入户查看住房和饮水，宣传教育资助政策，一起核对手册，家里3人外出务工。', 1 "
		 "FROM k",
		 "iiiii", (int64_t)town_id(i, TOWN_VISIT), (int64_t)town_id(i, 0), (int64_t)visits,
		 (int64_t)TOWN_CADRE(i / 20), (int64_t)(i % 20));
}

static inline void town_fill(struct office *o, int households, int visits)
{
	struct err e = { 0 };

	if (office_begin(o, "import", &e) < 0)
		fail_msg("%s", e.word);
	town_frame(o, households);
	for (int i = 0; i < households; i++) {
		town_house(o, i);
		town_work(o, i, visits);
	}
	if (office_commit(o, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
}

#endif

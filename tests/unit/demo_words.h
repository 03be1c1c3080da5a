/* The words of the sample village as model/ gets them, read from screens/demo.ini without screen/: the keys are plain
 * and the items stand between bars. Four small campaigns of DOMAIN §7 go with them. */
#ifndef DEMO_WORDS_H
#define DEMO_WORDS_H

#include "unit/office_fixture.h"

#include "model/demo.h"
#include "model/handbook.h"

static inline char *demo_words_trim(char *s)
{
	char *end = s + strlen(s);

	while (*s == ' ')
		s++;
	while (end > s && (end[-1] == ' ' || end[-1] == '\n'))
		*--end = 0;
	return s;
}

static inline void demo_words_line(struct demo_words *w, char *line)
{
	char *value = strchr(line, '=');
	int i = 0;

	if (!value || line[0] == ';')
		return;
	*value++ = 0;
	while (i < WORDS_COUNT && strcmp(demo_list_key((enum demo_list_name)i), demo_words_trim(line)) != 0)
		i++;
	if (i == WORDS_COUNT)
		fail_msg("screens/demo.ini: nobody reads %s", line);
	const char **item = calloc(64, sizeof *item);
	size_t n = 0;
	for (char *at = strtok(value, "|"); at && n < 64; at = strtok(NULL, "|"))
		item[n++] = strdup(demo_words_trim(at));
	w->list[i] = (struct demo_list){ item, n };
}

static const struct task_template DEMO_SPRING[] = {
	{ "比对名单", "once", NULL, "差异表", NULL, "03-20" },
	{ "走访贫困生户", "student", "visit", "走访记录", NULL, "05-10" },
	{ "查看手册教育记录", "household", "handbook_review", "检查表", NULL, "" },
};
static const struct task_template DEMO_SUMMER[] = {
	{ "印发方案", "once", NULL, "文件号", NULL, "06-10" },
	{ "张贴政策明白纸", "household", "flyer", "照片", NULL, "07-31" },
	{ "受助信息告知", "student", "notification", "回执", NULL, "06-30" },
};
static const struct task_template DEMO_AUTUMN[] = {
	{ "制定方案", "once", NULL, NULL, NULL, "09-10" },
	{ "走访慰问一遍", "household", "visit", NULL, NULL, "" },
	{ "整改销号", "village", NULL, NULL, NULL, "" },
	{ "核对扶贫手册", "household", NULL, NULL, NULL, "" },
};
static const struct task_template DEMO_WINTER[] = {
	{ "学习文件", "once", NULL, NULL, NULL, "11-10" },
	{ "档案整理归档", "household", NULL, NULL, NULL, "11-20" },
	{ "核对学生信息", "student", NULL, NULL, NULL, "12-20" },
	{ "考核评估准备", "once", NULL, NULL, NULL, "01-20" },
};
static const struct campaign_template DEMO_CAMPAIGNS[] = {
	{ "spring", "1", "春季攻势", "03-01", "05-31", DEMO_SPRING, 3 },
	{ "summer", "1", "夏季攻势", "06-01", "08-15", DEMO_SUMMER, 3 },
	{ "autumn", "1", "秋季攻势", "08-20", "10-31", DEMO_AUTUMN, 4 },
	{ "winter", "1", "冬季攻势", "10-15", "01-31", DEMO_WINTER, 4 },
};

/* One line of aid a stage, for all in it. */
static const struct aid_amount DEMO_AMOUNT[] = { { "", 75000 },  { "", 25000 },  { "", 62500 },
						 { "", 100000 }, { "", 100000 }, { "", 165000 } };
#define DEMO_ITEM(key, name, stage, k) \
	{ \
		key, name, "补助", "", "", stage, "", "", -1, 0, false, &DEMO_AMOUNT[k], 1 \
	}
static const struct aid_item_def DEMO_AID_ITEMS[] = {
	DEMO_ITEM("PRE_AID", "学前教育资助", "学前", 0),     DEMO_ITEM("CE_DAY", "非寄宿生生活补助", "小学", 1),
	DEMO_ITEM("CE_BOARD", "寄宿生生活补助", "初中", 2),  DEMO_ITEM("HS_GRANT", "普高国家助学金", "普高", 3),
	DEMO_ITEM("VOC_GRANT", "中职国家助学金", "中职", 4), DEMO_ITEM("UNI_GRANT", "本专科国家助学金", "本科", 5),
};

static inline struct demo_words demo_words_read(void)
{
	struct demo_words w = {
		.campaign = DEMO_CAMPAIGNS, .n_campaigns = 4, .aid_item = DEMO_AID_ITEMS, .n_aid_items = 6
	};
	char line[1200];
	FILE *f = fopen("screens/demo.ini", "r");

	if (!f)
		fail_msg("screens/demo.ini: run from the top of the checkout");
	while (fgets(line, sizeof line, f))
		demo_words_line(&w, line);
	fclose(f);
	return w;
}

static inline void demo_words_free(struct demo_words *w)
{
	for (int i = 0; i < WORDS_COUNT; i++) {
		for (size_t k = 0; k < w->list[i].n; k++)
			free((char *)(uintptr_t)w->list[i].item[k]);
		free((void *)(uintptr_t)w->list[i].item);
	}
}

/* The fields that screens/form.*.ini call required, as far as they are of interest to the sample village. */
static const struct handbook_field DEMO_HANDBOOK[] = {
	{ "household", "household_no", "basic", NULL, false },
	{ "household", "head_id_no", "basic", NULL, false },
	{ "household", "main_cause", "basic", NULL, false },
	{ "household", "exited_on", "basic", "poverty_status IS NULL OR poverty_status <> '脱贫'", false },
	{ "household_year", "wage_income", "income", NULL, false },
	{ "household_year", "business_expense", "income", NULL, false },
	{ "household_year", "grassland", "living", NULL, false },
	{ "household_year", "house_area", "living", NULL, false },
	{ "household_year", "road_distance", "living", NULL, false },
	{ "household_year", "house_danger_level", "living", "danger_house IS NOT 1", false },
	{ "person", "ethnicity", "members", NULL, false },
	{ "person", "education_level", "members", "school_status IS NOT NULL", false },
	{ "person", "school", "members", "school_status IS NULL OR school_status = '学龄前儿童'", false },
	{ "person", "health_status", "members", NULL, false },
	{ "person", "disability_cert_no", "members", "coalesce(health_status, '') NOT LIKE '%残疾%'", false },
	{ "person", "labour_ability", "members", NULL, false },
	{ "pairing", "plan", "cadres", "ended_on IS NOT NULL", false },
	{ "measure", "project", "measures", NULL, false },
	{ "measure", "finished_on", "measures", "coalesce(year, substr(started_on, 1, 4)) >= substr(today(), 1, 4)",
	  false },
	{ "visit", "content", "visits", NULL, false },
	{ "effect", "signed_by", "effects", NULL, false },
};
#define DEMO_HANDBOOK_N (sizeof DEMO_HANDBOOK / sizeof DEMO_HANDBOOK[0])

#endif

/* A report template of its own over the real screens/. */
#ifndef REPORT_FIXTURE_H
#define REPORT_FIXTURE_H

#include "unit/exchange_fixture.h"

#include "exchange/report.h"

#include <dirent.h>
#include <limits.h>

static const char template[] =
	"[report]\ntitle = \"{{year}}年总结\"\ntitle_en = Summary\nkind = year\n"
	"[metric.trainings]\nlabel = 培训次数\nlabel_en = T\nunit = time\ntable = training\n"
	"rows = SELECT id, category, attendees FROM training WHERE deleted_on IS NULL AND substr(held_on, 1, 4) = "
	":year\n"
	"[metric.trained]\nlabel = 培训人次\nlabel_en = P\nunit = visit\ntable = training\nsum = attendees\n"
	"rows = SELECT id, category, attendees FROM training WHERE deleted_on IS NULL AND substr(held_on, 1, 4) = "
	":year\n"
	"[metric.of_poor]\nlabel = 贫困户人次\nlabel_en = O\nunit = visit\ntable = training\nsum = of_poor\n"
	"rows = SELECT id, of_poor FROM training WHERE deleted_on IS NULL AND substr(held_on, 1, 4) = :year\n"
	"[metric.spent]\nlabel = 花费\nlabel_en = S\nunit = wan\ntable = training\nsum = amount\n"
	"rows = SELECT id, category, amount FROM training WHERE deleted_on IS NULL AND substr(held_on, 1, 4) = :year\n"
	"[metric.share]\nlabel = 占比\nlabel_en = R\nunit = percent\nof = of_poor / trained\n"
	"[metric.mean]\nlabel = 人均\nlabel_en = M\nunit = yuan\ntable = training\nsum = mean\n"
	"rows = SELECT id, 1.0 * amount / attendees AS mean FROM training WHERE deleted_on IS NULL AND substr(held_on, "
	"1, "
	"4) = :year\n"
	"[paragraph.sum]\nheading = {{no}}、培训\nheading_en = I\n"
	"text = "
	"\"举办{{trainings}}次，{{trained}}人次，其中{{of_poor}}人次，占{{share}}%（{{of_poor}}/"
	"{{trained}}），花{{spent}}万元。\"\n"
	"text_en = a\n"
	"[paragraph.kinds]\ntext = \"其中：{{each}}{{1}}{{trained}}人次{{between}}、{{end}}。\"\ntext_en = a\n"
	"each = SELECT DISTINCT category FROM training WHERE deleted_on IS NULL AND substr(held_on, 1, 4) = :year "
	"ORDER BY 1\n"
	"[paragraph.some]\ntext = 有贫困户{{of_poor}}人次。\ntext_en = a\nwhen = of_poor\n"
	"[paragraph.chosen]\n"
	"text = \"{{trainings}}次{{if of_poor}}（贫困户{{of_poor}}人次{{if "
	"trained}}，共{{trained}}人次{{end}}）{{end}}：{{each}}"
	"{{1}}{{if share}}{{end}}{{between}}、{{end}}。\"\ntext_en = a\n"
	"each = SELECT DISTINCT category FROM training WHERE deleted_on IS NULL AND substr(held_on, 1, 4) = :year "
	"ORDER BY 1\n"
	"[paragraph.last]\nheading = {{no}}、截至（{{sub}}）\nheading_en = II\ntext = 截至{{month}}月底。\ntext_en = "
	"a\n";

static char dir[64];

/* The real screens/, linked, with this report for theirs. */
static inline int make_screens(void)
{
	char from[PATH_MAX], to[PATH_MAX + 300], path[PATH_MAX + 300];
	DIR *d = opendir("screens");
	const struct dirent *one;

	strcpy(dir, "/tmp/bangfu-report-XXXXXX");
	if (!d || !mkdtemp(dir) || !realpath("screens", from))
		return -1;
	while ((one = readdir(d))) {
		snprintf(path, sizeof(path), "%s/%s", from, one->d_name);
		snprintf(to, sizeof(to), "%s/%s", dir, one->d_name);
		if (one->d_name[0] != '.' && strncmp(one->d_name, "report.", 7) != 0 && symlink(path, to) != 0)
			return -1;
	}
	closedir(d);
	snprintf(path, sizeof(path), "%s/report.t.ini", dir);
	write_text(path, template);
	return 0;
}

static inline int open_all(void **state)
{
	struct err e = { 0 };

	if (exchange_open(state) < 0 || make_screens() < 0)
		return -1;
	screens_close(&screens);
	if (screens_open(&screens, dir, LANG_ZH, &e) == 0)
		return 0;
	fprintf(stderr, "screens: %s %s %s\n", e.word, e.arg[0], e.arg[1]);
	return -1;
}

static inline int close_all(void **state)
{
	return nftw(dir, fixture_remove_one, 8, FTW_DEPTH | FTW_PHYS) | exchange_close(state);
}

static inline int64_t training(struct office *o, const char *day, const char *category, const char *attendees,
			       const char *poor, const char *fen)
{
	return fixture_add(o, "training", "held_on", day, "category", category, "topic", "课", "attendees", attendees,
			   "of_poor", poor, "amount", fen, NULL);
}

static inline void two_trainings(struct office *o)
{
	training(o, "2020-03-01", "农村实用技术", "#112", "#60", "#30000000");
	training(o, "2020-05-01", "残疾人培训", "#64", NULL, "#20557500");
	training(o, "2019-05-01", "残疾人培训", "#40", "#40", "#100");
}

static inline void make(struct office *o, const char *year, struct report *r)
{
	const struct report_def *d = screens_report(screens, "t");
	struct period p;
	struct err e = { 0 };

	assert_non_null(d);
	if (report_period(o, screens, d, year, "", &p, &e) < 0 || report_make(r, o, screens, d, &p, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
}

static inline const struct report_paragraph *paragraph(const struct report *r, const char *key)
{
	for (size_t i = 0; i < r->n_paragraphs; i++)
		if (strcmp(r->paragraph[i].key, key) == 0)
			return &r->paragraph[i];
	return NULL;
}

static inline void reads(struct office *o, const char *year, const char *key, const char *wanted)
{
	struct report r;

	make(o, year, &r);
	assert_non_null(paragraph(&r, key));
	assert_string_equal(paragraph(&r, key)->text, wanted);
	report_release(&r);
}

static inline void edits(struct office *o, const char *key, const char *body)
{
	struct report r;
	struct err e = { 0 };

	make(o, "2020", &r);
	if (report_edit(o, &r, key, body, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	report_release(&r);
}

#endif

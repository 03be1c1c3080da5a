/* A directory of small INI files, made for one test and removed after it. */
#ifndef SCREEN_FIXTURE_H
#define SCREEN_FIXTURE_H

#include "base/err.h"
#include "screen/screens.h"

#include "cm.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHOICES \
	"[choice.yesno]\ntitle = 是否\ntitle_en = Yes or no\n1 = 是 | 有 | √ | Y | 参加\n1_en = yes\n0 = 否 | 无 | × " \
	"| N | 未参加\n0_en = no\n" \
	"[choice.term_season]\ntitle = 学期\ntitle_en = Term\n1 = 春 | 春季 | 春季学期 | 第二学期\n1_en = spring\n" \
	"2 = 秋 | 秋季 | 秋季学期 | 第一学期\n2_en = autumn\n" \
	"[choice.cause]\ntitle = 致贫原因\ntitle_en = Cause\n01 = 因病 | 疾病\n01_en = illness\n03 = 因学 | " \
	"上学\n03_en = school\n" \
	"closed.04 = 因灾\n04_en = disaster\n05 = 孤儿/事实无人抚养\n05_en = orphan\nrole.ill = 因病\n" \
	"[choice.state]\ntitle = 状态\ntitle_en = State\nopen = open | 未整改\nopen_zh = 待整改\nopen_en = Open\n"
#define WORDS \
	"[word.saved]\ntext = 已保存{1}\ntext_en = Saved {1}\n[error.DB_BUSY]\ntext = \"忙；{1}；请稍后。\"\ntext_en " \
	"= Busy {1}\n" \
	"[word.of_field]\ntext = {1}：{2}\ntext_en = {1}: {2}\n"

static char fixture_path[64];

static inline int fixture_open(void **state)
{
	(void)state;
	strcpy(fixture_path, "/tmp/bangfu-screens-XXXXXX");
	return mkdtemp(fixture_path) ? 0 : -1;
}

static inline const char *fixture_file(const char *name)
{
	static char path[512];

	snprintf(path, sizeof path, "%s/%s", fixture_path, name);
	return path;
}

static inline int fixture_close(void **state)
{
	DIR *d = opendir(fixture_path);
	const struct dirent *one;

	(void)state;
	while (d && (one = readdir(d)))
		unlink(fixture_file(one->d_name));
	if (d)
		closedir(d);
	return rmdir(fixture_path);
}

/* Writes a file and returns its path. */
static inline const char *fixture_put(const char *name, const char *text)
{
	FILE *f = fopen(fixture_file(name), "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
	fclose(f);
	return fixture_file(name);
}

/* Opens and reads everything: -1 where any of it is broken. */
static inline int fixture_whole(struct screens **s, enum lang lang, struct err *e)
{
	if (screens_open(s, fixture_path, lang, e))
		return -1;
	if (!screens_read_all(*s, e))
		return 0;
	screens_close(s);
	return -1;
}

static inline struct screens *fixture_screens(enum lang lang)
{
	struct screens *s = NULL;
	struct err e = { 0 };

	if (fixture_whole(&s, lang, &e))
		fail_msg("%s %s %s", e.word, e.arg[0], e.arg[1]);
	return s;
}

#endif

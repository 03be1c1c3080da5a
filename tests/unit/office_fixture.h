/* A fresh office in a directory of its own, on a fixed day and with ids that repeat. For the tests of model/ and the
 * rooms above. Use as cmocka's setup and teardown; *state is the office. */
#ifndef OFFICE_FIXTURE_H
#define OFFICE_FIXTURE_H

#include "base/clock.h"
#include "base/id.h"
#include "model/office.h"
#include "model/record.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define FIXTURE_TODAY "2020-11-23"

static inline int fixture_remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static inline void fixture_roles(struct office *o)
{
	static const char *const roles[][2] = {
		{ "relation.head", "户主" },     { "relation.spouse", "配偶" },
		{ "visit.default", "日常走访" }, { "visit.round", "遍访" },
		{ "mode.house", "入户" },        { "place.village", "行政村" },
		{ "unit.team", "驻村工作队" },   { "sex.male", "男" },
		{ "sex.female", "女" },          { "id.resident", "居民身份证" },
		{ "id.disability", "残疾人证" },
	};
	size_t i;

	for (i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		office_set_role(o, roles[i][0], roles[i][1]);
}

/* An empty office: no unit, no cadre. */
static inline int fixture_open_empty(void **state)
{
	char dir[] = "/tmp/bangfu-test-XXXXXX";
	char path[64];
	struct office *o = NULL;
	struct err e = { 0 };

	clock_freeze(FIXTURE_TODAY);
	id_seed(1);
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof(path), "%s/t.db", dir);
	if (office_open(&o, path, OFFICE_CREATE, &e) < 0) {
		fprintf(stderr, "office_open: %s %s\n", e.word, e.arg[0]);
		return -1;
	}
	fixture_roles(o);
	*state = o;
	return 0;
}

/* Founded: village 长潭村, cadre 李明 (me), unit 县教育局. */
static inline int fixture_open(void **state)
{
	struct err e = { 0 };

	if (fixture_open_empty(state) < 0)
		return -1;
	if (office_found(*state, "县教育局", "长潭村", "李明", &e) == 0)
		return 0;
	fprintf(stderr, "office_found: %s %s %s\n", e.word, e.field, e.arg[0]);
	return -1;
}

static inline int fixture_close(void **state)
{
	struct office *o = *state;
	char dir[64];

	snprintf(dir, sizeof(dir), "%s", office_path(o));
	*strrchr(dir, '/') = '\0';
	office_close(&o);
	clock_freeze(NULL);
	return nftw(dir, fixture_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* Saves a row from pairs of column and value, ended by NULL; a value that begins with '#' is an integer ("#625").
 * Returns 0 and fills *id, or -1. id 0: a new row. */
static inline int fixture_put(struct office *o, const char *table, int64_t *id, struct err *e, va_list ap)
{
	struct record r;
	const char *column;
	int rc;

	record_init(&r, table);
	r.id = *id;
	while ((column = va_arg(ap, const char *))) {
		const char *v = va_arg(ap, const char *);

		record_set(&r, column, v && v[0] == '#' ? value_int(strtoll(v + 1, NULL, 10)) : value_text(v));
	}
	rc = record_save(o, &r, RECORD_OVER, NULL, e);
	*id = r.id;
	record_release(&r);
	return rc;
}

/* A new row that must succeed. */
__attribute__((sentinel)) static inline int64_t fixture_add(struct office *o, const char *table, ...)
{
	struct err e = { 0 };
	int64_t id = 0;
	va_list ap;
	int rc;

	va_start(ap, table);
	rc = fixture_put(o, table, &id, &e, ap);
	va_end(ap);
	if (rc < 0)
		fail_msg("%s: %s %s %s", table, e.word, e.field, e.arg[0]);
	return id;
}

/* A save that may fail: "" for success, else the word of the error (static memory). id 0: new. */
__attribute__((sentinel)) static inline const char *fixture_try(struct office *o, const char *table, int64_t id, ...)
{
	static struct err e;
	va_list ap;
	int rc;

	err_clear(&e);
	va_start(ap, id);
	rc = fixture_put(o, table, &id, &e, ap);
	va_end(ap);
	return rc < 0 ? e.word : "";
}

/* "#123" for fixture_add; eight may be alive at once. */
static inline const char *fixture_ref(int64_t id)
{
	static char text[8][24];
	static unsigned next;
	char *out = text[next++ % 8];

	snprintf(out, sizeof(text[0]), "#%lld", (long long)id);
	return out;
}

#endif

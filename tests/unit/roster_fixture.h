/* Lists from outside in an office of a few people: how tests of model/roster.h load, compare and decide. */
#ifndef ROSTER_FIXTURE_H
#define ROSTER_FIXTURE_H

#include "office_fixture.h"

#include "base/buf.h"
#include "base/idno.h"
#include "base/mem.h"
#include "model/roster.h"
#include "store/db.h"
#include "store/journal.h"

static struct err why;
#define OK(call) \
	do { \
		if ((call) < 0) \
			fail_msg("%s: %s %s %s", #call, why.word, why.field, why.arg[0]); \
	} while (0)

/* id of a person, born 2010-08-15 in region 990101: seq tells them apart. */
static inline const char *id_of(int seq)
{
	static char id[8][19];
	static unsigned next;
	char *out = id[next++ % 8];

	snprintf(out, 19, "99010120100815%03d", seq % 1000);
	out[17] = idno_check_digit(out);
	out[18] = '\0';
	return out;
}

static inline int64_t house(struct office *o)
{
	return fixture_add(o, "household", "head_name", "张建国", "place_id", fixture_ref(o->village), "village_group",
			   "三组", "household_type", "脱贫户", NULL);
}

static inline int64_t person(struct office *o, int64_t household, const char *name, const char *id_no)
{
	return fixture_add(o, "person", "household_id", fixture_ref(household), "name", name, "id_no", id_no, NULL);
}

/* Rows end with NULL; cells of a row are bar-separated. */
static inline int64_t load(struct office *o, const char *source, const char *claim, const char *day,
			   const char *mapping, const char *const *rows, struct err *e)
{
	struct roster_head h = { .source = source, .claim = claim, .dated_on = day, .file = "t.csv" };
	struct buf json = BUF_INIT;
	int64_t id = 0, n = 0;

	h.headings = h.mapping = mapping;
	if (roster_begin(o, &h, &id, e) < 0)
		return 0;
	for (; rows[n]; n++) {
		char *cells = mem_dup(rows[n]), *save = cells, *cell;

		buf_clear(&json);
		for (const char *sep = "["; (cell = strsep(&save, "|")); sep = ",") {
			buf_adds(&json, sep);
			buf_json(&json, cell);
		}
		buf_addc(&json, ']');
		assert_int_equal(roster_add(o, id, n + 2, json.s, e), 0);
		mem_free(cells);
	}
	buf_release(&json);
	return roster_end(o, id, n, NULL, e) < 0 ? 0 : id;
}

#define MAPPING "[\"id_no\",\"name\",\"birth\",\"village\",\"phone\"]"
static inline int64_t list(struct office *o, const char *day, const char *const *rows)
{
	struct err e = { 0 };
	int64_t id = load(o, "教育局", "registered", day, MAPPING, rows, &e);

	if (!id)
		fail_msg("%s %s", e.word, e.arg[0]);
	return id;
}

static inline struct roster_comparison compare(struct office *o, int64_t a, int64_t b)
{
	struct roster_comparison c;

	OK(roster_compare(o, (int64_t[]){ a, b }, 2, &c, &why));
	return c;
}

static inline const struct roster_line *line_of(const struct roster_comparison *c, const char *name)
{
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->line[i].name, name) == 0)
			return &c->line[i];
	fail_msg("%s is no line", name);
	return NULL;
}

static inline const char *decide(struct office *o, const struct roster_comparison *c, const char *name,
				 const char *decision, int field, int pair, const char *reason)
{
	static struct err e;
	size_t at = (size_t)(line_of(c, name) - c->line);
	struct roster_choice choice = { .decision = decision, .reason = reason, .field = field, .pair = pair };

	err_clear(&e);
	return roster_decide(o, c, &at, 1, &choice, &e) < 0 ? e.word : "";
}

static inline int64_t count(struct office *o, const char *sql)
{
	return db_int(o->db, -1, sql, "");
}

#endif

/* Random rows in every table, without knowing any of them: what refers points at a row that is there, a day is a day of
 * the years around 2020, a choice is one of its labels. Seeded: the same rows every time. What a rule of the database
 * refuses is left out. */
#ifndef RANDOM_ROWS_H
#define RANDOM_ROWS_H

#include "exchange_fixture.h"

#include "screen/form.h"
#include "store/schema.h"

static uint32_t random_state = 1;

static inline unsigned dice(unsigned n)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 17;
	random_state ^= random_state << 5;
	return random_state % n;
}

static inline bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

static inline int64_t random_ref(struct office *o, const char *table)
{
	char sql[160];

	snprintf(sql, sizeof(sql),
		 "SELECT id FROM \"%s\" ORDER BY id LIMIT 1 OFFSET (?1 %% max(1, (SELECT count(*) FROM \"%s\")))",
		 table, table);
	return db_int(o->db, 0, sql, "i", (int64_t)dice(1000));
}

static inline unsigned random_year(void)
{
	return dice(6) ? 2020 : 2019 + dice(3);
}

/* Arguments are worked out in no order: one throw a line keeps the rows the same everywhere. */
static inline struct value random_day(unsigned year)
{
	unsigned month = 1 + dice(12), day = 1 + dice(28);
	char text[16];

	snprintf(text, sizeof(text), "%04u-%02u-%02u", year % 10000, month, day);
	return value_text(text);
}

static inline const struct field *random_field(const char *table, const char *column)
{
	const struct form *f = screens_form_of_table(screens, table);

	return f ? form_field(f, column) : NULL;
}

/* Texts that are one of a few: labels of choices, the program's own states. */
static inline struct value random_label(const struct choice_list *l)
{
	return l->n ? value_text(l->choice[dice((unsigned)l->n)].label) : value_null();
}

static inline struct value random_text(const char *table, const char *column)
{
	static const char *const words[] = { "甲", "乙", "丙'丁", "a\"b", "𠮷" };
	const struct field *f = random_field(table, column);
	char text[64];
	struct buf b = BUF_INIT;
	struct value v, one;

	unsigned year = random_year(), throw = dice(12);

	if (strcmp(column, "term") == 0)
		snprintf(text, sizeof(text), "%u-%u", year, 1 + throw % 2);
	else if (strcmp(column, "year") == 0 || strcmp(column, "school_year") == 0)
		snprintf(text, sizeof(text), "%u", year);
	else if (strcmp(column, "month") == 0)
		snprintf(text, sizeof(text), "%u-%02u", year, 1 + throw);
	else if (strcmp(column, "birth") == 0)
		return random_day(1998 + dice(20));
	else if (ends_with(column, "_on") || strcmp(column, "due") == 0)
		return random_day(year);
	else if (f && f->choices && f->type == FIELD_CHOICES) {
		one = random_label(f->choices);
		buf_addf(&b, "[\"%s\"]", one.text ? one.text : "");
		v = value_text(b.s);
		value_release(&one);
		buf_release(&b);
		return v;
	} else if (f && f->choices)
		return random_label(f->choices);
	else
		snprintf(text, sizeof(text), "%s%u", words[throw % 5], year % 7 + throw);
	return value_text(text);
}

static inline struct value random_value(struct office *o, const char *table, const struct column *c)
{
	bool may_lack = !c->not_null;

	if (strcmp(c->name, "deleted_on") == 0)
		return dice(8) ? value_null() : random_day(2020);
	if (c->refers[0] && (!may_lack || dice(6))) {
		int64_t id = random_ref(o, c->refers);

		return id ? value_int(id) : value_null();
	}
	if (c->refers[0])
		return value_null();
	if (may_lack && dice(4) == 0)
		return value_null();
	if (strcmp(c->name, "left_on") == 0 || strcmp(c->name, "removed_on") == 0)
		return dice(5) ? value_null() : random_day(2020);
	if (c->type == 'T')
		return random_text(table, c->name);
	if (strncmp(c->name, "is_", 3) == 0 || strcmp(c->name, "elsewhere") == 0 || strcmp(c->name, "backpay") == 0)
		return value_int(dice(2));
	return c->type == 'I' ? value_int(dice(5) ? dice(500000) : dice(9)) : value_real((double)dice(10000) / 8);
}

static inline bool random_row(struct office *o, const char *table)
{
	struct buf sql = BUF_INIT;
	struct err e = { 0 };
	size_t n;
	const struct column *c = schema_columns(o->db, table, &n);
	struct stmt *s;
	bool done;

	buf_addf(&sql, "INSERT INTO \"%s\" VALUES (", table);
	for (size_t i = 0; i < n; i++)
		buf_addf(&sql, "%s?%zu", i ? ", " : "", i + 1);
	buf_adds(&sql, ")");
	if (db_begin(o->db, "random", &e) < 0)
		return false;
	s = db_query(o->db, sql.s, &e);
	for (size_t i = 0; s && i < n; i++) {
		struct value v = strcmp(c[i].name, "id") == 0 ? value_int(id_mint()) : random_value(o, table, &c[i]);

		stmt_bind_at(s, (int)i + 1, &v);
		value_release(&v);
	}
	done = s && stmt_step(s, &e) >= 0;
	stmt_done(s);
	if (done)
		done = db_commit(o->db, &e) == 0;
	else
		db_rollback(o->db);
	buf_release(&sql);
	return done;
}

/* A student is enrolled once a term (model/enrolment.h), until two laptops are brought together: half of them get a
 * second row in another stage. */
static inline void twice_enrolled(struct office *o)
{
	static const char *const stage[] = { "小学", "初中", "普高", "中职" };
	int64_t rows = db_int(o->db, 0, "SELECT count(*) FROM enrolment WHERE deleted_on IS NULL", "");

	assert_int_equal(db_run(o->db, NULL,
				"UPDATE enrolment SET away_reason = NULL WHERE deleted_on IS NULL AND id % 3 > 0", ""),
			 0);
	for (int64_t i = 0; i < rows / 2; i++)
		assert_int_equal(
			db_run(o->db, NULL,
			       "INSERT INTO enrolment(id, person_id, term, school_stage)"
			       " SELECT ?1, person_id, term, ?2 FROM enrolment WHERE deleted_on IS NULL ORDER BY"
			       " id LIMIT 1 OFFSET ?3",
			       "isi", id_mint(), stage[dice(4)], i * 2),
			0);
}

/* Tables that others point at come first, whatever their names are: several rounds do that. */
static inline void random_rows(struct office *o, uint32_t seed, int rounds, unsigned each)
{
	static const char *const first[] = { "place",    "unit",     "cadre",   "household", "person",
					     "campaign", "document", "project", "task",      "aid_item" };
	size_t n;
	const char *const *table = schema_tables(o->db, &n);

	random_state = seed * 2654435761u | 1;
	for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++)
		for (unsigned k = 0; k < each; k++)
			random_row(o, first[i]);
	for (int round = 0; round < rounds; round++)
		for (size_t i = 0; i < n; i++)
			for (unsigned k = 0; k < each; k++)
				if (strcmp(table[i], "extra") != 0 && strcmp(table[i], "threshold") != 0 &&
				    strcmp(table[i], "term_lock") != 0)
					random_row(o, table[i]);
	/* Most of what is counted. */
	for (unsigned k = 0; k < 40 * each; k++) {
		random_row(o, "aid");
		random_row(o, k % 4 ? "project" : "enrolment");
		random_row(o, k % 4 ? "training" : "visit");
	}
	twice_enrolled(o);
}

#endif

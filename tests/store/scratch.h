/* A folder and a database of its own for each test of store/, and the sqlite3 shell as a foreign hand. */
#ifndef TESTS_STORE_SCRATCH_H
#define TESTS_STORE_SCRATCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/mem.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct scratch {
	char dir[64];
	char path[128];
	struct db *db;
};

#define OK(call, e) \
	do { \
		err_clear(e); \
		if ((call) != 0) \
			fail_msg("%s: %s %s %s", #call, (e)->word, (e)->arg[0], (e)->arg[1]); \
	} while (0)

static inline int scratch_open(void **state)
{
	struct scratch *s = mem_alloc(sizeof *s);
	struct err e;

	assert_true(clock_freeze("2020-11-23"));
	strcpy(s->dir, "/tmp/bangfu-store-XXXXXX");
	assert_non_null(mkdtemp(s->dir));
	snprintf(s->path, sizeof s->path, "%s/t.db", s->dir);
	OK(db_open(&s->db, s->path, DB_CREATE, &e), &e);
	*state = s;
	return 0;
}

static inline int scratch_close(void **state)
{
	struct scratch *s = *state;
	char command[128];

	db_fault_write(0);
	db_close(&s->db);
	snprintf(command, sizeof command, "rm -rf %s", s->dir);
	assert_int_equal(system(command), 0);
	mem_free(s);
	return 0;
}

static inline void scratch_reopen(struct scratch *s)
{
	struct err e;

	db_close(&s->db);
	OK(db_open(&s->db, s->path, DB_EXISTING, &e), &e);
}

/* Runs SQL in the sqlite3 program; returns its exit status. */
static inline int scratch_shell(const char *path, const char *sql)
{
	struct buf command = BUF_INIT;

	buf_addf(&command, "sqlite3 -bail %s >/dev/null 2>&1", path);
	FILE *f = popen(command.s, "w");
	buf_release(&command);
	assert_non_null(f);
	fputs(sql, f);
	return pclose(f);
}

static inline int64_t scratch_household(struct db *db, int64_t id, const char *no, const char *head)
{
	struct err e;

	OK(db_run(db, &e, "INSERT INTO household(id, household_no, head_name) VALUES (?1, ?2, ?3)", "iss", id, no,
		  head),
	   &e);
	return id;
}

static inline char *scratch_read(const char *path, size_t *n)
{
	struct buf b = BUF_INIT;
	char part[4096];
	size_t got;
	FILE *f = fopen(path, "r");

	assert_non_null(f);
	while ((got = fread(part, 1, sizeof part, f)) > 0)
		buf_add(&b, part, got);
	fclose(f);
	*n = b.n;
	return buf_detach(&b);
}

/* A small repeatable generator for property tests. */
static inline uint32_t scratch_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* Every row of every journaled table, as text that differs where a bit differs. */
static inline char *scratch_dump(struct db *db)
{
	static const char *const tables[] = { "place",   "unit",  "cadre",     "household", "household_year", "person",
					      "pairing", "visit", "task_mark", "extra",     "home_teaching" };
	struct buf out = BUF_INIT, sql = BUF_INIT;
	struct err e;

	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
		buf_clear(&sql);
		buf_addf(&sql, "SELECT * FROM %s ORDER BY id", tables[t]);
		struct stmt *s = db_query(db, sql.s, &e);
		assert_non_null(s);
		while (stmt_step(s, &e) == 1) {
			buf_addf(&out, "%s", tables[t]);
			for (int c = 0; c < stmt_columns(s); c++) {
				struct value v = stmt_value(s, c);
				if (v.kind == VALUE_REAL)
					buf_addf(&out, "|r%a", v.r);
				else if (v.kind == VALUE_INT)
					buf_addf(&out, "|i%lld", (long long)v.i);
				else
					buf_addf(&out, "|%s%s", stmt_is_null(s, c) ? "" : "t", stmt_text(s, c));
				value_release(&v);
			}
			buf_addc(&out, '\n');
		}
		stmt_done(s);
	}
	buf_release(&sql);
	return buf_detach(&out);
}

#endif

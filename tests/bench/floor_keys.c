/* Every way a person is looked for, as a prefix in one B-tree: suffixes of each name that there is, in hanzi, pinyin
 * and initials; the end of an ID number and a phone backwards; birth date; phone. The start of an ID number has an
 * index in the database already. */
#include "floor.h"

#include "base/pinyin.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME 64

static sqlite3_stmt *put;

static void add_key(char kind, const char *text, sqlite3_int64 ref)
{
	char key[4 * NAME];

	snprintf(key, sizeof key, "%c%s", kind, text);
	sqlite3_bind_text(put, 1, key, -1, SQLITE_TRANSIENT);
	sqlite3_bind_int64(put, 2, ref);
	sqlite3_step(put);
	must(sqlite3_reset(put));
}

static size_t next(const char *s, uint32_t *c)
{
	const unsigned char *u = (const unsigned char *)s;

	*c = u[0] < 0x80   ? u[0]
	     : u[0] < 0xe0 ? (uint32_t)(u[0] & 0x1f) << 6 | (u[1] & 0x3f)
	     : u[0] < 0xf0 ? (uint32_t)(u[0] & 0x0f) << 12 | (uint32_t)(u[1] & 0x3f) << 6 | (u[2] & 0x3f)
			   : (uint32_t)(u[0] & 0x07) << 18 | (uint32_t)(u[1] & 0x3f) << 12 |
				     (uint32_t)(u[2] & 0x3f) << 6 | (u[3] & 0x3f);
	return u[0] < 0x80 ? 1 : u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;
}

/* The first reading is enough to type. */
static void latin(const char *name, char full[4 * NAME], char initials[NAME])
{
	size_t f = 0, i = 0;
	uint32_t c;

	for (size_t n; *name && i + 2 < NAME && f + 16 < 4 * NAME; name += n) {
		n = next(name, &c);
		const char *reading = pinyin_readings(c);
		size_t length = reading ? strcspn(reading, " ") : 0;
		if (!length)
			continue;
		memcpy(full + f, reading, length);
		f += length;
		initials[i++] = reading[0];
	}
	full[f] = initials[i] = '\0';
}

static void add_name(const char *name, sqlite3_int64 ref)
{
	uint32_t c;

	for (const char *s = name; *s; s += next(s, &c)) {
		char full[4 * NAME], initials[NAME];
		add_key('n', s, ref);
		latin(s, full, initials);
		if (*full) {
			add_key('n', full, ref);
			add_key('n', initials, ref);
		}
	}
}

static void add_backwards(char kind, const char *text, size_t most, sqlite3_int64 ref)
{
	char back[NAME];
	size_t n = strlen(text), k = 0;

	while (k < most && k < n && k + 1 < sizeof back) {
		back[k] = text[n - 1 - k];
		k++;
	}
	back[k] = '\0';
	add_key(kind, back, ref);
}

static sqlite3_stmt *query(sqlite3 *from, const char *sql)
{
	sqlite3_stmt *s = NULL;

	must(sqlite3_prepare_v2(from, sql, -1, &s, NULL));
	return s;
}

static const char *text(sqlite3_stmt *s, int column)
{
	const char *t = (const char *)sqlite3_column_text(s, column);

	return t ? t : "";
}

void make_keys(const char *keys)
{
	sqlite3 *to = NULL;
	sqlite3_stmt *s;

	remove(keys);
	must(sqlite3_open(keys, &to));
	must(sqlite3_exec(to,
			  "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-100000; BEGIN;"
			  "CREATE TABLE name(id INTEGER PRIMARY KEY, name TEXT);"
			  "CREATE TEMP TABLE raw(key TEXT, ref INTEGER);"
			  "CREATE TABLE k(key TEXT, ref INTEGER, PRIMARY KEY(key, ref)) WITHOUT ROWID",
			  NULL, NULL, NULL));
	put = query(to, "INSERT INTO raw VALUES (?1, ?2)");
	sqlite3_stmt *name = query(to, "INSERT INTO name VALUES (?1, ?2)");
	sqlite3_int64 n = 0;
	for (s = query(db, "SELECT DISTINCT name FROM person"); sqlite3_step(s) == SQLITE_ROW;) {
		sqlite3_bind_int64(name, 1, ++n);
		sqlite3_bind_text(name, 2, text(s, 0), -1, SQLITE_TRANSIENT);
		sqlite3_step(name);
		sqlite3_reset(name);
		add_name(text(s, 0), n);
	}
	sqlite3_finalize(s);
	for (s = query(db, "SELECT id, substr(id_no, 1, 18), replace(birth, '-', ''), phone FROM person");
	     sqlite3_step(s) == SQLITE_ROW;) {
		sqlite3_int64 id = sqlite3_column_int64(s, 0);
		add_backwards('t', text(s, 1), 8, id);
		add_key('b', text(s, 2), id);
		if (*text(s, 3)) {
			add_key('p', text(s, 3), id);
			add_backwards('q', text(s, 3), 8, id);
		}
	}
	sqlite3_finalize(s);
	must(sqlite3_exec(to,
			  "INSERT INTO k SELECT DISTINCT key, ref FROM raw ORDER BY key, ref; DROP TABLE raw; COMMIT",
			  NULL, NULL, NULL));
	sqlite3_close_v2(to);
}

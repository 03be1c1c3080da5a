/* The least a search as you type can cost: one range of a ready B-tree a keystroke, the rows that are seen, and no
 * count of the rest. */
#include "floor.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TYPED 128
#define ROWS_MOST 100
#define LOOK_MOST 2000
#define CTRL_U 21

static sqlite3_stmt *range, *by_name, *by_id_no, *by_place, *person;
static int shown, height, looked;
static char line[ROWS_MOST][256];

static sqlite3_stmt *prepare(const char *sql)
{
	sqlite3_stmt *s = NULL;

	must(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL));
	return s;
}

static const char *text(sqlite3_stmt *s, int column)
{
	const char *t = (const char *)sqlite3_column_text(s, column);

	return t ? t : "";
}

/* Where the second word is the person's village, or there is none. */
static void show(sqlite3_int64 id, const char *where)
{
	looked++;
	sqlite3_bind_int64(person, 1, id);
	if (sqlite3_step(person) == SQLITE_ROW && strncmp(text(person, 4), where, strlen(where)) == 0)
		snprintf(line[shown++], sizeof line[0], "%.40s  %.10s  %.40s  %.20s  %.60s  %.30s", text(person, 0),
			 text(person, 1), text(person, 2), text(person, 3), text(person, 4), text(person, 5));
	must(sqlite3_reset(person));
}

static bool full(void)
{
	return shown >= height || looked >= LOOK_MOST;
}

/* Everything that begins with `from`, in bytes: the last character there is ends it. */
static void bind_prefix(sqlite3_stmt *s, char kind, const char *from)
{
	char low[TYPED + 2], high[TYPED + 8];

	snprintf(low, sizeof low, "%.1s%s", kind ? &kind : "", from);
	snprintf(high, sizeof high, "%s\xf4\x8f\xbf\xbf", low);
	sqlite3_bind_text(s, 1, low, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(s, 2, high, -1, SQLITE_TRANSIENT);
}

static void people_of(char kind, const char *from)
{
	bind_prefix(range, kind, from);
	while (!full() && sqlite3_step(range) == SQLITE_ROW)
		show(sqlite3_column_int64(range, 0), "");
	must(sqlite3_reset(range));
}

static void names(const char *from, const char *where)
{
	bind_prefix(range, 'n', from);
	while (!full() && sqlite3_step(range) == SQLITE_ROW) {
		sqlite3_bind_int64(by_name, 1, sqlite3_column_int64(range, 0));
		while (!full() && sqlite3_step(by_name) == SQLITE_ROW)
			show(sqlite3_column_int64(by_name, 0), where);
		must(sqlite3_reset(by_name));
	}
	must(sqlite3_reset(range));
	bind_prefix(by_place, '\0', from);
	while (!full() && !*where && sqlite3_step(by_place) == SQLITE_ROW)
		show(sqlite3_column_int64(by_place, 0), where);
	must(sqlite3_reset(by_place));
}

static void digits(const char *typed)
{
	char back[TYPED];
	size_t n = strlen(typed);

	bind_prefix(by_id_no, '\0', typed);
	while (!full() && sqlite3_step(by_id_no) == SQLITE_ROW)
		show(sqlite3_column_int64(by_id_no, 0), "");
	must(sqlite3_reset(by_id_no));
	for (size_t i = 0; i < n; i++)
		back[i] = typed[n - 1 - i];
	back[n] = '\0';
	people_of('b', typed);
	people_of('p', typed);
	people_of('t', back);
	people_of('q', back);
}

static void look(const char *typed)
{
	char first[TYPED];
	size_t n = strcspn(typed, " ");

	shown = looked = 0;
	if (!*typed)
		return;
	snprintf(first, sizeof first, "%.*s", (int)n, typed);
	if (strspn(first, "0123456789X") == n)
		digits(first);
	else
		names(first, typed[n] ? typed + n + 1 : "");
}

static void draw(const char *typed)
{
	erase();
	mvaddstr(0, 0, typed);
	for (int i = 0; i < shown; i++)
		mvaddnstr(1 + i, 0, line[i], 200);
	move(0, 0);
}

void search(const char *keys)
{
	char typed[TYPED] = "", attach[1024];
	size_t n = 0;

	snprintf(attach, sizeof attach, "ATTACH '%s' AS keys", keys);
	must(sqlite3_exec(db, attach, NULL, NULL, NULL));
	range = prepare("SELECT ref FROM keys.k WHERE key >= ?1 AND key < ?2");
	by_name = prepare("SELECT p.id FROM keys.name n JOIN person p ON p.name = n.name WHERE n.id = ?1");
	by_id_no = prepare("SELECT id FROM person WHERE id_no >= ?1 AND id_no < ?2");
	by_place = prepare(
		"SELECT p.id FROM place l JOIN household h ON h.place_id = l.id JOIN person p ON p.household_id = "
		"h.id WHERE l.name >= ?1 AND l.name < ?2");
	person = prepare(
		"SELECT p.name, p.birth, h.head_name, substr(p.id_no, -4), l.name, h.village_group FROM person p JOIN "
		"household h ON h.id = p.household_id JOIN place l ON l.id = h.place_id WHERE p.id = ?1");
	height = LINES - 2 < ROWS_MOST ? LINES - 2 : ROWS_MOST;
	for (;;) {
		look(typed);
		draw(typed);
		wait_for();
		int c = getch();
		if (c == ERR)
			return;
		if (c == CTRL_U)
			n = 0;
		else if (c < 256 && n + 1 < sizeof typed)
			typed[n++] = (char)c;
		typed[n] = '\0';
		/* The rest of a character is there already. */
		while (c >= 0xc0 && c < 256 && n + 1 < sizeof typed) {
			nodelay(stdscr, TRUE);
			int more = getch();
			nodelay(stdscr, FALSE);
			if (more < 0x80 || more >= 0xc0) {
				if (more != ERR)
					ungetch(more);
				break;
			}
			typed[n++] = (char)more;
			typed[n] = '\0';
		}
	}
}

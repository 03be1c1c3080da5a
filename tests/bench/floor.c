/* The least an ncurses + SQLite list can cost over the same file: no rules, no forms, no search. What
 * tests/bench/measure.c holds the program against.
 *
 *   floor db FILE           open, select 1, initscr, one line
 *   floor list FILE         households by number: Down, Up, PgDn, PgUp, Home, End
 *   floor keys FILE KEYS    makes KEYS, the B-tree that search looks in
 *   floor search FILE KEYS  people by what is typed; Ctrl-U begins again
 *
 * It opens the file for reading, pages by key, lets the terminal scroll (idlok), draws only rows that changed, and
 * writes the idle mark whenever it waits for a key. */
#include "floor.h"

#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROWS_MOST 200
#define CELL 96

struct row {
	sqlite3_int64 id;
	char no[32];
	char line[4 * CELL];
};

enum page { FROM_FIRST, FROM_LAST, AFTER, BEFORE, PAGES };

sqlite3 *db;
static sqlite3_stmt *pages[PAGES];
static struct row rows[ROWS_MOST];
static int n, at, height;

void must(int rc)
{
	if (rc == SQLITE_OK)
		return;
	if (stdscr)
		endwin();
	fprintf(stderr, "floor: %s\n", sqlite3_errmsg(db));
	exit(2);
}

#define COLUMNS "SELECT id, household_no, head_name, village_group, household_attr, main_cause, phone FROM household "

static void prepare(void)
{
	static const char *const sql[PAGES] = {
		[FROM_FIRST] = COLUMNS "ORDER BY household_no, id LIMIT ?1",
		[FROM_LAST] = COLUMNS "ORDER BY household_no DESC, id DESC LIMIT ?1",
		[AFTER] = COLUMNS "WHERE (household_no, id) > (?2, ?3) ORDER BY household_no, id LIMIT ?1",
		[BEFORE] = COLUMNS "WHERE (household_no, id) < (?2, ?3) ORDER BY household_no DESC, id DESC LIMIT ?1",
	};

	for (int p = 0; p < PAGES; p++)
		must(sqlite3_prepare_v2(db, sql[p], -1, &pages[p], NULL));
}

/* Up to `most` rows beyond `from`, nearest first. */
static int fetch(enum page p, const struct row *from, int most, struct row *out)
{
	sqlite3_stmt *s = pages[p];
	int got = 0;

	sqlite3_bind_int(s, 1, most);
	if (from) {
		sqlite3_bind_text(s, 2, from->no, -1, SQLITE_STATIC);
		sqlite3_bind_int64(s, 3, from->id);
	}
	while (got < most && sqlite3_step(s) == SQLITE_ROW) {
		struct row *r = &out[got++];
		size_t used = 0;

		r->id = sqlite3_column_int64(s, 0);
		snprintf(r->no, sizeof r->no, "%s", (const char *)sqlite3_column_text(s, 1));
		for (int c = 1; c < 7 && used < sizeof r->line; c++)
			used += (size_t)snprintf(r->line + used, sizeof r->line - used, "%s  ",
						 (const char *)sqlite3_column_text(s, c));
	}
	must(sqlite3_reset(s));
	return got;
}

static void load(bool last)
{
	n = fetch(last ? FROM_LAST : FROM_FIRST, NULL, height, rows);
	for (int i = 0; last && i < n / 2; i++) {
		struct row r = rows[i];

		rows[i] = rows[n - 1 - i];
		rows[n - 1 - i] = r;
	}
	at = last ? n - 1 : 0;
}

static void draw_row(int i)
{
	attrset(i == at ? A_REVERSE : A_NORMAL);
	move(1 + i, 0);
	clrtoeol();
	addstr(rows[i].line);
	attrset(A_NORMAL);
}

static void draw_all(void)
{
	for (int i = 0; i < n; i++)
		draw_row(i);
}

static void down(int by)
{
	static struct row more[ROWS_MOST];
	int got, was = at;

	if (at + by < n) {
		at += by;
		draw_row(was);
		draw_row(at);
		return;
	}
	got = fetch(AFTER, &rows[n - 1], by, more);
	memmove(rows, rows + got, (size_t)(n - got) * sizeof *rows);
	memcpy(rows + n - got, more, (size_t)got * sizeof *rows);
	at = by == 1 ? n - 1 : at;
	if (by > 1 || got == 0) {
		draw_all();
		return;
	}
	scrl(1);
	draw_row(n - 2);
	draw_row(n - 1);
}

static void up(int by)
{
	static struct row more[ROWS_MOST];
	int got, was = at;

	if (at - by >= 0) {
		at -= by;
		draw_row(was);
		draw_row(at);
		return;
	}
	got = fetch(BEFORE, &rows[0], by, more);
	memmove(rows + got, rows, (size_t)(n - got) * sizeof *rows);
	for (int i = 0; i < got; i++)
		rows[i] = more[got - 1 - i];
	at = by == 1 ? 0 : at;
	draw_all();
}

void wait_for(void)
{
	static const char mark[] = "\033]7777;idle\007";

	refresh();
	if (write(STDOUT_FILENO, mark, sizeof mark - 1) < 0)
		exit(2);
}

static void list(void)
{
	height = LINES - 2 < ROWS_MOST ? LINES - 2 : ROWS_MOST;
	prepare();
	idlok(stdscr, TRUE);
	scrollok(stdscr, TRUE);
	setscrreg(1, height);
	load(false);
	draw_all();
	for (;;) {
		wait_for();
		switch (getch()) {
		case KEY_DOWN:
			down(1);
			break;
		case KEY_UP:
			up(1);
			break;
		case KEY_NPAGE:
			down(height);
			break;
		case KEY_PPAGE:
			up(height);
			break;
		case KEY_HOME:
			load(false);
			draw_all();
			break;
		case KEY_END:
			load(true);
			draw_all();
			break;
		default:
			return;
		}
	}
}

int main(int argc, char **argv)
{
	const char *mode = argc > 2 ? argv[1] : "";
	const char *keys = argc > 3 ? argv[3] : "";

	if (argc < 3)
		return 2;
	setlocale(LC_ALL, "");
	must(sqlite3_open_v2(argv[2], &db, SQLITE_OPEN_READONLY, NULL));
	/* Whoever asks for data reads the schema first, as this pragma does; "bare" is what is left without. */
	must(sqlite3_exec(db, strcmp(mode, "bare") == 0 ? "SELECT 1" : "PRAGMA cache_size=-4096; SELECT 1", NULL, NULL,
			  NULL));
	if (strcmp(mode, "keys") == 0) {
		make_keys(keys);
		return 0;
	}
	initscr();
	cbreak();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	curs_set(0);
	if (strcmp(mode, "list") == 0) {
		list();
	} else if (strcmp(mode, "search") == 0) {
		search(keys);
	} else {
		mvaddstr(0, 0, "1");
		wait_for();
		getch();
	}
	endwin();
	return 0;
}

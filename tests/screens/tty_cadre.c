/* Proves a cadre's daily ways: an unchanged visit in few keys, everybody found in six, by hanzi, by initials and by the
 * end of the ID; pastes that do no harm; an action found by pinyin; and a household of absurd size that still opens.
 *
 *   tty_cadre PROGRAM SCREENS_DIR TESTS_DIR
 *
 * Initials are taken from Unihan, as the program's own table is; a name with a character without a reading cannot be
 * found that way and is counted. */
#include "screens/play.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_KEYS 6

static struct play p;

/* ---- a visit ---- */

static int due(struct tty *t)
{
	int done = -1, all = -1;
	char *screen = tty_screen(t), *at = strstr(screen, "本月走访");
	at = at != NULL ? strchr(at, '/') : NULL;
	while (at != NULL && at > screen && at[-1] >= '0' && at[-1] <= '9')
		at--;
	if (at == NULL || sscanf(at, "%d/%d", &done, &all) != 2)
		done = -1;
	free(screen);
	return done;
}

static void unchanged_visit(void)
{
	static const char *const ways[] = { "Down V F2", "Down v F7 F2", "V F2 y" };
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct tty *t = play_begin(&p);
		int before = due(t), keys = 1;
		for (const char *s = ways[i]; *s != '\0'; s++)
			keys += *s == ' ';
		play_keys(&p, t, ways[i]);
		play_check(&p, keys <= 15 && before >= 0 && due(t) == before + 1, "%s: %d visited, then %d", ways[i],
			   before, due(t));
		play_check(&p,
			   play_count(&p, "SELECT count(*) FROM change WHERE tbl = 'visit' AND op = 'I' AND "
					  "action = 'visit.save'") > 0,
			   "%s: no visit in the journal", ways[i]);
		play_leave(&p, t);
	}
}

/* ---- finding ---- */

/* The initial of a reading such as "ā" or "zhāng"; 0 if there is none. */
static char initial(const char *s)
{
	static const struct {
		const char *with, letter;
	} marked[] = {
		{ "ā", 'a' }, { "á", 'a' }, { "ǎ", 'a' }, { "à", 'a' }, { "ē", 'e' }, { "é", 'e' },
		{ "ě", 'e' }, { "è", 'e' }, { "ō", 'o' }, { "ó", 'o' }, { "ǒ", 'o' }, { "ò", 'o' },
	};
	if (*s >= 'a' && *s <= 'z')
		return *s;
	for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
		if (strncmp(s, marked[i].with, strlen(marked[i].with)) == 0)
			return marked[i].letter;
	return '\0';
}

#define HIGHEST 0x323b0u
static char reading[HIGHEST];

static void read_unihan(void)
{
	char line[256];
	FILE *f = popen("bzcat /usr/share/unicode/Unihan_Readings.txt.bz2", "r");
	while (f != NULL && fgets(line, sizeof line, f) != NULL) {
		char sound[64];
		unsigned c;
		if (sscanf(line, "U+%X kMandarin %63s", &c, sound) == 2 && c < HIGHEST)
			reading[c] = initial(sound);
	}
	if (f == NULL || pclose(f) != 0)
		play_check(&p, false, "no Unihan on this machine");
}

static size_t decode(const char *s, uint32_t *c)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t n = u[0] < 0x80 ? 1 : u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;
	*c = n == 1 ? u[0] : u[0] & (0xffu >> (n + 1));
	for (size_t i = 1; i < n; i++)
		*c = (*c << 6) | (u[i] & 0x3fu);
	return n;
}

/* At most so many characters of a name; where initials are wanted, false if one has no reading. */
static bool shorten(const char *name, bool initials, char out[64])
{
	size_t n = 0;
	for (int k = 0; *name != '\0' && k < MOST_KEYS - 2; k++) {
		uint32_t c;
		size_t len = decode(name, &c);
		if (!initials) {
			memcpy(out + n, name, len);
			n += len;
		} else if (c != 0xb7) { /* the dot within a name is not typed */
			if (c >= HIGHEST || reading[c] == '\0')
				return false;
			out[n++] = reading[c];
		}
		name += len;
	}
	out[n] = '\0';
	return true;
}

/* Is there a line with this name and this end of an ID? */
static bool listed(struct tty *t, const char *name, const char *tail)
{
	char *screen = tty_screen(t);
	bool there = false;
	for (char *line = strtok(screen, "\n"); line != NULL; line = strtok(NULL, "\n"))
		there = there || (strstr(line, name) != NULL && strstr(line, tail) != NULL);
	free(screen);
	return there;
}

static void find(struct tty *t, const char *how, const char *typed, const char *name, const char *tail)
{
	play_keys(&p, t, "/");
	play_type(t, typed);
	if (!play_check(&p, listed(t, name, tail), "by %s: %s …%s is not found by '%s'", how, name, tail, typed)) {
		char *screen = tty_screen(t);
		printf("%s", screen);
		free(screen);
	}
	play_keys(&p, t, "Esc");
}

static int find_all(int *silent)
{
	sqlite3 *d = NULL;
	sqlite3_stmt *s = NULL;
	struct tty *t = play_begin(&p);
	int people = 0;
	if (sqlite3_open(p.db, &d) != SQLITE_OK ||
	    sqlite3_prepare_v2(d,
			       "SELECT name, substr(id_no, -4) FROM person JOIN household h ON h.id = household_id "
			       "WHERE person.deleted_on IS NULL AND h.deleted_on IS NULL AND left_on IS NULL",
			       -1, &s, NULL) != SQLITE_OK)
		play_check(&p, false, "%s", sqlite3_errmsg(d));
	while (sqlite3_step(s) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(s, 0);
		const char *tail = (const char *)sqlite3_column_text(s, 1);
		char typed[64];
		people++;
		shorten(name, false, typed);
		find(t, "hanzi", typed, name, tail);
		find(t, "the end of the ID", tail, name, tail);
		if (shorten(name, true, typed))
			find(t, "initials", typed, name, tail);
		else
			(*silent)++;
	}
	sqlite3_finalize(s);
	sqlite3_close(d);
	play_check(&p, people >= 80, "only %d people in the sample village", people);
	play_leave(&p, t);
	return people;
}

/* ---- pastes ---- */

static void pastes(void)
{
	struct tty *t = play_begin(&p);
	play_keys(&p, t, "v");
	play_field(&p, t, "走访内容");
	play_keys(&p, t, "Ctrl-U");
	play_type(t, "\033[200~秋收了\r\n鸡苗长得好\r三问医疗\033[201~");
	char *text = play_ask(&p, "SELECT json_extract(cells, '$.content') FROM draft");
	play_check(&p, strcmp(text, "秋收了\n鸡苗长得好\n三问医疗") == 0, "a pasted text became '%s'", text);
	free(text);
	play_field(&p, t, "见到的人");
	play_type(t, "\033[200~张\001三\033[31m\a\n李\t四\177\xff\033[201~");
	text = play_ask(&p, "SELECT json_extract(cells, '$.person_met') FROM draft");
	for (const char *s = text; *s != '\0'; s++)
		play_check(&p, (unsigned char)*s >= ' ' && *s != 127, "a control character %d in a name", *s);
	play_check(&p, strncmp(text, "张三", 6) == 0, "a pasted name became '%s'", text);
	play_check(&p, tty_broken_cells(t) == 0, "broken cells after a paste");
	free(text);
	play_leave(&p, t);
}

static void palette(void)
{
	struct tty *t = play_begin(&p);
	play_keys(&p, t, "Ctrl-P");
	play_type(t, "daoru");
	play_sees(&p, t, "> 导入", "actions by pinyin");
	play_keys(&p, t, "Enter");
	play_check(&p, !play_shows(t, "本月走访"), "an action that was found does not open");
	play_leave(&p, t);
}

/* ---- too much of everything ---- */

static void import_long_name(void)
{
	char path[700], command[2400];
	snprintf(path, sizeof path, "%s/home/long.csv", p.work);
	FILE *f = fopen(path, "w");
	if (f == NULL)
		exit(2);
	fputs("户编号,姓名,证件号码,与户主关系\n99010101000023,", f);
	for (int i = 0; i < 4000; i++)
		fputs("长", f);
	fputs(",990101200001011230,之子\n", f);
	fclose(f);
	snprintf(command, sizeof command,
		 "'%s' --screens '%s' --db '%s' --now " PLAY_TODAY " import person '%s' > '%s/import.log' 2>&1",
		 p.program, p.screens, p.db, path, p.work);
	int status = system(command);
	play_check(&p, status == 0 || status == 1 << 8, "a name of 4,000 characters: wait status %d of the import",
		   status);
	/* Whatever the import says of it, another writer may have put it there. */
	play_do(&p,
		"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 4000) UPDATE household SET "
		"head_name = (SELECT group_concat('长', '') FROM c) WHERE household_no = '99010101000023'");
}

static void many_visits(void)
{
	play_do(&p,
		"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 10000) INSERT INTO "
		"visit(id, household_id, visited_on, content) SELECT 9000000000000 + i, (SELECT id FROM household "
		"WHERE household_no = '99010101000023'), date('2019-01-01', '+' || (i % 690) || ' days'), '第' || i || "
		"'次' FROM c");
}

static void whole(struct tty *t, const char *where)
{
	play_check(&p, tty_broken_cells(t) == 0, "a household of absurd size: broken cells in %s", where);
}

static void too_much(void)
{
	struct tty *t = play_begin(&p);
	play_keys(&p, t, "o");
	import_long_name();
	many_visits();
	play_keys(&p, t, "F5");
	play_sees(&p, t, "长长长", "a long name");
	play_sees(&p, t, "1000 以上", "many visits");
	whole(t, "its page");
	for (int i = 0; i < 60 && !play_shows(t, "> … 看全部 1000 以上"); i++)
		play_keys(&p, t, "Down");
	play_keys(&p, t, "Enter");
	whole(t, "its visits");
	char *first = tty_screen(t);
	play_keys(&p, t, "End");
	char *last = tty_screen(t);
	play_check(&p, strstr(first, "2020-11-20") != NULL, "the visits do not begin with the newest:\n%s", first);
	play_check(&p, strstr(last, "2019-01-01") != NULL, "End is not the oldest visit:\n%s", last);
	play_keys(&p, t, "Home");
	char *again = tty_screen(t);
	play_check(&p, strcmp(first, again) == 0, "Home is not where it began:\n%s", again);
	free(first);
	free(last);
	free(again);
	play_keys(&p, t, "Esc b");
	play_sees(&p, t, "手册", "its handbook");
	whole(t, "its handbook");
	play_keys(&p, t, "End Home Esc e End Home Esc Esc h End Home");
	whole(t, "the list of households");
	play_leave(&p, t);
	play_verify(&p, "a household of absurd size");
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	int silent = 0;
	play_open(&p, argv[1], argv[2], "cadre");
	unchanged_visit();
	read_unihan();
	int people = find_all(&silent);
	pastes();
	palette();
	too_much();
	char proved[200];
	snprintf(proved, sizeof proved,
		 "visits in 3 or 4 keys; %d people found in %d keys three ways, %d of them without initials; 10,000 "
		 "visits",
		 people, MOST_KEYS, silent);
	return play_close(&p, proved);
}

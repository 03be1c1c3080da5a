/* Proves that two programs on one database never take anything from each other: what each changed survives, the same
 * field changed twice is shown with both values and the person decides, what one has half typed the other does not get,
 * a bureau's own field is no exception, what one logs the other shows at its next key, and one that holds the file does
 * not hold up the other's typing.
 *
 *   tty_two PROGRAM SCREENS_DIR TESTS_DIR */
#include "screens/play.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HOUSEHOLD "(SELECT id FROM household WHERE household_no = '99010101000023')"

static struct play p;

/* The form of the first household of Today. */
static struct tty *open_form(bool fresh)
{
	struct tty *t = fresh ? play_begin(&p) : play_start(&p, NULL, "zh", 24, 80);
	if (!fresh)
		tty_settle(t);
	play_keys(&p, t, "o e");
	play_sees(&p, t, "农户登记表", "the form");
	return t;
}

static void set(struct tty *t, const char *label, const char *text)
{
	play_field(&p, t, label);
	play_keys(&p, t, "Ctrl-U");
	play_type(t, text);
}

static void stored(const char *column, const char *want, const char *when)
{
	char sql[200];
	snprintf(sql, sizeof sql, "SELECT %s FROM household WHERE id = " HOUSEHOLD, column);
	char *got = play_ask(&p, sql);
	play_check(&p, strcmp(got, want) == 0, "%s: %s is '%s', not '%s'", when, column, got, want);
	free(got);
}

static void done(struct tty *a, struct tty *b, const char *when)
{
	play_leave(&p, a);
	if (b != NULL)
		play_leave(&p, b);
	play_verify(&p, when);
}

static void different_fields(void)
{
	const char *when = "two fields of one household";
	struct tty *a = open_form(true), *b = open_form(false);
	set(b, "户联系电话", "13800007777");
	play_keys(&p, b, "F2");
	stored("phone", "13800007777", when);
	set(a, "家庭住址", "长潭村三组12号");
	play_keys(&p, a, "F2");
	stored("address", "长潭村三组12号", when);
	stored("phone", "13800007777", when);
	play_check(&p, !play_shows(a, "刚才有人也改了"), "%s: it asks though nothing clashes", when);
	play_sees(&p, a, "13800007777", when);
	play_check(&p, play_count(&p, "SELECT count(*) FROM draft") == 0, "%s: a draft stays", when);
	done(a, b, when);
}

/* Both change the phone. A is asked, sees both numbers, and takes one. */
static void same_field(bool theirs)
{
	const char *when = theirs ? "one field, theirs taken" : "one field, mine kept";
	struct tty *a = open_form(true), *b = open_form(false);
	set(b, "户联系电话", "13800007777");
	play_keys(&p, b, "F2");
	set(a, "户联系电话", "13800008888");
	set(a, "家庭住址", "长潭村三组12号");
	play_keys(&p, a, "F2");
	play_sees(&p, a, "刚才有人也改了", when);
	play_sees(&p, a, "13800007777", when);
	play_sees(&p, a, "13800008888", when);
	play_sees(&p, a, "李明改成", when);
	stored("phone", "13800007777", when);
	play_keys(&p, a, theirs ? "Space Enter" : "Enter");
	stored("phone", theirs ? "13800007777" : "13800008888", when);
	stored("address", "长潭村三组12号", when);
	play_check(&p,
		   play_count(&p, "SELECT count(*) FROM change WHERE tbl = 'household' AND cols LIKE '%13800007777%'") >
			   0,
		   "%s: their value is not in the journal", when);
	play_check(&p, play_count(&p, "SELECT count(*) FROM draft") == 0, "%s: a draft stays", when);
	done(a, b, when);
}

/* While A looks at both values, B saves once more: A has not seen that. */
static void changed_while_asked(void)
{
	const char *when = "saved once more while the question stands";
	struct tty *a = open_form(true), *b = open_form(false);
	set(b, "户联系电话", "13800007777");
	play_keys(&p, b, "F2");
	play_keys(&p, b, "e");
	set(b, "户联系电话", "13800006666");
	set(a, "户联系电话", "13800008888");
	play_keys(&p, a, "F2");
	play_sees(&p, a, "13800007777", when);
	play_keys(&p, b, "F2");
	stored("phone", "13800006666", when);
	play_keys(&p, a, "Enter");
	stored("phone", "13800006666", when);
	play_sees(&p, a, "13800006666", when);
	play_keys(&p, a, "Esc");
	play_sees(&p, a, "13800008888", when);
	play_keys(&p, a, "F2 Enter");
	stored("phone", "13800008888", when);
	done(a, b, when);
}

/* What a draft began from counts too, a day later. */
static void draft_of_yesterday(void)
{
	const char *when = "a draft, and somebody else meanwhile";
	struct tty *a = open_form(true);
	set(a, "户联系电话", "13800008888");
	play_keys(&p, a, "Esc Enter");
	struct tty *b = play_start(&p, NULL, "zh", 24, 80);
	tty_settle(b);
	play_do(&p, "UPDATE household SET phone = '13800007777' WHERE id = " HOUSEHOLD);
	play_keys(&p, a, "e");
	play_sees(&p, a, "13800008888", when);
	play_keys(&p, a, "F2");
	play_sees(&p, a, "13800007777", when);
	play_keys(&p, a, "Space Enter");
	stored("phone", "13800007777", when);
	done(a, b, when);
}

/* What A has half typed is A's as long as A runs; killed, anybody may go on with it. */
static void half_typed(void)
{
	const char *when = "half typed elsewhere";
	struct tty *a = open_form(true);
	set(a, "家庭住址", "长潭村三组12号");
	struct tty *b = play_start(&p, NULL, "zh", 24, 80);
	tty_settle(b);
	play_check(&p, !play_shows(b, "草稿"), "%s: Today offers it to another", when);
	play_keys(&p, b, "o e");
	play_sees(&p, b, "农户登记表", when);
	play_check(&p, !play_shows(b, "长潭村三组12号"), "%s: another's form shows it", when);
	set(b, "户联系电话", "13800007777");
	play_check(&p, play_count(&p, "SELECT count(*) FROM draft") == 2, "%s: they share one draft", when);
	play_keys(&p, b, "F2");
	stored("phone", "13800007777", when);
	stored("address", "", when);
	tty_kill(a, SIGKILL);
	tty_wait(a);
	tty_close(a);
	play_keys(&p, b, "Esc F5 Home");
	play_sees(&p, b, "草稿", when);
	play_keys(&p, b, "Enter");
	play_sees(&p, b, "长潭村三组12号", when);
	play_keys(&p, b, "F2");
	stored("address", "长潭村三组12号", when);
	stored("phone", "13800007777", when);
	play_check(&p, play_count(&p, "SELECT count(*) FROM draft") == 0, "%s: a draft stays", when);
	done(b, NULL, when);
}

static void visit_seen(void)
{
	const char *when = "a visit logged beside";
	struct tty *a = play_begin(&p), *b = play_start(&p, NULL, "zh", 24, 80);
	tty_settle(b);
	play_sees(&p, a, "15/23", when);
	play_keys(&p, b, "v");
	play_field(&p, b, "走访内容");
	play_type(b, "看望");
	play_keys(&p, b, "F2");
	play_keys(&p, a, "Down");
	play_sees(&p, a, "16/23", when);
	done(a, b, when);
}

/* Another program holds the write lock. Typing goes on at once, saving says why it cannot, and nothing is lost. */
static void held_up(void)
{
	const char *when = "another program holds the file";
	struct tty *a = open_form(true);
	sqlite3 *other = NULL;
	play_field(&p, a, "家庭住址");
	play_check(&p,
		   sqlite3_open(p.db, &other) == SQLITE_OK &&
			   sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK,
		   "%s: it could not be taken", when);
	for (int i = 0; i < 5; i++) {
		size_t before = tty_bytes(a);
		play_keys(&p, a, "七");
		play_check(&p, tty_bytes(a) > before, "%s: a key is not shown", when);
	}
	play_sees(&p, a, "七七七七七", when);
	play_sees(&p, a, "另一个程序正在写", when);
	play_keys(&p, a, "F2");
	play_sees(&p, a, "另一个程序正在写", when);
	play_sees(&p, a, "七七七七七", when);
	sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(other);
	play_keys(&p, a, "F2");
	stored("address", "七七七七七", when);
	done(a, NULL, when);
}

/* The lock goes while the person thinks: what could not be kept is kept then, without a key. */
static void held_up_then_killed(void)
{
	const char *when = "the file is free again, then the power goes";
	struct tty *a = open_form(true);
	sqlite3 *other = NULL;
	play_field(&p, a, "家庭住址");
	play_check(&p,
		   sqlite3_open(p.db, &other) == SQLITE_OK &&
			   sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK,
		   "%s: it could not be taken", when);
	play_keys(&p, a, "七 七");
	sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(other);
	tty_kill(a, SIGTERM);
	while (tty_settle(a))
		;
	char *text = play_ask(&p, "SELECT json_extract(cells, '$.address') FROM draft");
	play_check(&p, strcmp(text, "七七") == 0, "%s: the draft holds '%s'", when, text);
	free(text);
	done(a, NULL, when);
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	play_open(&p, argv[1], argv[2], "two");
	different_fields();
	same_field(true);
	same_field(false);
	changed_while_asked();
	draft_of_yesterday();
	half_typed();
	visit_seen();
	held_up();
	held_up_then_killed();
	return play_close(&p, "two programs on one database: 9 encounters, nothing lost");
}

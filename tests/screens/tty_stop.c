/* Proves that Ctrl-C at a command stops its work, takes back what it did, leaves no half file, says so in one sentence
 * and ends with 130; that the screen answers while it judges a long list, and leaves the database to others; and that a
 * command that is not stopped says how far it is and nothing of it stays on the screen.
 *
 *   tty_stop PROGRAM SCREENS_DIR TESTS_DIR
 *
 * Nothing depends on time: what is to be stopped has no end, for a trigger of the database counts for ever. */
#include "screens/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define PART "正在往下核对"
#define PART_ONLY "只核对了前"
#define STOPPED "已停止，没有改动任何内容。"

static struct play p;

static const char endless[] =
	"CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS c "
	"FROM n;"
	"CREATE TRIGGER endless BEFORE INSERT ON person WHEN NEW.name = '周慢' BEGIN SELECT c FROM endless; END";

static void write_list(char path[700], const char *last)
{
	snprintf(path, 700, "%s/list.csv", p.work);
	FILE *f = fopen(path, "w");
	if (f == NULL)
		exit(2);
	fprintf(f, "户编号,姓名,与户主关系\n1,不是名字1,户主\n2,王芳,户主\n2,李明,之子\n3,%s,户主\n", last);
	fclose(f);
}

static struct tty *start(const char *const command[])
{
	static const char *const env[] = { "BANGFU_NOW=" PLAY_TODAY, NULL };
	const char *argv[16] = { p.program, "--screens", p.screens, "--db", p.db };
	size_t n = 5;
	while (*command)
		argv[n++] = *command++;
	return tty_start(argv, env, 24, 80);
}

static void to_the_end(struct tty *t)
{
	while (tty_settle(t))
		;
}

static bool is_there(const char *path, const char *ending)
{
	char name[800];
	snprintf(name, sizeof name, "%s%s", path, ending);
	FILE *f = fopen(name, "r");
	if (f != NULL)
		fclose(f);
	return f != NULL;
}

static void an_import_is_stopped(bool dry)
{
	const char *when = dry ? "a dry run" : "an import";
	char list[700];
	play_fresh(&p, "demo");
	play_do(&p, endless);
	write_list(list, "周慢");
	long long changes = play_count(&p, "SELECT count(*) FROM change");
	const char *const command[] = { "import", "registry", list, dry ? "--dry-run" : NULL, NULL };
	struct tty *t = start(command);
	play_check(&p, tty_shows_now(t, dry ? "王芳" : "%"), "%s: does not say how far it is", when);
	tty_send(t, "\003", 1);
	to_the_end(t);
	play_check(&p, play_shows(t, STOPPED), "%s: does not say that it was stopped", when);
	play_check(&p, !play_shows(t, "%"), "%s: the percentage stays", when);
	int status = tty_wait(t);
	play_check(&p, WIFEXITED(status) && WEXITSTATUS(status) == 130, "%s: ends with %x", when, (unsigned)status);
	tty_close(t);
	play_check(&p, play_count(&p, "SELECT count(*) FROM change") == changes, "%s: something was changed", when);
	play_check(&p, !is_there(list, ".refused.csv") && !is_there(list, ".refused.csv.part"),
		   "%s: a refused file stays", when);
	play_do(&p, "DROP TRIGGER endless; DROP VIEW endless");
	play_verify(&p, when);
}

static void one_that_is_not_goes_on(void)
{
	char list[700];
	play_fresh(&p, "demo");
	write_list(list, "周快");
	const char *const command[] = { "import", "registry", list, NULL };
	struct tty *t = start(command);
	to_the_end(t);
	int status = tty_wait(t);
	play_check(&p, WIFEXITED(status) && WEXITSTATUS(status) == 0, "not stopped: ends with %x", (unsigned)status);
	play_check(&p, !play_shows(t, "%") && !play_shows(t, STOPPED), "not stopped: says that it was");
	tty_close(t);
	play_check(&p, play_count(&p, "SELECT count(*) FROM person WHERE name = '周快'") == 1, "not stopped: not in");
}

/* A list of which one row is another's. */
static void write_long(int at, const char *name)
{
	char list[700];
	snprintf(list, sizeof list, "%s/home/long.csv", p.work);
	FILE *f = fopen(list, "w");
	if (f == NULL)
		exit(2);
	fprintf(f, "户编号,姓名,与户主关系\n");
	for (int i = 1; i < 2000; i++)
		fprintf(f, "%d,%s,户主\n", i, i == at ? name : "王芳");
	fclose(f);
}

/* Up to the first frame that shows it. */
static struct tty *look_at_list(const char *when)
{
	struct tty *t = play_start(&p, NULL, "zh", 24, 80);
	play_check(&p, tty_settle(t), "%s: the program did not start", when);
	play_keys(&p, t, "I Down Enter");
	play_check(&p, tty_key_ready(t, "Enter"), "%s: ended the program", when);
	play_sees(&p, t, PART, when);
	return t;
}

/* The wizard shows a long list after its first rows; while more are judged every key is answered. That ends by itself:
 * others write meanwhile, keys do not begin it anew. Esc leaves. */
static void a_long_list_is_judged_behind(void)
{
	const char *when = "a long list";
	play_fresh(&p, "demo");
	play_do(&p, endless);
	write_long(1500, "周慢");
	struct tty *t = look_at_list(when);
	tty_key_ready(t, "Tab");
	play_sees(&p, t, "新增", "its first rows");
	tty_key_ready(t, "F2");
	play_sees(&p, t, "其余的边导边核对", "what is asked before it was judged to the end");
	tty_key_ready(t, "n");
	play_check(&p, tty_settle(t), "%s: is judged without an end", when);
	play_sees(&p, t, PART_ONLY, when);
	play_do(&p, "DROP TRIGGER endless; DROP VIEW endless");
	play_keys(&p, t, "Tab");
	play_sees(&p, t, PART_ONLY, "a key after it was judged long enough");
	play_check(&p, tty_key(t, "Esc"), "%s: Esc ended the program", when);
	play_check(&p, !play_shows(t, PART_ONLY), "%s: Esc does not leave it", when);
	play_leave(&p, t);
	play_check(&p, play_count(&p, "SELECT count(*) FROM person WHERE name = '王芳'") == 0, "%s: was taken in",
		   when);
}

/* What ends it is no row's fault. */
static void judging_that_fails_is_over(void)
{
	const char *when = "judging that fails";
	play_fresh(&p, "demo");
	play_do(&p, "CREATE TRIGGER large BEFORE INSERT ON person WHEN NEW.name = '周慢' "
		    "BEGIN SELECT length(hex(zeroblob(2000000000))); END");
	write_long(1500, "周慢");
	struct tty *t = look_at_list(when);
	play_check(&p, tty_settle(t), "%s: ended the program", when);
	play_check(&p, !play_shows(t, PART), "%s: is said to go on", when);
	play_sees(&p, t, PART_ONLY, when);
	play_leave(&p, t);
}

int main(int argc, char **argv)
{
	if (argc != 4) {
		fprintf(stderr, "tty_stop PROGRAM SCREENS_DIR TESTS_DIR\n");
		return 2;
	}
	play_open(&p, argv[1], argv[2], "stop");
	an_import_is_stopped(false);
	an_import_is_stopped(true);
	one_that_is_not_goes_on();
	a_long_list_is_judged_behind();
	judging_that_fails_is_over();
	return play_close(&p, "Ctrl-C at a command takes back what it did");
}

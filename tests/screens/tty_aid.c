/* Proves the term's aid as a cadre works at it: a family told from Today in few keys; a locked list that refuses its
 * form with the one sentence; and the whole way of a list: verified, applied for, reviewed, posted, locked, reported,
 * paid, told, and paid later where a student comes late.
 *
 *   tty_aid PROGRAM SCREENS_DIR TESTS_DIR */
#include "screens/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TERM "'2020-2'"
#define UNTOLD \
	"SELECT count(DISTINCT person_id) FROM aid a WHERE term = " TERM " AND state IN ('paid', 'backpaid') AND " \
	"deleted_on IS NULL AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.person_id = a.person_id AND n.term " \
	"= " \
	"a.term AND n.deleted_on IS NULL)"

static struct play p;

/* ---- told ---- */

static void told_from_today(void)
{
	static const char keys[] = "y y Down Down Space Down Space Enter";
	struct tty *t = play_begin(&p);
	long long before = play_count(&p, UNTOLD);
	int pressed = 1;
	/* A key on a visit's row tells nobody: it goes to a family that waits. */
	play_keys(&p, t, "Home y");
	play_sees(&p, t, "再按 y", "the first key goes to the line of a family");
	play_sees(&p, t, ">告知", "the first key goes to the line of a family");
	play_keys(&p, t, "Enter");
	play_check(&p, play_count(&p, UNTOLD) == before, "a family was told unseen");
	play_keys(&p, t, "Esc Home");
	for (const char *s = keys; *s != '\0'; s++)
		pressed += *s == ' ';
	play_keys(&p, t, keys);
	play_check(&p, pressed <= 8 && before > 0 && play_count(&p, UNTOLD) == before - 1,
		   "%d keys: %lld waited, then %lld", pressed, before, play_count(&p, UNTOLD));
	play_check(&p,
		   play_count(&p, "SELECT count(*) FROM notification WHERE notified_on = '" PLAY_TODAY
				  "' AND school_seal = 1 AND student_signed = 1 AND way = '致家长的一封信'") == 1,
		   "the letter is not as it was said");
	play_keys(&p, t, "u");
	play_check(&p, play_count(&p, UNTOLD) == before, "telling a family is not taken back");
	play_leave(&p, t);
}

/* The same in the form that Enter opens on the item of Today. */
static void told_in_its_form(void)
{
	struct tty *t = play_begin(&p);
	long long before = play_count(&p, UNTOLD);
	play_keys(&p, t, "End");
	for (int i = 0; i < 40 && !play_shows(t, ">告知"); i++)
		play_keys(&p, t, "Up");
	play_keys(&p, t, "Enter F2");
	play_check(&p, play_count(&p, UNTOLD) == before - 1, "Enter and F2 on an item of Today tell nobody");
	play_leave(&p, t);
}

/* ---- the lock ---- */

/* The spring's list of the sample village is closed. */
static void locked_form(void)
{
	static const char sum[] = "SELECT sum(amount) FROM aid WHERE deleted_on IS NULL AND term = '2020-1'";
	struct tty *t = play_begin(&p);
	long long before = play_count(&p, sum);
	play_keys(&p, t, "C <");
	play_sees(&p, t, "2020春  已锁定", "a term whose list is closed");
	play_keys(&p, t, "Down Left Enter Enter");
	play_field(&p, t, "金额");
	play_keys(&p, t, "Ctrl-U");
	play_type(t, "9999");
	play_keys(&p, t, "F2");
	play_sees(&p, t, "资助名单已锁定", "an edit of a locked list");
	play_check(&p, play_count(&p, sum) == before, "a locked list was changed");
	play_keys(&p, t, "Esc Down Down Enter Esc"); /* what was typed is thrown away */
	play_sees(&p, t, "2020春  已锁定", "back from the form");
	play_keys(&p, t, "x Enter");
	play_sees(&p, t, "解锁要写明原因", "no reason given");
	play_check(&p,
		   play_count(&p, "SELECT count(*) FROM term_lock WHERE unlocked_on IS NULL AND term = '2020-1'") == 1,
		   "a list was unlocked without a reason");
	play_type(t, "补录漏报的学生");
	play_keys(&p, t, "Enter");
	play_check(&p,
		   play_count(&p, "SELECT count(*) FROM term_lock WHERE unlocked_on = '" PLAY_TODAY
				  "' AND unlock_reason = '补录漏报的学生' AND term = '2020-1'") == 1,
		   "a list was not unlocked with a reason");
	play_leave(&p, t);
}

/* ---- the way of a list ---- */

static long long aid_in(const char *state)
{
	char sql[256];
	snprintf(sql, sizeof sql,
		 "SELECT count(*) FROM aid WHERE term = " TERM " AND posted_at = '%s' AND state = '%s'", "村务公开栏",
		 state);
	return play_count(&p, sql);
}

static void verify_all(struct tty *t)
{
	play_keys(&p, t, "C End Left Left Left Left Enter * V");
	play_type(t, "王老师");
	play_keys(&p, t, "Enter Enter");
	play_check(&p,
		   play_count(&p, "SELECT count(*) FROM enrolment WHERE deleted_on IS NULL AND verified_on IS NULL AND "
				  "term = " TERM) == 0 &&
			   play_count(&p, "SELECT count(*) FROM enrolment WHERE verified_by = '王老师'") > 0,
		   "students ticked are not verified");
}

static void apply_and_post(struct tty *t, long long missing)
{
	play_keys(&p, t, "Esc Right Right Right Right Enter * n Ctrl-U");
	play_type(t, "2020-11-09");
	play_keys(&p, t, "Enter m Enter Enter"); /* reviewed today: then a posting that is over is refused */
	play_keys(&p, t, "m Enter Ctrl-U");
	play_type(t, "2020-11-10");
	play_keys(&p, t, "Enter Ctrl-U");
	play_type(t, "2020-11-20");
	play_keys(&p, t, "Enter");
	play_type(t, "村务公开栏");
	play_keys(&p, t, "Enter");
	play_sees(&p, t, "日期先后不对", "posted before it was reviewed");
	play_check(&p, aid_in("posted") == 0, "posted before it was reviewed");
	play_keys(&p, t, "Esc m Down Down Enter Enter m Enter Ctrl-U");
	play_type(t, "2020-11-10");
	play_keys(&p, t, "Enter m Enter Ctrl-U");
	play_type(t, "2020-11-10");
	play_keys(&p, t, "Enter Ctrl-U");
	play_type(t, "2020-11-20");
	play_keys(&p, t, "Enter");
	play_type(t, "村务公开栏");
	play_keys(&p, t, "Enter");
	play_check(&p, aid_in("posted") == missing, "%lld of %lld are posted", aid_in("posted"), missing);
}

static void lock_and_pay(struct tty *t, long long missing)
{
	play_keys(&p, t, "Esc x Enter");
	play_check(&p, aid_in("locked") == missing, "%lld of %lld are locked", aid_in("locked"), missing);
	play_keys(&p, t, "Enter * m Enter Enter");
	play_check(&p, aid_in("reported") == missing, "%lld of %lld are reported", aid_in("reported"), missing);
	play_keys(&p, t, "m Enter Enter");
	play_check(&p, aid_in("paid") == missing, "%lld of %lld are paid", aid_in("paid"), missing);
	play_check(&p,
		   play_count(&p,
			      "SELECT count(*) FROM aid WHERE posted_at IS NOT NULL AND term = " TERM
			      " AND applied_on = '2020-11-09' AND reviewed_on = '2020-11-10"
			      "' AND posted_on = '2020-11-10' AND posted_to = '2020-11-20' AND locked_on = '" PLAY_TODAY
			      "' AND reported_on = '" PLAY_TODAY "' AND paid_on = '" PLAY_TODAY "'") == missing,
		   "the days of the steps are not there");
}

static void tell_all(struct tty *t)
{
	play_keys(&p, t, "Esc");
	play_sees(&p, t, "未发放 0", "all that is due is paid");
	play_keys(&p, t, "Right Right Enter * y Enter");
	play_check(&p, play_count(&p, UNTOLD) == 0, "%lld families were not told", play_count(&p, UNTOLD));
}

/* A student comes onto the roll after the lock. */
static void late_student(struct tty *t)
{
	play_do(&p,
		"CREATE TEMP TABLE t AS SELECT p.* FROM person p JOIN enrolment e ON e.person_id = p.id WHERE "
		"e.term = " TERM " AND e.school_stage = '学前' AND e.deleted_on IS NULL LIMIT 1;"
		"CREATE TEMP TABLE u AS SELECT e.* FROM enrolment e WHERE e.person_id = (SELECT id FROM t) AND e.term "
		"= " TERM ";"
		"UPDATE t SET id = 9000000000001, name = '李新', id_no = NULL;"
		"UPDATE u SET id = 9000000000002, person_id = 9000000000001;"
		"INSERT INTO person SELECT * FROM t; INSERT INTO enrolment SELECT * FROM u;");
	play_keys(&p, t, "Esc F5 Left Left Enter");
	play_sees(&p, t, "李新", "a student who came late");
	play_keys(&p, t, "n Enter");
	play_check(&p,
		   play_count(&p,
			      "SELECT count(*) FROM aid WHERE person_id = 9000000000001 AND backpay = 1 AND state = "
			      "'reviewed'") == 1,
		   "no back-payment was begun in a locked term");
	play_keys(&p, t, "m");
	play_type(t, "补发");
	play_keys(&p, t, "Enter Enter");
	play_check(&p,
		   play_count(&p, "SELECT count(*) FROM aid WHERE person_id = 9000000000001 AND state = 'backpaid' AND "
				  "paid_on = '" PLAY_TODAY "' AND amount > 0") == 1,
		   "the late student is not paid");
}

static void way_of_a_list(void)
{
	struct tty *t = play_begin(&p);
	play_do(&p,
		"UPDATE aid SET deleted_on = '2020-11-01' WHERE term = " TERM " AND state NOT IN ('paid', 'backpaid');"
		"UPDATE enrolment SET verified_on = NULL, verified_by = NULL WHERE term = " TERM
		" AND school_stage = '初中'");
	play_keys(&p, t, "C End Enter");
	char *screen = tty_screen(t), *at = strstr(screen, " 人项");
	while (at != NULL && at > screen && at[-1] >= '0' && at[-1] <= '9')
		at--;
	long long missing = at != NULL ? atoll(at) : 0;
	free(screen);
	play_check(&p, missing > 0, "nobody misses anything in the sample village");
	play_keys(&p, t, "Esc");
	verify_all(t);
	apply_and_post(t, missing);
	lock_and_pay(t, missing);
	tell_all(t);
	late_student(t);
	play_leave(&p, t);
	play_verify(&p, "the way of a list");
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	play_open(&p, argv[1], argv[2], "aid");
	told_from_today();
	told_in_its_form();
	locked_form();
	way_of_a_list();
	return play_close(&p,
			  "told in 8 keys; a locked list refuses; verified, applied, posted, locked, paid, told, paid "
			  "later");
}

/* Between keys: work that lasts does not keep those waiting who wait for a second without a key. */
#include "office_fixture.h"

#include "../../src/tui/app_internal.h"
#include "base/clock.h"

#include <sys/wait.h>
#include <unistd.h>

static struct screens *screens;
static int worked, rested;

static bool always(const struct view *v)
{
	(void)v;
	return true;
}

static int work(struct view *v, struct app *a, struct err *e)
{
	(void)v, (void)a, (void)e;
	worked++;
	return 0;
}

static unsigned rest(struct view *v, struct app *a)
{
	(void)v, (void)a;
	rested++;
	return EFFECT_NONE;
}

static const struct view_ops working = { .name = "work", .wants_work = always, .work = work };
static const struct view_ops waiting = { .name = "wait", .wants_idle = always, .idle = rest };

/* Nobody types. */
static void no_keys(int *writer)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
	*writer = ends[1];
}

static void they_have_their_turn_between_steps(void **state)
{
	struct view below = { .ops = &waiting, .loaded = true };
	struct view top = { .ops = &working, .loaded = true, .below = &below };
	struct app a = { .office = *state, .top = &top, .quiet = clock_ms() + 100000 };
	int writer;

	no_keys(&writer);
	worked = rested = 0;
	app_work(&a);
	assert_int_equal(worked, 1);
	assert_int_equal(rested, 0); /* a key came just now */
	a.quiet = clock_ms() - 1000;
	app_work(&a);
	assert_int_equal(worked, 2);
	assert_int_equal(rested, 1);
	assert_true(clock_ms() - a.quiet < 100000); /* and begins anew */
	assert_int_equal(write(writer, "k", 1), 1);
	a.quiet = clock_ms() - 1000;
	app_work(&a);
	assert_int_equal(worked, 3);
	assert_int_equal(rested, 1); /* the key comes first */
	close(writer);
}

/* The end of the day's copy is seen while the numbers of a district are still counted. */
static void the_end_of_the_copy_is_seen(void **state)
{
	static const char *const argv[] = { "sh", "-c", "echo bangfu: no room >&2; exit 2", NULL };
	struct view top = { .ops = &working, .loaded = true };
	struct app a = { .office = *state, .screens = screens, .top = &top, .quiet = clock_ms() - 1000 };
	siginfo_t info;
	int writer;

	no_keys(&writer);
	assert_true(child_begin(&a.copying, "/bin/sh", argv));
	assert_int_equal(waitid(P_PID, (id_t)a.copying.pid, &info, WEXITED | WNOWAIT), 0);
	app_work(&a);
	assert_int_equal(a.copying.pid, 0);
	assert_non_null(strstr(a.message, "no room"));
	close(writer);
}

static int open_screens(void **state)
{
	struct err e;

	(void)state;
	return screens_open(&screens, "screens", LANG_ZH, &e);
}

static int close_screens(void **state)
{
	(void)state;
	screens_close(&screens);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(they_have_their_turn_between_steps, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(the_end_of_the_copy_is_seen, fixture_open, fixture_close),
	};

	return cmocka_run_group_tests_name("tui/idle", tests, open_screens, close_screens);
}

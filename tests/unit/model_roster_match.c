/* Who is who over several lists, one thing at a time. The planted truth is in model_roster_planted.c. */
#include "office_fixture.h"

#include "base/idno.h"
#include "model/roster_match.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct match_entry entry(int side, const char *name, const char *id, const char *birth, const char *village)
{
	struct match_entry e = { .name = name, .village = village, .side = (unsigned char)side };

	strcpy(e.birth, birth);
	match_entry_id(&e, id, FIXTURE_TODAY);
	return e;
}

#define BOY "990101201008151236"

static void an_id_is_read(void **state)
{
	static const struct {
		const char *text, *id;
		int state;
		unsigned kept;
	} ids[] = {
		{ "", "", MATCH_ID_NONE, 0 },
		{ "无", "", MATCH_ID_NONE, 0 },
		{ "999999201008151239", "", MATCH_ID_NONE, 0 },
		{ BOY, BOY, MATCH_ID_SOUND, 18 },
		{ "'９90101 20100815 1236", BOY, MATCH_ID_SOUND, 18 },
		{ "99010119881231457241", "990101198812314572", MATCH_ID_SOUND, 18 },
		{ "99010119881231457241B1", "990101198812314572", MATCH_ID_SOUND, 18 },
		{ "990101201008151237", "990101201008151237", MATCH_ID_BAD, 18 },
		{ "990101201008151000", "990101201008151000", MATCH_ID_LOST, 15 },
		{ "9.90101201008151E+17", "990101201008151", MATCH_ID_LOST, 15 },
		{ "9.90101200408030976E+17", "990101200408031", MATCH_ID_LOST, 15 }, /* the double of …031000 */
		{ "990101200408030976", "990101200408030976", MATCH_ID_BAD, 18 },    /* or a typing error */
		{ "9.90101200408031872E+17", "990101200408031", MATCH_ID_LOST, 15 }, /* of all 18 digits */
		{ "9.9010120040803E+17", "99010120040803", MATCH_ID_LOST, 13 },
		{ "9.90101E+17", "990101", MATCH_ID_LOST, 5 },
		{ "9.90101201008151E+17", "990101201008151", MATCH_ID_LOST, 15 },
		{ "990101********1236", "990101********1236", MATCH_ID_MASKED, 18 },
		{ "99010120100815123", "99010120100815123", MATCH_ID_BAD, 17 },
		{ "12345", "", MATCH_ID_NONE, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(ids); i++) {
		struct match_entry e = entry(0, "", ids[i].text, "", "");

		assert_string_equal(e.id, ids[i].id);
		assert_int_equal(e.state, ids[i].state);
		assert_int_equal(e.kept, ids[i].kept);
	}
}

static void what_is_left_of_an_id(void **state)
{
	static const struct {
		const char *a, *b;
		int rest;
	} pairs[] = {
		{ BOY, "", REST_UNKNOWN },
		{ BOY, "990101201008151000", REST_AGREES },
		{ BOY, "9.90101E+17", REST_UNKNOWN },
		{ BOY, "9.80101E+17", REST_CONTRADICTS },
		{ BOY, "990101201003151236", REST_AGREES },  /* one digit */
		{ BOY, "990101201080151236", REST_AGREES },  /* two turned */
		{ BOY, "99010120100851236", REST_AGREES },   /* one dropped */
		{ BOY, "9901012010081512336", REST_AGREES }, /* one doubled */
		{ BOY, "990101********1236", REST_UNKNOWN },
		{ BOY, "990101********1246", REST_CONTRADICTS },
		{ BOY, "990101201511031236", REST_CONTRADICTS },
		{ "990101200408031233", "990101200408030976", REST_AGREES }, /* as a spreadsheet stored it */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct match_entry a = entry(0, "", pairs[i].a, "", ""), b = entry(1, "", pairs[i].b, "", "");

		assert_int_equal(match_rest(&a, &b), pairs[i].rest);
		assert_int_equal(match_rest(&b, &a), pairs[i].rest);
	}
}

static struct match_result run(const struct match_entry *e, size_t n, const struct match_said *said, size_t n_said)
{
	struct match_result r;

	roster_match(e, n, said, n_said, NULL, &r);
	return r;
}

/* Two of one name and birth on one side: the third is asked about, with both as candidates. */
static void never_the_first_of_several(void **state)
{
	struct match_entry e[] = {
		entry(0, "张伟", BOY, "", "v"),
		entry(0, "张伟", "", "2010-08-15", "v"),
		entry(1, "张伟", "", "2010-08-15", "v"),
	};
	struct match_result r = run(e, 3, NULL, 0);

	(void)state;
	assert_int_equal(r.n_groups, 3);
	assert_int_equal(r.n_suspicions, 2);
	match_result_release(&r);
	/* A person says which; that the first list has both, may be one person twice. */
	r = run(e, 3, &(struct match_said){ 1, 2, true }, 1);
	assert_int_equal(r.n_groups, 2);
	assert_int_equal(r.n_suspicions, 1);
	match_result_release(&r);
	/* Or that it is neither. */
	r = run(e, 3, (struct match_said[]){ { 0, 2, false }, { 1, 2, false } }, 2);
	assert_int_equal(r.n_groups, 3);
	assert_int_equal(r.n_suspicions, 0);
	match_result_release(&r);
}

/* A spreadsheet kept 15 digits of everybody's number: name and the birth in it say who is who. */
static void lost_digits_and_twins(void **state)
{
	struct match_entry e[] = {
		entry(0, "马立春", "99010120040803101X", "", "v"),
		entry(0, "马立夏", "990101200408031036", "", "v"),
		entry(1, "马立夏", "9.90101200408030976E+17", "", "v"),
		entry(1, "马立秋", "9.90101200408031E+17", "", "v"),
	};
	struct match_result r;

	(void)state;
	for (int i = 0; i < 2; i++) {
		e[i].id[17] = idno_check_digit(e[i].id);
		e[i].state = MATCH_ID_SOUND;
		strcpy(e[i].birth, "2004-08-03");
	}
	assert_string_equal(e[3].birth, "2004-08-03");
	r = run(e, 4, NULL, 0);
	assert_int_equal(r.n_groups, 3);
	assert_int_equal(r.group[1], r.group[2]);
	assert_int_equal(r.n_suspicions, 0); /* neither 马立春 nor 马立夏 is 马立秋 */
	match_result_release(&r);
}

static void said_two_are_not_linked(void **state)
{
	struct match_entry e[] = { entry(0, "张伟", BOY, "", "v"), entry(1, "张伟", "", "2010-08-15", "v") };
	struct match_result r = run(e, 2, NULL, 0);

	(void)state;
	assert_int_equal(r.n_groups, 1);
	match_result_release(&r);
	r = run(e, 2, &(struct match_said){ 1, 0, false }, 1);
	assert_int_equal(r.n_groups, 2);
	assert_int_equal(r.n_suspicions, 0);
	match_result_release(&r);
}

/* Two sound numbers in two lists, and a third row that both could be. */
static void two_sound_ids_are_never_joined(void **state)
{
	struct match_entry e[] = {
		entry(0, "张伟", BOY, "", "v"),
		entry(1, "张伟", "990101201008155536", "2010-08-15", "v"),
		entry(2, "张伟", "", "2010-08-15", "v"),
	};
	struct match_result r;

	(void)state;
	e[1].id[17] = idno_check_digit(e[1].id);
	e[1].state = MATCH_ID_SOUND;
	r = run(e, 3, NULL, 0);
	assert_int_equal(r.n_groups, 3);
	assert_int_equal(r.n_suspicions, 3);
	match_result_release(&r);
}

static bool third_time(void *asked)
{
	return ++*(int *)asked == 3;
}

static void it_stops_when_asked_to(void **state)
{
	enum { MANY = 2000 };
	struct match_entry *e = test_calloc(MANY, sizeof(*e));
	struct match_result r;
	int asked = 0;
	struct match_course course = { .stop = third_time, .arg = &asked };

	(void)state;
	for (int i = 0; i < MANY; i++)
		e[i] = entry(i % 2, "张伟", "", "2010-08-15", "v");
	roster_match(e, MANY, NULL, 0, &course, &r);
	assert_true(course.stopped);
	assert_int_equal(asked, 3); /* and not asked again */
	match_result_release(&r);
	test_free(e);
}

static void nothing_at_all(void **state)
{
	struct match_entry e[] = { entry(0, "", "", "", ""), entry(1, "", "", "", "") };
	struct match_result r = run(e, 0, NULL, 0);

	(void)state;
	assert_int_equal(r.n_groups, 0);
	match_result_release(&r);
	r = run(e, 2, NULL, 0);
	assert_int_equal(r.n_groups, 2);
	assert_int_equal(r.n_suspicions, 0);
	match_result_release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_id_is_read),
		cmocka_unit_test(what_is_left_of_an_id),
		cmocka_unit_test(never_the_first_of_several),
		cmocka_unit_test(lost_digits_and_twins),
		cmocka_unit_test(said_two_are_not_linked),
		cmocka_unit_test(two_sound_ids_are_never_joined),
		cmocka_unit_test(it_stops_when_asked_to),
		cmocka_unit_test(nothing_at_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

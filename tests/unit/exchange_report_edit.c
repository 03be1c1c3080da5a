/* What a person's words in a report become when the numbers change. */
#include "unit/report_fixture.h"

static void edited_words_stay_and_numbers_go_on(void **state)
{
	struct office *o = *state;
	struct report r;

	two_trainings(o);
	edits(o, "sum", "今年办了2次班，参加近200人次（实到176人次），花50.5575万元，比3个邻村多。");
	reads(o, "2020", "sum", "今年办了2次班，参加近200人次（实到176人次），花50.5575万元，比3个邻村多。");
	training(o, "2020-08-01", "残疾人培训", "#24", "#1", "#42500");
	reads(o, "2020", "sum", "今年办了3次班，参加近200人次（实到200人次），花50.6万元，比3个邻村多。");
	/* Edited again, the numbers changed once more: those now there are the old ones. */
	edits(o, "sum", "花50.6万元，办3次班，到200人次。");
	training(o, "2020-09-01", "残疾人培训", "#1", NULL, "#500000");
	reads(o, "2020", "sum", "花51.1万元，办4次班，到201人次。");
	reads(o, "2019", "sum", "举办1次，40人次，其中40人次，占100%（40/40），花0.0001万元。");
	make(o, "2020", &r);
	assert_true(paragraph(&r, "sum")->edited);
	assert_int_equal(r.number[0].metric, 3); /* still opens what it counts */
	report_release(&r);
	/* A number somebody changed is his. */
	edits(o, "kinds", "其中：农村实用技术112人次、残疾人90人次。");
	training(o, "2020-09-02", "残疾人培训", "#1", NULL, NULL);
	training(o, "2020-09-02", "农村实用技术", "#8", NULL, NULL);
	reads(o, "2020", "kinds", "其中：农村实用技术120人次、残疾人90人次。");
	edits(o, "kinds", "");
	reads(o, "2020", "kinds", "其中：农村实用技术120人次、残疾人培训90人次。");
}

static void the_month_goes_on_in_edited_words(void **state)
{
	struct office *o = *state;

	edits(o, "last", "数据截至11月底，共3页。");
	clock_freeze("2020-12-20");
	reads(o, "2020", "last", "数据截至12月底，共3页。");
}

/* What the words around it say: not where it stands among the others. */
static void a_number_is_known_by_its_words(void **state)
{
	struct office *o = *state;
	struct report r;

	two_trainings(o);
	edits(o, "sum", "花50.5575万元，其中60人次，今年举办2次（共176人次），居全县2个局前列。");
	training(o, "2020-08-01", "残疾人培训", "#24", "#1", "#42500");
	reads(o, "2020", "sum", "花50.6万元，其中61人次，今年举办3次（共200人次），居全县2个局前列。");
	make(o, "2020", &r);
	assert_int_equal(r.n_warnings, 0);
	report_release(&r);
}

static void doubt_is_a_warning(void **state)
{
	struct office *o = *state;
	struct report r;

	two_trainings(o);
	edits(o, "some", "有贫困户60人次，邻村有贫困户60人次。");
	make(o, "2020", &r);
	assert_int_equal(r.n_warnings, 0); /* nothing changed yet */
	report_release(&r);
	training(o, "2020-08-01", "残疾人培训", "#24", "#1", NULL);
	make(o, "2020", &r);
	assert_int_equal(r.n_warnings, 0); /* its beginning is the one of the sentence */
	report_release(&r);
	edits(o, "some", "今年61人次，去年61人次。");
	edits(o, "sum", "共3个乡。");
	training(o, "2020-08-02", "残疾人培训", "#24", "#1", NULL);
	make(o, "2020", &r);
	assert_string_equal(paragraph(&r, "some")->text, "今年61人次，去年61人次。");
	assert_string_equal(paragraph(&r, "sum")->text, "共3个乡。");
	assert_int_equal(r.n_warnings, 2);
	assert_non_null(strstr(r.warning[1], "有贫困户 61→62"));
	assert_non_null(strstr(r.warning[0], "举办 3→4"));
	assert_string_equal(r.paragraph[r.warning_of[1]].key, "some");
	report_release(&r);
	edits(o, "some", "今年62人次。"); /* looked at */
	edits(o, "sum", "共3个乡镇。");
	make(o, "2020", &r);
	assert_int_equal(r.n_warnings, 0);
	report_release(&r);
}

/* However the clauses are put, with whatever equal numbers of his own: those stay, the others follow or are told. */
static void own_numbers_never_change_unseen(void **state)
{
	static const char *const clause[] = { "举办%lld次", "共有%lld人次", "贫困户%lld人次", "办班%lld次",
					      "其中%lld人次是贫困户" };
	static const char *const own[] = { "居全县%lld个局前列", "邻村%lld户", "走了%lld里路", "比%lld个乡多" };
	struct office *o = *state;
	unsigned seed = 7;

	for (int round = 0; round < 60; round++) {
		struct buf body = BUF_INIT, wanted[4] = { BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT };
		int64_t n[3];
		struct report r;

		training(o, "2020-03-01", "农村实用技术", "#3", "#1", NULL);
		n[0] = count(o, "SELECT count(*) FROM training");
		n[1] = count(o, "SELECT sum(attendees) FROM training");
		n[2] = count(o, "SELECT sum(of_poor) FROM training");
		edits(o, "sum", "");
		for (int k = 0; k < 6; k++) {
			unsigned x = (seed = seed * 1103515245 + 12345) >> 16;
			size_t at = body.n, c = x / 2 % 5;

			if (x % 2)
				buf_addf(&body, clause[c], (long long)n[c % 3]);
			else
				buf_addf(&body, own[x / 2 % 4], (long long)n[x / 8 % 3]);
			if (x % 2 == 0 && k < 4)
				buf_add(&wanted[k], body.s + at, body.n - at);
			buf_adds(&body, "，");
		}
		edits(o, "sum", body.s);
		training(o, "2020-03-02", "农村实用技术", "#3", "#1", NULL);
		make(o, "2020", &r);
		for (int k = 0; k < 4; k++) {
			if (wanted[k].n && !strstr(paragraph(&r, "sum")->text, wanted[k].s))
				fail_msg("%s\n%s", body.s, paragraph(&r, "sum")->text);
			buf_release(&wanted[k]);
		}
		report_release(&r);
		buf_release(&body);
	}
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_all, close_all)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(edited_words_stay_and_numbers_go_on), T(the_month_goes_on_in_edited_words),
		T(a_number_is_known_by_its_words),      T(doubt_is_a_warning),
		T(own_numbers_never_change_unseen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

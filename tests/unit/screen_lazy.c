/* What is read when it is asked for is what a reader of everything finds, in whatever order it is asked for; what
 * nobody asks for is not read; and what is broken is met by who asks for it and by nobody else. */
#include "base/buf.h"
#include "base/mem.h"
#include "screen/load.h"
#include "screen/words.h"

#include "screen_fixture.h"

#define ROUNDS 6

static uint64_t state_now = 6;

static uint32_t random_below(uint32_t n)
{
	state_now = state_now * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state_now >> 33) % n;
}

static const char *or_none(const char *s)
{
	return s ? s : "-";
}

static void put_field(struct buf *b, const struct field *f)
{
	buf_addf(b, "%s|%s|%s|%s|%d|%d|%d|%d|%d|%s|%s|%s|%s|%s|%s|%s|%d\n", f->name, f->label, f->label_zh, f->help,
		 (int)f->type, (int)f->required, (int)f->privacy, f->handbook, f->custom,
		 f->choices ? f->choices->name : "-", or_none(f->unit), f->precision, f->table, f->sql,
		 or_none(f->visible_if), f->alias, f->line);
	buf_addf(b, "%s %s %zu\n", or_none(f->yesno ? f->yesno->name : NULL),
		 or_none(f->season ? f->season->name : NULL), f->n_conditions);
}

static void put_form(const struct screens *s, const char *name, struct buf *b)
{
	const struct form *f = screens_form(s, name);

	assert_non_null(f);
	buf_addf(b, "%s %s %s %s %s %d %s\n", f->file, f->table, f->title, f->parent, f->key, f->chapter, f->version);
	for (size_t i = 0; i < f->n_fields; i++)
		put_field(b, &f->field[i]);
	buf_addf(b, "%s\n", screens_form_of_table(s, f->table)->name);
}

static void put_list(const struct screens *s, const char *name, struct buf *b)
{
	const struct list_def *d = screens_list(s, name);

	assert_non_null(d);
	buf_addf(b, "%s %s %s %s %s %s %d\n", d->file, d->title, d->from, d->key, or_none(d->where), d->form, d->menu);
	for (size_t i = 0; i < d->n_columns; i++) {
		buf_addf(b, "%s %d ", d->column[i].sql, d->column[i].width);
		put_field(b, &d->column[i].as);
	}
}

static void put_table(const struct screens *s, const char *name, struct buf *b)
{
	const struct table_def *d = screens_table(s, name);

	assert_non_null(d);
	buf_addf(b, "%s %s %s %s %s %zu\n", d->file, d->title, d->from, d->profile, d->period, d->n_groups);
	for (size_t i = 0; i < d->n_columns; i++)
		put_field(b, &d->column[i].as);
}

static void put_report(const struct screens *s, const char *name, struct buf *b)
{
	const struct report_def *d = screens_report(s, name);

	assert_non_null(d);
	buf_addf(b, "%s %s %s\n", d->file, d->title, d->kind);
	for (size_t i = 0; i < d->n_metrics; i++)
		buf_addf(b, "%s %s %s %s\n", d->metric[i].name, d->metric[i].label, d->metric[i].rows,
			 d->metric[i].unit_word);
	for (size_t i = 0; i < d->n_paragraphs; i++)
		buf_addf(b, "%s %d\n", d->paragraph[i].text, (int)d->paragraph[i].privacy);
}

static void put_chart(const struct screens *s, const char *name, struct buf *b)
{
	const struct chart_def *d = screens_chart(s, name);

	assert_non_null(d);
	buf_addf(b, "%s %s %s %zu\n", d->file, d->title, d->sql, d->n_series);
}

static void put_letter(const struct screens *s, const char *name, struct buf *b)
{
	const struct letter_def *d = screens_letter(s, name);

	assert_non_null(d);
	buf_addf(b, "%s %zu %s\n", d->title, d->n, d->paragraph[0].text);
}

static void put_choices(const struct screens *s, const char *name, struct buf *b)
{
	const struct choice_list *l = screens_choices(s, name);

	assert_non_null(l);
	buf_addf(b, "%s %s\n", l->name, l->title);
	for (size_t i = 0; i < l->n; i++) {
		const struct choice *c = &l->choice[i];

		buf_addf(b, "%s %s %s %s %d %s\n", c->code, c->label, c->shown, c->aliases, c->closed,
			 choice_find(l, c->shown)->label);
	}
}

static void put_word(const struct screens *s, const char *name, struct buf *b)
{
	buf_addf(b, "%d %s\n", words_has(s, name), words_get(s, name));
}

static void put_role(const struct screens *s, const char *name, struct buf *b)
{
	buf_adds(b, or_none(screens_role(s, name)));
}

static void put_handbook(const struct screens *s, const char *name, struct buf *b)
{
	const struct handbook_field *f;
	const struct chapter *c;
	size_t n = screens_handbook(s, &f), chapters;

	(void)name;
	for (size_t i = 0; i < n; i++)
		buf_addf(b, "%s %s %s %s %d\n", f[i].table, f[i].column, f[i].section, or_none(f[i].unless),
			 f[i].custom);
	chapters = screens_chapters(s, &c);
	for (size_t i = 0; i < chapters; i++)
		buf_addf(b, "%d %s\n", c[i].number, c[i].form->name);
}

static void put_singles(const struct screens *s, const char *name, struct buf *b)
{
	const struct key_binding *key;
	const struct colour *colour;
	const struct check_def *check;
	const struct threshold_def *limit;
	const struct stage *stage;
	const struct aid_item_def *item;
	struct demo_words demo;

	(void)name;
	for (size_t n = screens_keys(s, &key), i = 0; i < n; i++)
		buf_addf(b, "%s %s %s\n", key[i].request, key[i].keys, key[i].label);
	for (size_t n = screens_colours(s, &colour), i = 0; i < n; i++)
		buf_addf(b, "%s %d %d\n", colour[i].name, colour[i].fg, colour[i].bg);
	for (size_t n = screens_checks(s, &check), i = 0; i < n; i++)
		buf_addf(b, "%s %s %s\n", check[i].rule.id, check[i].rule.sql, check[i].message);
	for (size_t n = screens_thresholds(s, &limit), i = 0; i < n; i++)
		buf_addf(b, "%s %g %s\n", limit[i].key, limit[i].value, limit[i].label);
	for (size_t n = screens_stages(s, &stage), i = 0; i < n; i++)
		buf_addf(b, "%s %zu\n", stage[i].stage, stage[i].n);
	for (size_t n = screens_aid_items(s, &item), i = 0; i < n; i++)
		buf_addf(b, "%s %s\n", item[i].key, item[i].stages);
	screens_demo(s, &demo);
	for (int i = 0; i < WORDS_COUNT; i++)
		buf_addf(b, "%zu %s\n", demo.list[i].n, demo.list[i].n ? demo.list[i].item[0] : "");
	buf_addf(b, "%zu %s\n", demo.n_campaigns, demo.n_campaigns ? demo.campaign[0].key : "");
}

typedef void put_thing(const struct screens *s, const char *name, struct buf *b);
struct thing {
	put_thing *put;
	const char *name;
	struct buf told; /* by who read everything */
};
static struct thing *thing;
static size_t things;

static void add(put_thing *put, const char *name)
{
	thing = mem_grow(thing, things + 1, sizeof *thing);
	thing[things++] = (struct thing){ put, name, BUF_INIT };
}

static void list_things(const struct screens *s)
{
	static put_thing *const of_kind[FILE_KINDS] = {
		[FILE_FORM] = put_form,     [FILE_LIST] = put_list,   [FILE_TABLE] = put_table,
		[FILE_REPORT] = put_report, [FILE_CHART] = put_chart, [FILE_LETTER] = put_letter,
	};
	struct load *l = s->load;
	struct ini_index *ix = load_source(l, FILE_CHOICES)->index;

	for (size_t i = 0; i < l->n_sources; i++)
		if (of_kind[l->source[i].kind])
			add(of_kind[l->source[i].kind], l->source[i].name);
	for (size_t i = 0; i < s->n_words; i++)
		add(put_word, s->word[i].key);
	for (size_t i = 0; i < ini_index_count(ix); i++)
		add(put_choices, ini_index_section(ix, i, NULL, NULL)->id);
	add(put_choices, "threshold");
	for (size_t i = 0; i < s->n_roles; i++)
		add(put_role, s->role[i].role);
	add(put_role, "report.month");
	add(put_role, "term_shown.2");
	add(put_role, "nothing.such");
	add(put_handbook, "");
	add(put_singles, "");
}

static void shuffle(void)
{
	for (size_t i = things; i > 1; i--) {
		size_t k = random_below((uint32_t)i);
		struct thing t = thing[k];

		thing[k] = thing[i - 1];
		thing[i - 1] = t;
	}
}

static void same_in_any_order(enum lang lang)
{
	struct screens *all, *s;
	struct err e = { 0 };

	assert_int_equal(screens_load(&all, "screens", lang, &e), 0);
	list_things(all);
	assert_true(things > 2000);
	for (size_t i = 0; i < things; i++)
		thing[i].put(all, thing[i].name, &thing[i].told);
	for (int round = 0; round < ROUNDS; round++) {
		shuffle();
		assert_int_equal(screens_open(&s, "screens", lang, &e), 0);
		for (size_t i = 0; i < things; i++) {
			struct buf b = BUF_INIT;

			thing[i].put(s, thing[i].name, &b);
			if (strcmp(or_none(b.s), or_none(thing[i].told.s)) != 0)
				fail_msg("%s: %s, not %s", thing[i].name, b.s, thing[i].told.s);
			buf_release(&b);
		}
		assert_int_equal(screens_problem(s, &e), 0);
		screens_close(&s);
	}
	for (size_t i = 0; i < things; i++)
		buf_release(&thing[i].told);
	mem_free(thing);
	thing = NULL;
	things = 0;
	screens_close(&all);
}

static void test_same_in_any_order(void **state)
{
	(void)state;
	same_in_any_order(LANG_ZH);
	same_in_any_order(LANG_EN);
}

/* What the first screen needs: keys, colours, words, blanks of the handbook, one role, one list. */
static void test_a_start_reads_little(void **state)
{
	const struct handbook_field *f;
	const struct key_binding *key;
	const struct colour *colour;
	struct screens *s;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(screens_open(&s, "screens", LANG_ZH, &e), 0);
	assert_int_equal(s->load->count.files, 0);
	assert_int_equal(s->load->count.indexes, 1);
	assert_true(s->load->count.sections <= 1);
	assert_true(screens_keys(s, &key) > 50 && screens_colours(s, &colour) > 5 && screens_handbook(s, &f) > 20);
	assert_string_not_equal(words_get(s, "word.today"), "");
	assert_non_null(screens_role(s, "relation.head"));
	assert_non_null(screens_choices(s, "finding_level"));
	assert_int_equal(s->load->count.files, 2); /* keys and colours */
	assert_true(s->load->count.indexes < 80);  /* the heads of the forms */
	assert_true(s->load->count.sections < 200);
	screens_close(&s);
}

#define FORM_HEAD "[screen]\nkind = form\ntable = household\ntitle = 户\ntitle_en = Household\n"

static int open_base(void **state)
{
	if (fixture_open(state))
		return -1;
	fixture_put("choices.ini", CHOICES "[choice.bad]\ntitle = 坏\ntitle_en = Bad\nrole.x = 无此\n");
	fixture_put("words.ini", WORDS "[word.bad]\ntexd = 坏\n");
	fixture_put("form.good.ini", FORM_HEAD "[field.note]\nlabel = 备注\nlabel_en = N\ntype = text\n");
	fixture_put("form.bad.ini", FORM_HEAD "[field.note]\nlabel = 备注\nlabel_en = N\ntype = txt\n");
	fixture_put("form.uses.ini",
		    FORM_HEAD "[field.note]\nlabel = 备注\nlabel_en = N\ntype = choice\nchoices = bad\n");
	fixture_put("keys.ini", "no line\n");
	return 0;
}

static void met(const struct screens *s, const char *at)
{
	struct err e = { 0 };

	assert_int_equal(screens_problem(s, &e), -1);
	assert_string_equal(e.word, "SCREEN_BAD");
	assert_string_equal(e.arg[0], at);
	assert_int_equal(screens_problem(s, &e), 0); /* told once */
}

static void test_broken_is_met_where_it_is_asked_for(void **state)
{
	struct screens *s;
	const struct form *const *form;
	const struct key_binding *key;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(screens_open(&s, fixture_path, LANG_ZH, &e), 0);
	assert_non_null(screens_form(s, "good"));
	assert_non_null(screens_choices(s, "cause"));
	assert_string_equal(words_get(s, "word.saved"), "已保存{1}");
	assert_int_equal(screens_problem(s, &e), 0);
	for (int again = 0; again < 2; again++) { /* each time it is asked for */
		assert_null(screens_form(s, "bad"));
		met(s, "form.bad.ini:9");
		assert_null(screens_choices(s, "bad"));
		met(s, "choices.ini:36");
		assert_null(screens_form(s, "uses")); /* told of what is wrong itself */
		met(s, "choices.ini:36");
		assert_int_equal(screens_keys(s, &key), 0);
		met(s, "keys.ini:1");
		assert_string_equal(words_get(s, "word.bad"), "word.bad");
		met(s, "words.ini:10");
	}
	assert_null(screens_form(s, "none"));
	assert_int_equal(screens_problem(s, &e), 0); /* what is not there is not broken */
	assert_int_equal(screens_forms(s, &form), 1);
	assert_int_equal(screens_problem(s, &e), -1);
	assert_int_equal(screens_read_all(s, &e), -1);
	screens_close(&s);
	fixture_put("words.ini", WORDS WORDS);
	assert_int_equal(screens_open(&s, fixture_path, LANG_ZH, &e), -1);
	assert_string_equal(e.arg[0], "words.ini:10");
}

/* Forms that refer to one another, and a form whose head cannot be seen. */
static void test_forms_in_a_circle(void **state)
{
	struct screens *s;
	struct err e = { 0 };
	const struct handbook_field *f;

	(void)state;
	fixture_put("form.a.ini", "[screen]\nkind = form\ntable = a\ntitle = 甲\ntitle_en = A\nhandbook = 1\n"
				  "[field.name]\nlabel = 乙\nlabel_en = B\ntype = ref\ntable = b\n");
	fixture_put("form.b.ini", "[screen]\nkind = form\ntable = b\ntitle = 乙\ntitle_en = B\n"
				  "[field.name]\nlabel = 甲\nlabel_en = A\ntype = ref\ntable = a\n");
	assert_int_equal(screens_open(&s, fixture_path, LANG_ZH, &e), 0);
	assert_non_null(screens_form(s, "a"));
	assert_int_equal(screens_form(s, "a")->field[0].privacy, PRIVACY_FREE);
	assert_int_equal(screens_form(s, "b")->field[0].privacy, PRIVACY_FREE);
	assert_int_equal(screens_problem(s, &e), 0);
	screens_close(&s);
	fixture_put("form.c.ini", "[screen]\ntable = c\n[screen]\n");
	assert_int_equal(screens_open(&s, fixture_path, LANG_ZH, &e), 0);
	assert_non_null(screens_form_of_table(s, "a"));
	assert_int_equal(screens_problem(s, &e), 0);
	assert_null(screens_form_of_table(s, "c")); /* it may be that one */
	met(s, "form.c.ini:3");
	screens_handbook(s, &f); /* so may a chapter */
	met(s, "form.c.ini:3");
	screens_close(&s);
}

#define T(f, open) cmocka_unit_test_setup_teardown(f, open, fixture_close)
int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_in_any_order),
		cmocka_unit_test(test_a_start_reads_little),
		T(test_broken_is_met_where_it_is_asked_for, open_base),
		T(test_forms_in_a_circle, fixture_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* 240,000 random operations on the line editor, each compared with the plain model: text, cursor, rows, columns. */
#include "cm.h"
#include "lineedit_model.h"

#define OPS_PER_RUN 60000

static uint32_t seed;

static uint32_t random_below(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % n;
}

static const char *const pieces[] = {
	"张",
	"建国",
	"王秀英",
	"𠮷",
	"㐂",
	"䶮",
	"·",
	"买买提·阿依",
	"a",
	"Zhang",
	"7",
	"138",
	" ",
	" ",
	"　",
	"\n",
	"\t",
	"é",
	"e\u0301",
	"\u0301",
	"\u200d",
	"👩\u200d👩\u200d👧",
	"👍🏽",
	"🇨",
	"🇨🇳",
	"，",
	"。",
	"（三）",
	"“",
	"”",
	"…",
	"\xff",
	"\xe5\xbc",
	"\x1b[31m",
	"\u1112\u1161\u11ab",
	"\u1161",
	"ก็",
	"\u202e",
	"\r\n",
	"\u0600",
	"\xf0\x9f\x91\xa9",
	"2020年8月15日入户走访，了解情况。",
	"long-word_here",
	"\u0e33",
	"㍿",
};
#define PIECES (sizeof(pieces) / sizeof(*pieces))

static void run(uint32_t from_seed, bool lines, size_t most)
{
	static struct model m;
	struct lineedit l;

	seed = from_seed;
	m = (struct model){ .most = most, .lines = lines };
	lineedit_init(&l, NULL, most, lines);
	for (int i = 0; i < OPS_PER_RUN; i++) {
		const char *s = pieces[random_below(PIECES)], *wrong;
		/* half of all keys type; without a limit now and then all goes */
		enum model_op op = random_below(2) ? OP_INSERT : (enum model_op)random_below(OP_COUNT);
		int a = (int)random_below(1000), b = (int)random_below(1000);

		if (op == OP_KILL_ALL && random_below(4))
			op = OP_LEFT;
		if (m.n > 120)
			op = OP_KILL_ALL;
		wrong = model_step(&m, &l, op, s, strlen(s), a, b);
		if (wrong)
			fail_msg("step %d, operation %d, \"%s\": %s", i, (int)op, l.text.s, wrong);
	}
	lineedit_release(&l);
}

static void test_one_line(void **state)
{
	(void)state;
	run(20201123, false, 0);
}

static void test_one_line_limited(void **state)
{
	(void)state;
	run(42, false, 37);
}

static void test_several_lines(void **state)
{
	(void)state;
	run(7, true, 0);
}

static void test_several_lines_limited(void **state)
{
	(void)state;
	run(990101, true, 120);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_line),
		cmocka_unit_test(test_one_line_limited),
		cmocka_unit_test(test_several_lines),
		cmocka_unit_test(test_several_lines_limited),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

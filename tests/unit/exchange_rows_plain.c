/* What lists are read by takes bytes in runs; here every byte is looked at by itself, and both must say the same of any
 * file: what its rows are, or where it is wrong. */
#include "random_rows.h"

#include "base/buf.h"
#include "base/text.h"
#include "exchange/rows.h"

#define CHUNK 32768 /* what is read at once: runs end there too */
#define HEAD_LINES 20

struct slow {
	const char *s, *end;
	char separator;
	long line;
	struct buf raw, out;
	char refused[80]; /* the word and its line; "": none */
};

static int slow_refuse(struct slow *r, const char *word, long line)
{
	snprintf(r->refused, sizeof(r->refused), "%s %ld", word, line);
	return -1;
}

static int slow_take(struct slow *r)
{
	if (r->raw.n >= ROWS_MOST_CELL)
		return slow_refuse(r, "CELL_LONG", r->line);
	if (*r->s == '\r' || *r->s == '\n') {
		r->s += *r->s == '\r' && r->s + 1 < r->end && r->s[1] == '\n';
		r->line++;
		buf_addc(&r->raw, '\n');
	} else {
		buf_addc(&r->raw, *r->s);
	}
	r->s++;
	return 0;
}

static int slow_quoted(struct slow *r)
{
	long opened = r->line;

	for (;;) {
		if (r->s == r->end)
			return slow_refuse(r, "ROW_QUOTE", opened);
		if (*r->s == '"' && (++r->s == r->end || *r->s != '"'))
			return 0;
		if (slow_take(r) < 0)
			return -1;
	}
}

/* After a ' only what could be taken for a formula or a number was protected by it. */
static bool slow_protects(const char *s)
{
	return s[0] == '\'' && ((s[1] && strchr("=+-@'\t0123456789", s[1])) || !strncmp(s + 1, "＝", 3) ||
				!strncmp(s + 1, "＋", 3) || !strncmp(s + 1, "－", 3) || !strncmp(s + 1, "＠", 3));
}

static int slow_cell(struct slow *r, int column)
{
	const char *s;
	size_t n;

	buf_clear(&r->raw);
	while (r->s < r->end && *r->s != r->separator && *r->s != '\n' && *r->s != '\r') {
		if (*r->s == '"' && (!r->raw.n || !strcmp(r->raw.s, "="))) {
			buf_clear(&r->raw);
			r->s++;
			if (slow_quoted(r) < 0)
				return -1;
		} else if (slow_take(r) < 0) {
			return -1;
		}
	}
	if (column == ROWS_MOST_COLUMNS)
		return slow_refuse(r, "ROW_LONG", r->line);
	s = r->raw.s;
	n = r->raw.n;
	if (n >= 3 && s[0] == '=' && s[1] == '"' && s[n - 1] == '"') {
		s += 2;
		n -= 3;
	}
	for (; n && *s == '\t'; n--)
		s++;
	if (n && slow_protects(s)) {
		s++;
		n--;
	}
	text_clean(&r->out, s, n, true);
	buf_addc(&r->out, '|');
	return 0;
}

static int slow_row(struct slow *r)
{
	buf_addf(&r->out, "%ld:", r->line);
	for (int column = 0;; column++) {
		if (slow_cell(r, column) < 0)
			return -1;
		if (r->s == r->end || *r->s != r->separator)
			break;
		r->s++;
	}
	buf_addc(&r->out, '\n');
	if (r->s == r->end)
		return 0;
	r->s += *r->s == '\r' && r->s + 1 < r->end && r->s[1] == '\n' ? 2 : 1;
	r->line++;
	return 0;
}

/* Lines ended before at. */
static long lines_before(const char *s, const char *at)
{
	long n = 0;

	for (const char *c = s; c < at; c++)
		n += *c == '\r' || (*c == '\n' && (c == s || c[-1] != '\r'));
	return n;
}

/* The same of UTF-8 after a mark, which is nothing else. */
static void slow_read(struct slow *r, const char *s, size_t n)
{
	uint32_t cp;

	if (memchr(s, 0, n)) {
		slow_refuse(r, "FILE_BINARY", 0);
		return;
	}
	for (size_t at = 0; at < n;) {
		int len = utf8_decode(s + at, n - at, &cp);

		if (len < 0) {
			slow_refuse(r, "FILE_ENCODING", 1 + lines_before(s, s + at));
			return;
		}
		at += (size_t)len;
	}
	r->s = s;
	r->end = s + n;
	r->line = 1;
	while (r->s < r->end && slow_row(r) == 0)
		;
}

static void fast_read(struct slow *r, const char *path)
{
	const char *const *cells;
	struct rows *rows;
	struct err e;
	int64_t line;
	size_t n;
	int rc;

	err_clear(&e);
	rc = rows_open(&rows, path, &e);
	if (rc == 0) {
		while ((rc = rows_next(rows, &cells, &n, &line, &e)) > 0) {
			buf_addf(&r->out, "%ld:", (long)line);
			for (size_t c = 0; c < n; c++) {
				buf_adds(&r->out, cells[c]);
				buf_addc(&r->out, '|');
			}
			buf_addc(&r->out, '\n');
		}
		rows_close(&rows);
	}
	if (rc < 0) {
		bool of_file = strncmp(e.word, "FILE_", 5) == 0;

		slow_refuse(r, e.word, strtol(of_file ? e.arg[1] : e.arg[0], NULL, 10));
	}
}

enum harm { HARM_NONE, HARM_BYTES, HARM_NUL };

static void add_random(struct buf *b, char separator, enum harm harm)
{
	static const char *const pieces[] = { "\"",
					      "\"\"",
					      "=\"",
					      "'",
					      "=",
					      "\r\n",
					      "\r",
					      "\n",
					      "\t",
					      ";",
					      ",",
					      " ",
					      "张",
					      "＝",
					      "990101",
					      "a",
					      "\xEF\xBB\xBF",
					      "\xE2\x80\xAE",
					      "\xF0\xA0\xAE\xB7",
					      "é",
					      "ﬁ",
					      "\x7F",
					      "王芳",
					      "=1",
					      "'-",
					      "'0",
					      "汉族",
					      "1999-01-01",
					      "\xC2\x85",
					      "\xE1\x80\x80",
					      "\xED\x9F\xBF",
					      "\xEE\x80\x80",
					      "\"=\"\"990101\"\"\"",
					      "\"=\"\"99X\"\"\"",
					      "\"=\"\"12345678901234567890123456789012\"\"\"",
					      "\"=\"\"",
					      "\"\"\"" };
	static const char *const wrong[] = {
		"\xFF", "\xC3", "\xE4\xB8", "\xED\xA0\x80", "\xE0\x80\x80", "\xF5", "\x80"
	};
	unsigned kind = dice(100), length;

	if (kind < 40) {
		buf_addc(b, separator);
	} else if (kind < 80) {
		buf_adds(b, pieces[dice(sizeof(pieces) / sizeof(*pieces))]);
	} else if (kind < 98) {
		length = 1 + dice(30);
		while (length--)
			buf_adds(b, kind < 90 ? "汉" : "x");
	} else if (harm == HARM_BYTES && dice(40) == 0) {
		buf_adds(b, wrong[dice(sizeof(wrong) / sizeof(*wrong))]);
	} else if (harm == HARM_NUL && dice(40) == 0) {
		buf_addc(b, '\0');
	}
}

/* A file of such pieces; a long cell now and then, near the most one may have or across what is read at once. */
static void random_file(struct buf *b, char separator)
{
	size_t most = dice(8) ? 200 : CHUNK * 3;
	bool quoted = dice(2);
	enum harm harm = dice(2) ? HARM_NONE : (enum harm)(1 + dice(2)); /* both: which is told hangs on the chunks */

	for (int k = 0; k < HEAD_LINES; k++)
		buf_addf(b, "x%cx\n", separator);
	if (dice(20) == 0) {
		size_t n = ROWS_MOST_CELL - 1 + dice(3);

		if (quoted)
			buf_addc(b, '"');
		while (n--)
			buf_addc(b, 'y');
		buf_adds(b, quoted ? "\"\n" : "\n");
	}
	while (b->n < most) {
		size_t from = b->n;

		add_random(b, separator, harm);
		for (size_t k = from; !quoted && k < b->n; k++)
			if (b->s[k] == '"')
				b->s[k] = 'q';
		if (dice(12) == 0)
			buf_addc(b, '\n');
	}
}

static void slow_release(struct slow *r)
{
	buf_release(&r->raw);
	buf_release(&r->out);
}

static void test_runs_are_read_as_bytes(void **state)
{
	static const char separators[] = { ',', ';', '\t' };
	static const char mark[] = "\xEF\xBB\xBF";
	const struct buf none = BUF_INIT;
	const char *f = beside(*state, "r.csv");
	int read = 0, refused = 0;

	for (int k = 0; k < 1500; k++) {
		struct slow want = { .raw = none, .out = none }, got = { .raw = none, .out = none };
		struct buf b = BUF_INIT;

		want.separator = separators[dice(3)];
		buf_adds(&b, mark);
		random_file(&b, want.separator);
		write_bytes(f, b.s, b.n);
		slow_read(&want, b.s + 3, b.n - 3);
		fast_read(&got, f);
		assert_string_equal(got.refused, want.refused);
		if (strncmp(want.refused, "FILE_", 5) != 0) {
			/* a row that was refused was begun here, there not */
			if (want.refused[0])
				buf_cut(&want.out, got.out.n);
			assert_string_equal(got.out.s, want.out.s);
			read += !want.refused[0];
		}
		refused += want.refused[0] != '\0';
		slow_release(&want);
		slow_release(&got);
		buf_release(&b);
	}
	assert_true(read > 100 && refused > 100);
}

/* The same list in both encodings has the same rows. */
static void test_both_encodings_say_the_same(void **state)
{
	const struct buf none = BUF_INIT;
	const char *f = beside(*state, "r.csv");

	for (int k = 0; k < 200; k++) {
		struct slow utf8 = { .raw = none, .out = none }, gb = { .raw = none, .out = none };
		struct buf b = BUF_INIT;

		for (int h = 0; h < HEAD_LINES; h++)
			buf_adds(&b, "姓名,民族\n");
		while (b.n < (k % 10 ? 2000 : CHUNK * 3))
			buf_adds(&b,
				 (const char *[]){ "王", "芳", ",", "\r\n", "\n", "é", "\"a,b\"", "1", "𠮷" }[dice(9)]);
		write_bytes(f, b.s, b.n);
		fast_read(&utf8, f);
		write_gb18030(f, b.s);
		fast_read(&gb, f);
		assert_string_equal(utf8.refused, gb.refused);
		assert_string_equal(utf8.out.s, gb.out.s);
		slow_release(&utf8);
		slow_release(&gb);
		buf_release(&b);
	}
}

/* A run is nothing but whole characters. */
static void test_runs_are_whole_characters(void **state)
{
	(void)state;
	for (int k = 0; k < 20000; k++) {
		unsigned char s[24];
		size_t n = dice(sizeof(s) + 1), run, at = 0;
		bool valid = true;
		uint32_t cp;

		for (size_t i = 0; i < n; i++)
			s[i] = (unsigned char)(dice(4) ? dice(128) : 0x80 + dice(128));
		for (size_t i = 0; i + 2 < n && dice(2); i += 3) {
			s[i] = (unsigned char)(0xE0 + dice(16));
			s[i + 1] = (unsigned char)(0x80 + dice(64));
			s[i + 2] = (unsigned char)(0x80 + dice(64));
		}
		run = utf8_run((const char *)s, n);
		assert_true(run <= n);
		while (at < run) {
			int len = utf8_decode((const char *)s + at, n - at, &cp);

			assert_true(len > 0);
			at += (size_t)len;
		}
		assert_int_equal(at, run);
		for (at = 0; at < n && valid;) {
			int len = utf8_decode((const char *)s + at, n - at, &cp);

			valid = len > 0;
			at += valid ? (size_t)len : 0;
		}
		assert_int_equal(utf8_is_valid((const char *)s, n), valid);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_runs_are_read_as_bytes, fixture_open_empty, fixture_close),
		cmocka_unit_test_setup_teardown(test_both_encodings_say_the_same, fixture_open_empty, fixture_close),
		cmocka_unit_test(test_runs_are_whole_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

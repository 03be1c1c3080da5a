/* Long INI files are read in parts; nobody may notice. Every file of screens/ and random files, valid and broken, give
 * the sections, keys, values, lines and problems that one run of iniparser over the whole file and a slow, plain look
 * at its lines give. */
#include "base/buf.h"
#include "base/mem.h"
#include "screen/ini.h"
#include "screen/ini_index.h"

#include "screen_fixture.h"

#include <iniparser/iniparser.h>
#include <stdint.h>

#define FILES 300

static uint32_t seed = 20201123;

static uint32_t random_below(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % n;
}

/* What is wrong with a file, in order: "LINE WORD WHAT\n". */
static void note(void *arg, int line, const char *word, const char *what)
{
	buf_addf(arg, "%d %s %s\n", line, word, what);
}

/* The line of each section and key: the n-th line that is neither blank nor a comment. */
static int next_line(const char **at, int line)
{
	for (const char *s = *at; *s;) {
		const char *end = strchrnul(s, '\n'), *text = s + strspn(s, " \t\r\v\f");

		line++;
		s = *end ? end + 1 : end;
		if (text < end && *text != ';' && *text != '#') {
			*at = s;
			return line;
		}
	}
	fail_msg("iniparser read more than the file has");
	return 0;
}

static char *text_of(const char *path)
{
	struct buf b = BUF_INIT;
	FILE *f = fopen(path, "rb");
	int c;

	assert_non_null(f);
	while ((c = getc(f)) != EOF)
		buf_addc(&b, (char)c);
	fclose(f);
	return buf_detach(&b);
}

static void same_as_whole(const struct ini *ini, const char *path)
{
	dictionary *d = iniparser_load(path);
	char *text = text_of(path);
	const char *rest = text;
	struct buf name = BUF_INIT;
	int at = 0, line = 0;

	assert_non_null(d);
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];

		assert_true(at < d->n);
		assert_string_equal(d->key[at], s->name);
		assert_null(d->val[at++]);
		line = next_line(&rest, line);
		assert_int_equal(s->line, line);
		buf_clear(&name);
		buf_addf(&name, "%s%s%s", s->kind, strchr(s->name, '.') ? "." : "", s->id);
		assert_string_equal(name.s, s->name);
		for (size_t k = 0; k < s->n; k++, at++) {
			assert_true(at < d->n);
			buf_clear(&name);
			buf_addf(&name, "%s:%s", s->name, s->entry[k].key);
			assert_string_equal(d->key[at], name.s);
			assert_string_equal(d->val[at], s->entry[k].value);
			line = next_line(&rest, line);
			assert_int_equal(s->entry[k].line, line);
		}
	}
	assert_int_equal(at, d->n);
	buf_release(&name);
	mem_free(text);
	iniparser_freedict(d);
}

/* Section by section, the last one first. */
static void same_by_section(const struct ini *ini, const char *path)
{
	struct ini_index *ix;

	assert_int_equal(ini_index_open(&ix, path, NULL, NULL, NULL), 0);
	assert_int_equal(ini_index_count(ix), ini->n);
	for (size_t i = ini->n; i > 0; i--) {
		const struct ini_section *want = &ini->section[i - 1], *s;

		assert_int_equal(ini_index_find(ix, want->name), i - 1);
		s = ini_index_section(ix, i - 1, NULL, NULL);
		assert_non_null(s);
		assert_string_equal(s->name, want->name);
		assert_string_equal(s->kind, want->kind);
		assert_int_equal(s->line, want->line);
		assert_int_equal(s->n, want->n);
		for (size_t k = 0; k < s->n; k++) {
			assert_string_equal(s->entry[k].key, want->entry[k].key);
			assert_string_equal(s->entry[k].value, want->entry[k].value);
			assert_int_equal(s->entry[k].line, want->entry[k].line);
		}
	}
	assert_int_equal(ini_index_find(ix, "no.such"), INI_NONE);
	ini_index_close(&ix);
}

/* Of a file with a fault no section that has one is handed out. */
static void fault_by_section(const char *path)
{
	struct ini_index *ix;
	bool found = ini_index_open(&ix, path, NULL, NULL, NULL) != 0;

	for (size_t i = 0; !found && i < ini_index_count(ix); i++)
		found = !ini_index_section(ix, i, NULL, NULL);
	assert_true(found);
	ini_index_close(&ix);
}

static int is_ini(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 4 && !strcmp(d->d_name + n - 4, ".ini");
}

static void test_screens_are_read_as_a_whole(void **state)
{
	struct dirent **entries;
	int n = scandir("screens", &entries, is_ini, alphasort);

	(void)state;
	assert_true(n > 100);
	for (int i = 0; i < n; i++) {
		struct buf path = BUF_INIT;
		struct ini *ini;
		struct err e = { 0 };

		buf_addf(&path, "screens/%s", entries[i]->d_name);
		if (ini_read(&ini, path.s, NULL, NULL, &e))
			fail_msg("%s:%s %s %s", e.arg[0], e.arg[1], e.word, e.arg[2]);
		same_as_whole(ini, path.s);
		same_by_section(ini, path.s);
		ini_free(&ini);
		buf_release(&path);
		free(entries[i]);
	}
	free(entries);
}

/* A file as it grows: its text, the keys of its last section, and what is wrong with it. */
struct made {
	struct buf text, problems;
	char (*name)[24];
	size_t n, cap;
	int line;
};

/* A key that its section has not yet. */
static const char *fresh_key(struct made *m)
{
	char *name;
	bool twice;

	if (m->n == m->cap) {
		m->cap = m->cap ? m->cap * 2 : 64;
		m->name = mem_grow(m->name, m->cap, sizeof *m->name);
	}
	name = m->name[m->n];
	do {
		snprintf(name, sizeof *m->name, "k_%u", (unsigned)random_below(4000));
		twice = false;
		for (size_t i = 0; i < m->n; i++)
			twice |= strcmp(m->name[i], name) == 0;
	} while (twice);
	m->n++;
	return name;
}

static void put_line(struct made *m, const char *line)
{
	static const char *const ends[] = { "\n", "\r\n", " \n", "\t\v\f\r\n" };
	static const char *const begins[] = { "", "", "", "  ", "\t" };

	m->line++;
	buf_addf(&m->text, "%s%s%s", begins[random_below(5)], line, ends[random_below(4)]);
}

static void put_noise(struct made *m)
{
	static const char *const noise[] = { "", "; 说明", "# a = b", ";[a]", "   ", ";;;;" };

	while (random_below(4) == 0)
		put_line(m, noise[random_below(6)]);
}

static void put_entry(struct made *m, const char *key)
{
	static const char *const values[] = {
		"",      "\"\"",  "''",          "甲",           "\"甲；乙;丙#丁\"", "'said \"own\"'", "x = y = z",
		"a'b'c", "it's",  "\" kept \"",  "\"a\" ; note", "plain ; note",     "plain # it is",  "{1} 已保存",
		"\\n",   "a\\nb", "; a comment", "'' # none",    "100%s %d %",       "a  b\tc",        "\"it's\"",
	};
	static const char *const equals[] = { "=", " = ", "= ", " =", "\t=\t" };
	struct buf line = BUF_INIT;

	buf_addf(&line, "%s%s", key, equals[random_below(5)]);
	line.s[0] = random_below(8) ? 'k' : 'K';
	if (random_below(40))
		buf_adds(&line, values[random_below(sizeof values / sizeof *values)]);
	else
		while (line.n < 1010)
			buf_addc(&line, 'v');
	put_line(m, line.s);
	buf_release(&line);
}

/* One line that must be refused, and what is said about it; it is the last of its section. */
static void put_fault(struct made *m, const char *section)
{
	static const struct {
		const char *line, *word;
	} faults[] = {
		{ "no equals sign", "INI_LINE" }, { "; swallows the next \\", "INI_LINE" },
		{ "[a:b]", "INI_LINE" },          { "[a", "INI_LINE" },
		{ "x = \x1b[31m", "INI_LINE" },   { "x = \xb0\xef", "INI_ENCODING" },
		{ "cut = 甲;乙", "INI_CUT" },     { "cut = \"never closed", "INI_CUT" },
	};
	const size_t n = sizeof faults / sizeof *faults;
	size_t which = random_below((uint32_t)n + 3);

	m->line++;
	if (which < n) {
		const char *word = faults[which].word, *line = faults[which].line;

		buf_addf(&m->text, "%s\n", line);
		note(&m->problems, m->line, word,
		     !strcmp(word, "INI_LINE")  ? line
		     : !strcmp(word, "INI_CUT") ? "cut"
						: "");
	} else if (which == n) {
		for (int i = 0; i <= INI_LINE_BYTES; i++)
			buf_addc(&m->text, 'l');
		buf_addc(&m->text, '\n');
		note(&m->problems, m->line, "INI_LONG", "");
	} else {
		const char *key = which == n + 1 && m->n ? m->name[random_below((uint32_t)m->n)] : NULL;

		buf_addf(&m->text, key ? "%s = 1\n" : "[%s]\n", key ? key : section);
		note(&m->problems, m->line, "INI_TWICE", key ? key : section);
	}
}

static void make_file(struct made *m, bool broken)
{
	uint32_t keys = random_below(20) ? 8 : 300;
	uint32_t sections = keys == 300 ? 8 : random_below(4) ? random_below(60) : 400;
	char(*name)[24] = mem_alloc((sections + 1) * sizeof *name);

	put_noise(m);
	for (uint32_t i = 0; i < sections; i++) {
		char line[32];

		m->n = 0;
		snprintf(name[i], sizeof *name, "%s%u", i % 3 ? "word.w" : "s-", (unsigned)(sections - i));
		snprintf(line, sizeof line, random_below(2) ? "[%s]" : "[ %s ]", name[i]);
		put_line(m, line);
		for (uint32_t n = random_below(keys); n; n--) {
			put_noise(m);
			put_entry(m, fresh_key(m));
		}
		if (broken && random_below(sections) < 3)
			put_fault(m, name[i]);
		put_noise(m);
	}
	mem_free(name);
}

static void test_random_files_are_read_as_a_whole(void **state)
{
	int read = 0, refused = 0;

	(void)state;
	for (int i = 0; i < FILES; i++) {
		struct made m = { .text = BUF_INIT, .problems = BUF_INIT };
		struct buf found = BUF_INIT;
		struct ini *ini;
		const char *path;

		make_file(&m, i % 2);
		path = fixture_put("a.ini", m.text.s);
		if (!ini_read(&ini, path, note, &found, NULL)) {
			same_as_whole(ini, path);
			same_by_section(ini, path);
			ini_free(&ini);
			read++;
		} else {
			fault_by_section(path);
			refused++;
		}
		assert_string_equal(found.s, m.problems.s);
		buf_release(&found);
		buf_release(&m.text);
		buf_release(&m.problems);
		mem_free(m.name);
	}
	assert_true(read > FILES / 2 && refused > FILES / 4);
}

#define T(f) cmocka_unit_test_setup_teardown(f, fixture_open, fixture_close)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_screens_are_read_as_a_whole),
		T(test_random_files_are_read_as_a_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Errors, memory, buffers, values. */
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/value.h"

#include "cm.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_err(void **state)
{
	struct err e;

	(void)state;
	assert_int_equal(err_set(&e, ERR_IO, "FILE_READ", "a", "b", "c", "d"), -1);
	assert_int_equal(e.code, ERR_IO);
	assert_string_equal(e.word, "FILE_READ");
	assert_string_equal(e.field, "");
	assert_string_equal(e.arg[0], "a");
	assert_string_equal(e.arg[2], "c");
	assert_int_equal(err_field(&e, "id_no", "ID_CHECKSUM", e.arg[2]), -1);
	assert_int_equal(e.code, ERR_INVALID);
	assert_string_equal(e.field, "id_no");
	assert_string_equal(e.arg[0], "c"); /* its own text as an argument */
	assert_string_equal(e.arg[1], "");
	err_clear(&e);
	assert_int_equal(e.code, ERR_NONE);
	assert_string_equal(e.word, "");
	assert_int_equal(err_set(NULL, ERR_IO, "FILE_READ"), -1);
	err_clear(NULL);
}

static void test_err_cuts_at_a_character(void **state)
{
	char longer[400] = "";
	struct err e;

	(void)state;
	for (int i = 0; i < 100; i++)
		strcat(longer, i % 2 ? "张" : "𠮷");
	for (size_t from = 0; from < 14; from = text_next(longer, from)) {
		err_set(&e, ERR_INVALID, "X", longer + from);
		assert_true(utf8_is_valid(e.arg[0], strlen(e.arg[0])));
		assert_true(strlen(e.arg[0]) >= ERR_ARG_BYTES - 4);
	}
}

static void in_hook(void)
{
	fputs("hook ", stderr);
}

/* Runs f in a child; its status, and what it said in `said`. */
static int status_of(void (*f)(void), char *said, size_t room)
{
	int ends[2], status = 0;
	ssize_t n;
	size_t at = 0;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		signal(SIGABRT, SIG_DFL);
		f();
		_exit(0);
	}
	close(ends[1]);
	while (at + 1 < room && (n = read(ends[0], said + at, room - at - 1)) > 0)
		at += (size_t)n;
	said[at] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void overflow(void)
{
	mem_out_hook = in_hook;
	mem_grow(NULL, SIZE_MAX / 2, 3);
}

static void our_mistake(void)
{
	bug_hook = in_hook;
	BUG("what");
}

static void test_ends(void **state)
{
	char said[256];
	int status = status_of(overflow, said, sizeof(said));

	(void)state;
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
	assert_int_equal(strncmp(said, "hook ", 5), 0);
	assert_int_equal(said[strlen(said) - 1], '\n');
	status = status_of(our_mistake, said, sizeof(said));
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	assert_int_equal(strncmp(said, "hook ", 5), 0);
	assert_non_null(strstr(said, "base_core.c"));
}

/* What is lent is not released with the value, and a copy of it is nobody else's. */
static void test_lent_values(void **state)
{
	char text[] = "长潭村";
	struct value own = value_text(text), lent = value_lend(&own), of_text = value_lend_text(text), copy;

	(void)state;
	assert_ptr_equal(lent.text, own.text);
	assert_ptr_equal(of_text.text, text);
	assert_true(value_equal(&lent, &own) && value_equal(&of_text, &own));
	assert_int_equal(value_lend_text("").kind, VALUE_NULL);
	assert_int_equal(value_lend_text(NULL).kind, VALUE_NULL);
	copy = value_copy(&of_text);
	text[0] = '\0';
	value_release(&lent);
	assert_int_equal(lent.kind, VALUE_NULL);
	assert_string_equal(own.text, "长潭村");
	value_release(&of_text);
	value_release(&own);
	assert_string_equal(copy.text, "长潭村");
	value_release(&copy);
}

static void test_mem(void **state)
{
	char *zero = mem_alloc(100), *none = mem_alloc(0), *copy = mem_dup_n("张三", 3);

	(void)state;
	for (int i = 0; i < 100; i++)
		assert_int_equal(zero[i], 0);
	assert_non_null(none);
	assert_string_equal(copy, "张");
	assert_null(mem_dup(NULL));
	none = mem_grow(none, 0, 8);
	assert_non_null(none);
	mem_free(zero);
	mem_free(none);
	mem_free(copy);
	mem_free(NULL);
}

static void test_buf(void **state)
{
	struct buf b = BUF_INIT;
	char *s;

	(void)state;
	assert_string_equal(b.s, "");
	buf_clear(&b);
	buf_add(&b, NULL, 0);
	for (int i = 0; i < 1000; i++) {
		buf_addf(&b, "%d,", i % 10);
		assert_true(b.n < b.cap && b.s[b.n] == '\0' && b.n == 2 * (size_t)(i + 1));
	}
	buf_cut(&b, 4);
	buf_cut(&b, 9);
	buf_adds(&b, "张");
	buf_addc(&b, '!');
	assert_string_equal(b.s, "0,1,张!");
	s = buf_detach(&b);
	assert_string_equal(s, "0,1,张!");
	mem_free(s);
	assert_true(b.n == 0 && b.cap == 0 && *b.s == '\0');
	s = buf_detach(&b);
	assert_string_equal(s, "");
	mem_free(s);
	buf_addc(&b, '\0');
	assert_int_equal(b.n, 1);
	buf_release(&b);
	buf_release(&b);
	buf_adds(&b, "again");
	assert_string_equal(b.s, "again");
	buf_release(&b);
}

static void test_json_read(void **state)
{
	const char *at = "{\"a\": \"x\\u4e2d\\ud842\\udfb7\\n\", \"n\": [1, {\"b\": \"no\"}], \"c\": \"\"}";
	struct buf key = BUF_INIT, text = BUF_INIT;

	(void)state;
	assert_true(json_next(&at, &key, &text));
	assert_string_equal(key.s, "a");
	assert_string_equal(text.s, "x中𠮷\n");
	assert_true(json_next(&at, &key, &text));
	assert_string_equal(key.s, "c");
	assert_string_equal(text.s, "");
	assert_false(json_next(&at, &key, &text));
	at = " [ \"a\\\"b\", 12, [\"no\"], {\"no\": \"no\"}, \"\\ud842\" ]";
	assert_true(json_next_item(&at, &text));
	assert_string_equal(text.s, "a\"b");
	assert_true(json_next_item(&at, &text));
	assert_string_equal(text.s, "\xef\xbf\xbd");
	assert_false(json_next_item(&at, &text));
	static const char *const none[] = { "", "[", "[]", "[ , ]", "[\"open", "[\"\\x\"]", "[1,2]", "[}", "[1" };
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		at = none[i];
		assert_false(json_next_item(&at, &text));
	}
	buf_release(&key);
	buf_release(&text);
}

static void test_json(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_json(&b, "张\"\\/\n\t\r\b\f\x01𠮷\xff\xe5\xbc");
	assert_string_equal(b.s, "\"张\\\"\\\\/\\n\\t\\r\\b\\f\\u0001𠮷\uFFFD\uFFFD\uFFFD\"");
	buf_release(&b);
}

static bool equal(struct value a, struct value b)
{
	bool is = value_equal(&a, &b), back = value_equal(&b, &a);

	assert_int_equal(is, back);
	value_release(&a);
	value_release(&b);
	assert_int_equal(a.kind, VALUE_NULL);
	return is;
}

static void test_values(void **state)
{
	struct value v = value_text("张三"), copy = value_copy(&v);

	(void)state;
	assert_true(copy.text != v.text && value_equal(&v, &copy));
	value_release(&v);
	value_release(&v);
	assert_string_equal(copy.text, "张三");
	value_release(&copy);
	assert_true(equal(value_null(), value_null()) && equal(value_text(""), value_null()));
	assert_true(equal(value_text(NULL), value_null()) && equal(value_text("a"), value_text("a")));
	assert_true(equal(value_int(2), value_real(2.0)) && equal(value_int(-3), value_int(-3)));
	assert_true(equal(value_real(0.5), value_real(0.5)));
	assert_false(equal(value_int(2), value_real(2.5)) || equal(value_int(2), value_text("2")));
	assert_false(equal(value_int(0), value_null()) || equal(value_text("a"), value_text("b")));
	assert_false(equal(value_int(INT64_C(9007199254740993)), value_real(9007199254740992.0)));
	assert_false(equal(value_int(INT64_MAX), value_real(0x1p63)) || equal(value_int(0), value_real(1e300)));
	assert_true(equal(value_int(INT64_MIN), value_real(-0x1p63)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_err),         cmocka_unit_test(test_err_cuts_at_a_character),
		cmocka_unit_test(test_ends),        cmocka_unit_test(test_mem),
		cmocka_unit_test(test_lent_values), cmocka_unit_test(test_buf),
		cmocka_unit_test(test_json),        cmocka_unit_test(test_json_read),
		cmocka_unit_test(test_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

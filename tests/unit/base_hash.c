/* Proves that a hash is FNV-1a as published, that it goes on where it was left, and that an end tells texts apart. */
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void is_the_published_one(void **state)
{
	(void)state;
	assert_true(hash_text(HASH_START, "") == UINT64_C(0xcbf29ce484222325));
	assert_true(hash_text(HASH_START, "a") == UINT64_C(0xaf63dc4c8601ec8c));
	assert_true(hash_text(HASH_START, "foobar") == UINT64_C(0x85944171f73967e8));
}

static void goes_on(void **state)
{
	(void)state;
	assert_true(hash_text(hash_text(HASH_START, "foo"), "bar") == hash_text(HASH_START, "foobar"));
	assert_true(hash_bytes(HASH_START, "foobar", 3) == hash_text(HASH_START, "foo"));
	assert_false(hash_bytes(HASH_START, "a", 2) == hash_text(HASH_START, "a"));
	assert_true(hash_mixed(UINT64_C(1) << 40) & 0xffff);
}

/* Texts that differ in one byte, or in length alone, are told apart, and every byte counts wherever it stands. */
static void quick_one_tells_texts_apart(void **state)
{
	char s[40] = { 0 };

	(void)state;
	for (size_t n = 1; n < sizeof(s); n++) {
		uint64_t of_zeros = hash_quick(s, n);

		assert_true(of_zeros != hash_quick(s, n - 1));
		for (size_t k = 0; k < n; k++) {
			s[k] = 'a';
			assert_true(hash_quick(s, n) != of_zeros);
			s[k] = 0;
		}
		assert_true(hash_quick(s, n) == of_zeros);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(is_the_published_one), cmocka_unit_test(goes_on),
					    cmocka_unit_test(quick_one_tells_texts_apart) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}

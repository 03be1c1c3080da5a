/* Proves that equal texts are kept once, wherever they stood, and that the table grows without losing one. */
#include "base/kept.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define MANY 2000

static void keeps_one_copy(void **state)
{
	char name[32] = "household_no", other[32] = "household_no";
	const char *first = kept(name);

	(void)state;
	assert_ptr_equal(kept(other), first);
	assert_ptr_not_equal(first, name);
	name[0] = 'H';
	assert_string_equal(first, "household_no");
	assert_ptr_not_equal(kept(name), first);
	assert_string_equal(kept(""), "");
	assert_null(kept_before("nobody_asked"));
	assert_ptr_equal(kept_before(other), first);
	assert_ptr_equal(kept(""), kept(""));
}

static void loses_none_as_it_grows(void **state)
{
	static const char *at[MANY];
	char name[32];

	(void)state;
	for (int k = 0; k < MANY; k++) {
		snprintf(name, sizeof(name), "c%d", k);
		at[k] = kept(name);
	}
	for (int k = 0; k < MANY; k++) {
		snprintf(name, sizeof(name), "c%d", k);
		assert_ptr_equal(kept(name), at[k]);
		assert_string_equal(at[k], name);
		assert_int_equal(kept_number(at[k]), kept_number(at[0]) + (size_t)k);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_one_copy),
		cmocka_unit_test(loses_none_as_it_grows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

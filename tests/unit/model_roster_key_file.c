/* Every key that was put is read once, however many slices there are: equal ones in the same slice, in the order they
 * were put. A full disk is noticed. */
#include "../../src/model/roster_key_file.h"
#include "base/hash.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/resource.h>

#include <cmocka.h>

#define KEYS 20000u

/* A third of the keys are like others. */
static uint64_t key_of(uint32_t who)
{
	return hash_mixed(who % 3 ? who : who % 60);
}

static struct key_file *filled(uint32_t keys)
{
	struct key_file *f = key_file_open();

	assert_non_null(f);
	for (uint32_t i = 0; i < keys; i++)
		key_file_put(f, key_of(i), i);
	assert_int_equal(key_file_count(f), keys);
	return f;
}

static void all_are_read_once(uint32_t keys, unsigned slices)
{
	static int slice_of[KEYS + 1], of_like[60];
	struct key_file *f = filled(keys);
	size_t n = 0;

	for (uint32_t i = 0; i < keys; i++)
		slice_of[i] = -1;
	for (size_t i = 0; i < 60; i++)
		of_like[i] = -1;
	key_file_cut(f, slices);
	for (unsigned round = 0; round < 2; round++) /* the second time they are as they were */
		for (unsigned slice = 0; slice < slices; slice++) {
			uint32_t who, least = 0;
			uint64_t hash;

			key_file_begin(f, slice);
			for (; key_file_next(f, &hash, &who); n++) {
				assert_true(who < keys && who >= least);
				assert_true(hash == key_of(who));
				assert_int_equal(slice_of[who], round ? (int)slice : -1);
				slice_of[who] = (int)slice;
				least = who + 1;
				if (who % 3 == 0) {
					assert_true(of_like[who % 60] == -1 || of_like[who % 60] == (int)slice);
					of_like[who % 60] = (int)slice;
				}
			}
		}
	assert_int_equal(n, 2 * (size_t)keys);
	assert_false(key_file_failed(f));
	key_file_close(&f);
	assert_null(f);
}

static void slices_hold_all_keys(void **state)
{
	static const uint32_t keys[] = { 0, 1, 1023, 1024, 1025, KEYS };
	static const unsigned slices[] = { 1, 2, 16, KEY_SLICES_MOST };

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		for (size_t k = 0; k < sizeof slices / sizeof *slices; k++)
			all_are_read_once(keys[i], slices[k]);
}

static void a_full_disk_is_noticed(void **state)
{
	struct rlimit was, small;
	void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
	struct key_file *f;
	bool failed;

	(void)state;
	getrlimit(RLIMIT_FSIZE, &was);
	small = was;
	small.rlim_cur = 100000;
	setrlimit(RLIMIT_FSIZE, &small);
	f = filled(KEYS);
	failed = key_file_failed(f);
	key_file_cut(f, 4);
	setrlimit(RLIMIT_FSIZE, &was);
	signal(SIGXFSZ, handler);
	assert_true(failed);
	assert_true(key_file_failed(f));
	key_file_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slices_hold_all_keys),
		cmocka_unit_test(a_full_disk_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Where lists mostly lie: what is there of it, in its order. */
#include "base/mem.h"
#include "exchange/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char work[] = "/tmp/bangfu-folder-XXXXXX";

static void make(const char *name)
{
	char path[256];

	snprintf(path, sizeof path, "%s/%s", work, name);
	assert_int_equal(mkdir(path, 0700), 0);
}

static void what_is_there_stands_in_its_order(void **state)
{
	static const char *const want[] = { "home",       "home/下载", "home/Desktop", "media/li/KINGSTON",
					    "media/sdb1", "run/STICK" };
	char path[600], **place;
	size_t n;

	(void)state;
	assert_non_null(mkdtemp(work));
	static const char *const made[] = { "home",
					    "home/Desktop",
					    "home/下载",
					    "media",
					    "media/li",
					    "media/li/KINGSTON",
					    "media/li/KINGSTON/a",
					    "media/cdrom",
					    "media/sdb1",
					    "media/sdb1/a",
					    "run",
					    "run/STICK",
					    "run/STICK/a",
					    "media/.hidden",
					    "media/.hidden/a" };
	for (size_t i = 0; i < sizeof made / sizeof *made; i++)
		make(made[i]);
	snprintf(path, sizeof path, "%s/home", work);
	setenv("HOME", path, 1);
	setenv("USER", "li", 1);
	snprintf(path, sizeof path, "%s/media:%s/nothing:%s/run", work, work, work);
	setenv("BANGFU_MEDIA", path, 1);
	n = folder_places("桌面|下载|Desktop", &place);
	assert_int_equal(n, sizeof want / sizeof *want);
	for (size_t i = 0; i < n; i++) {
		snprintf(path, sizeof path, "%s/%s", work, want[i]);
		assert_string_equal(place[i], path);
	}
	folder_places_free(&place, n);
	snprintf(path, sizeof path, "rm -r '%s'", work);
	assert_int_equal(system(path), 0);
	assert_int_equal(folder_places("桌面", &place), 0);
	folder_places_free(&place, 0);
}

static void what_a_server_holds_is_known_by_the_mounts(void **state)
{
	static const char rows[] = "/dev/sda1 / ext4 rw 0 0\n"
				   "nas:/v /mnt/nas nfs4 rw 0 0\n"
				   "//nas/v /mnt/win cifs rw 0 0\n"
				   "li@nas: /mnt/far\\040away fuse.sshfs rw 0 0\n"
				   "/dev/sdb1 /media/li/U\\040盘 fuseblk rw 0 0\n"
				   "/dev/sdc1 /media/li/STICK vfat rw 0 0\n"
				   "auto /mnt/late autofs rw 0 0\n"
				   "auto /mnt/disk autofs rw 0 0\n"
				   "/dev/sdd1 /mnt/disk ext4 rw 0 0\n";
	static const char *const remote[] = { "/mnt/nas", "/mnt/win", "/mnt/far away", "/mnt/late" };
	static const char *const own[] = { "/", "/mnt", "/media/li/U 盘", "/media/li/STICK", "/mnt/disk", "/mnt/na" };
	char name[] = "/tmp/bangfu-mounts-XXXXXX";
	int fd = mkstemp(name);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, rows, sizeof rows - 1), sizeof rows - 1);
	close(fd);
	for (size_t i = 0; i < sizeof remote / sizeof *remote; i++)
		assert_true(folder_is_remote(name, remote[i]));
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		assert_false(folder_is_remote(name, own[i]));
	assert_int_equal(unlink(name), 0);
	assert_false(folder_is_remote(name, "/mnt/nas"));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(what_is_there_stands_in_its_order),
					    cmocka_unit_test(what_a_server_holds_is_known_by_the_mounts) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}

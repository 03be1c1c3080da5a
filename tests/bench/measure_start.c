/* From nothing to the first useful screen, with the pages in memory and without. */
#include "bench.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void forget(const char *path)
{
	int fd = open(path, O_RDONLY);

	if (fd < 0)
		return;
	fdatasync(fd);
	posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	close(fd);
}

/* As after switching the machine on, or as near as one may. Says how it was done. */
static const char *make_cold(void)
{
	static const char *const also[] = { "", "-wal", "-shm" };
	char path[700];
	const char *how = getenv("BENCH_CACHES");
	FILE *f = how && strcmp(how, "fadvise") == 0 ? NULL : fopen("/proc/sys/vm/drop_caches", "w");

	sync();
	if (f && fputs("3\n", f) >= 0 && fclose(f) == 0)
		return "drop_caches";
	for (size_t i = 0; i < sizeof also / sizeof *also; i++) {
		snprintf(path, sizeof path, "%s%s", db, also[i]);
		forget(path);
	}
	forget(program);
	forget(floor_program);
	return "fadvise";
}

static void one_start(struct series *s, struct series *all)
{
	double began = now_ms();
	struct tty *t = start_first(24, 80);

	add(s, now_ms() - began, 0);
	if (!tty_settle(t))
		failed("the program ended: %s", tty_screen(t));
	if (all)
		add(all, now_ms() - began, 0);
	end(t);
}

static void one_floor(struct series *least, const char *mode)
{
	double began = now_ms();
	struct tty *t = start_floor(mode, 24, 80);

	add(least, now_ms() - began, 0);
	end(t);
}

static void warm_and_cold(const char *where)
{
	static struct series s, all, least, bare;
	const char *how = "";
	char what[96];

	empty(&s);
	empty(&all);
	empty(&least);
	empty(&bare);
	end(start(24, 80)); /* its pages are in the cache from here on */
	double began = now_ms();
	for (int i = 0; i < 40 && now_ms() - began < 2 * PATIENCE_MS; i++) {
		one_start(&s, &all);
		one_floor(&least, "db");
		one_floor(&bare, "bare");
	}
	snprintf(what, sizeof what, "start, %s, warm: first screen", where);
	by_ratio("1", what, &s, &least, 2.0, 1.3);
	snprintf(what, sizeof what, "start, %s, warm: last number", where);
	by_ratio("", what, &all, &least, NO_LIMIT, NO_LIMIT);
	snprintf(what, sizeof what, "start, %s | a floor that reads no schema", where);
	by_ratio("", what, &s, &bare, NO_LIMIT, NO_LIMIT);
	empty(&s);
	empty(&least);
	began = now_ms();
	for (int i = 0; i < 9 && (i < 3 || now_ms() - began < 2 * PATIENCE_MS); i++) {
		how = make_cold();
		one_start(&s, NULL);
		make_cold();
		one_floor(&least, "db");
	}
	snprintf(what, sizeof what, "start, %s, cold (%s)", where, how);
	by_ratio("1", what, &s, &least, 2.0, 1.3);
}

/* The same at a hundredth of the size, in turns. */
static void against_small(long small, const char *small_db)
{
	static struct series s, other;
	const long large = size;
	const char *large_db = db;
	char what[96];

	empty(&s);
	empty(&other);
	use(small, small_db);
	end(start(24, 80));
	for (int i = 0; i < 40; i++) {
		use(large, large_db);
		one_start(&s, NULL);
		use(small, small_db);
		one_start(&other, NULL);
	}
	use(large, large_db);
	snprintf(what, sizeof what, "start at %ld, own village | at %ld", large, small);
	by_ratio("2", what, &s, &other, 1.3, 1.1);
}

void measure_start(long small, const char *small_db)
{
	static const struct {
		enum view view;
		const char *name;
	} views[] = { { VIEW_MINE, "one cadre" }, { VIEW_VILLAGE, "own village" }, { VIEW_ALL, "whole file" } };

	for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
		look_at(views[i].view);
		warm_and_cold(views[i].name);
	}
	look_at(VIEW_VILLAGE);
	if (small && small != size)
		against_small(small, small_db);
}

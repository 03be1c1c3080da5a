/* The day's work: a household and its handbook are opened, a visit is saved. */
#include "bench.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Of the floor: a whole page, from the top of its list; in turns with what it is held against. */
static struct tty *least_page;

static void page_of_floor(struct series *least)
{
	key(least_page, "Home", NULL, NULL);
	key(least_page, "PgDn", least, NULL);
}

static struct series s, all, least;

static void begin(void)
{
	empty(&s);
	empty(&all);
	empty(&least);
}

static void open_and_back(struct tty *t, const char *with, int n, bool go_on)
{
	double began = now_ms();

	begin();
	for (int i = 0; i < n && now_ms() - began < 2 * PATIENCE_MS; i++) {
		if (go_on)
			key(t, "Down", NULL, NULL);
		key(t, with, &s, &all);
		key(t, "Esc", NULL, NULL);
		page_of_floor(&least);
	}
}

static void opened(const char *what)
{
	char text[96];

	by_ratio("12", what, &s, &least, 2, 1.3);
	if (part(&all, 50) < 1.2 * part(&s, 50))
		return;
	snprintf(text, sizeof text, "%s: until nothing is left to do", what);
	by_ratio("", text, &all, &least, NO_LIMIT, NO_LIMIT);
}

/* The first of the village has 1,000 visits and the second 10,000. */
static void households(void)
{
	struct tty *t = start(24, 80);

	remark("floor of gate 12: PgDn in its list from the top, a whole page of rows, in turns with each opening");
	key(t, "h", NULL, NULL);
	open_and_back(t, "Enter", 100, false);
	opened("a household with 1,000 visits");
	open_and_back(t, "b", 60, false);
	opened("its handbook");
	key(t, "Down", NULL, NULL);
	open_and_back(t, "Enter", 100, false);
	opened("a household with 10,000 visits");
	open_and_back(t, "Enter", 200, true);
	opened("a household");
	open_and_back(t, "b", 100, true);
	opened("a handbook");
	end(t);
}

/* What the disk asks for at least: a line appended to a file and synced; a row in a table of its own, WAL and FULL. */
static void disk_floor(struct series *append, struct series *commit)
{
	static const char line[200] = "a visit";
	static sqlite3 *d;
	static int fd = -1;
	char path[700];

	if (fd < 0) {
		snprintf(path, sizeof path, "%s/append", folder);
		fd = open(path, O_CREAT | O_WRONLY | O_APPEND, 0600);
		snprintf(path, sizeof path, "%s/commit.db", folder);
		sqlite3_open(path, &d);
		sqlite3_exec(
			d,
			"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS v(id INTEGER "
			"PRIMARY KEY, t TEXT)",
			NULL, NULL, NULL);
	}
	double began = now_ms();
	if (write(fd, line, sizeof line) < 0 || fsync(fd) != 0)
		failed("no line could be appended in %s", folder);
	add(append, now_ms() - began, 0);
	began = now_ms();
	if (sqlite3_exec(d, "INSERT INTO v(t) VALUES (printf('%200s', 'a visit'))", NULL, NULL, NULL) != SQLITE_OK)
		failed("no row could be written in %s", folder);
	add(commit, now_ms() - began, 0);
}

/* From the list: a visit that is filled in by itself, saved by F2. */
static void visits(void)
{
	static struct series form, append, commit;
	struct tty *t = start(24, 80);
	double began = now_ms();

	begin();
	empty(&form);
	empty(&append);
	empty(&commit);
	key(t, "h", NULL, NULL);
	for (int i = 0; i < 240 && now_ms() - began < 4 * PATIENCE_MS; i++) {
		if (i % 10 == 0)
			key(t, "Down", NULL, NULL);
		key(t, "v", &form, NULL);
		/* Who syncs first waits for what others wrote since. */
		if (i % 2 == 0)
			disk_floor(&append, &commit);
		key(t, "F2", NULL, NULL); /* asked: nothing is said of it */
		key(t, "y", &s, &all);
		if (i % 2 != 0)
			disk_floor(&append, &commit);
		page_of_floor(&least);
	}
	char *screen = tty_screen(t);
	if (!strstr(screen, "已保存"))
		remark("the last screen after F2 does not say that it was saved:\n%s", screen);
	free(screen);
	end(t);
	by_ratio("", "opening the visit form | floor's page", &form, &least, NO_LIMIT, NO_LIMIT);
	by_ratio("", "saving a visit | append + fsync", &s, &append, NO_LIMIT, NO_LIMIT);
	by_ratio("", "saving a visit | WAL commit of one row", &s, &commit, NO_LIMIT, NO_LIMIT);
	double line = part(&least, 50), sync = part(&append, 50);
	by_number("11", "saving a visit, p50 | floor's page + 4 x fsync", part(&s, 50), line + 4 * sync, "ms", RATIO, 1,
		  (line + 2.5 * sync) / (line + 4 * sync));
	by_number("11", "saving a visit, p99 | 20 x append+fsync", part(&s, 99), 20 * sync, "ms", RATIO, 1, 0.5);
}

void measure_work(void)
{
	look_at(VIEW_VILLAGE);
	least_page = start_floor("list", 24, 80);
	households();
	visits();
	end(least_page);
}

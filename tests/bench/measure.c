/* Measures the program through a pseudo-terminal, beside the floor in the same run: from the write of a key until the
 * frame that answers it, all it wrote fed to a terminal emulator.
 *
 *   measure PROGRAM SCREENS FLOOR FOLDER [--only PART[,PART]] [small=HOUSEHOLDS=DB] HOUSEHOLDS=DB ...
 *
 * Each DB comes from `bangfu init --generate` and is written to. FOLDER is for files of its own. Rounds of the program
 * and the floor take turns, because only ratios within one run count. A part that fails says so, and the next goes on;
 * nothing is left out of the table. */
#include "measure.h"
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct known known;
static long small;
static const char *small_db;

static void starts(void)
{
	measure_start(small, small_db);
}

static void process(void)
{
	measure_process(small, small_db);
}

static const struct {
	const char *name;
	void (*run)(void);
} parts[] = {
	{ "start", starts },      { "lists", measure_lists }, { "search", measure_search },
	{ "work", measure_work }, { "today", measure_today }, { "process", process },
	{ "size", measure_size }, { "peers", measure_peers },
};

/* Is it in the list a,b,c? */
static bool wanted(const char *only, const char *name)
{
	size_t n = strlen(name);

	for (const char *at = only; at && (at = strstr(at, name)); at += n)
		if ((at == only || at[-1] == ',') && (at[n] == ',' || at[n] == '\0'))
			return true;
	return only == NULL;
}

static void one_size(long households, const char *path, const char *only)
{
	known = (struct known){ 0 };
	printf("\n%ld households\n", households);
	head();
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (!wanted(only, parts[i].name))
			continue;
		if (setjmp(part_fails) == 0) {
			use(households, path);
			parts[i].run();
		} else {
			remark("part %s did not get to its end", parts[i].name);
		}
		end_all();
	}
}

int main(int argc, char **argv)
{
	const char *only = NULL;

	if (argc < 6)
		return 2;
	program = argv[1];
	screens = argv[2];
	floor_program = argv[3];
	folder = argv[4];
	for (int i = 5; i < argc; i++) {
		const char *at = argv[i];
		bool is_small = strncmp(at, "small=", 6) == 0;
		if (strcmp(at, "--only") == 0 && i + 1 < argc) {
			only = argv[++i];
			continue;
		}
		at += is_small ? 6 : 0;
		const char *path = strchr(at, '=');
		if (!path) {
			fprintf(stderr, "measure: HOUSEHOLDS=DB, not %s\n", argv[i]);
			return 2;
		}
		if (is_small) {
			small = atol(at);
			small_db = path + 1;
		} else {
			one_size(atol(at), path + 1, only);
		}
	}
	return 0;
}

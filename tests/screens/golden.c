/* Golden screens: keys in, screen out. Plays tests/screens/scripts/NAME.keys on the real program in every size and
 * language and compares what is seen with tests/screens/golden/NAME.SIZE.LANG.txt.
 *
 *   golden PROGRAM SCREENS_DIR TESTS_DIR [--update] [NAME…]
 *
 * A script's lines:  # what it proves · start demo|empty · keys K K K · type TEXT · long TEXT TIMES · snap TITLE ·
 * resize ROWSxCOLS · file NAME (of TESTS_DIR/data, put into the home folder) · folder NAME (made there, with what is
 * in it moved into it) · sql STATEMENT (another writer of the
 * database) · only zh|en|80x24|120x40. Every snapshot is also checked for cells that do not add up, whatever the golden
 * says. */
#include "screens/play.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct play stage;
static const char *tests_dir;
static bool update;
static int passed, failed;

struct variant {
	int rows, cols;
	const char *lang;
};
static const struct variant variants[] = { { 24, 80, "zh" }, { 40, 120, "zh" }, { 24, 80, "en" }, { 40, 120, "en" } };

static struct tty *start(const char *what, const struct variant *v)
{
	play_fresh(&stage, what);
	return play_start(&stage, NULL, v->lang, v->rows, v->cols);
}

/* "张 4000": the text so many times, pasted: one frame, however the terminal cuts it into pieces. */
static bool type_long(struct tty *t, char *rest)
{
	char *times = strrchr(rest, ' ');
	if (times == NULL)
		return false;
	*times = '\0';
	tty_send(t, "\033[200~", 6);
	for (long n = strtol(times + 1, NULL, 10); n > 0; n--)
		tty_send(t, rest, strlen(rest));
	tty_send(t, "\033[201~", 6);
	return tty_settle(t);
}

static void snap(FILE *out, struct tty *t, const char *title, const char *who)
{
	int broken = tty_broken_cells(t);
	if (broken > 0) {
		printf("FAIL %s: %d broken cells at '%s'\n", who, broken, title);
		failed++;
	}
	char *screen = tty_screen(t);
	fprintf(out, "== %s\n%s", title, screen);
	free(screen);
}

static bool step(struct tty **t, char *line, const struct variant *v, FILE *out, const char *who)
{
	char *rest = strchr(line, ' ');
	if (rest != NULL)
		*rest++ = '\0';
	else
		rest = line + strlen(line);
	if (strcmp(line, "start") == 0) {
		tty_close(*t);
		*t = start(rest, v);
		return tty_settle(*t);
	}
	if (*t == NULL)
		return false;
	if (strcmp(line, "file") == 0) {
		play_put(&stage, tests_dir, rest);
		return true;
	}
	if (strcmp(line, "folder") == 0) {
		play_folder(&stage, rest);
		return true;
	}
	if (strcmp(line, "keys") == 0) {
		for (char *k = strtok(rest, " "); k != NULL; k = strtok(NULL, " "))
			if (!tty_key(*t, k)) {
				printf("FAIL %s: the program ended, or no such key, at %s\n", who, k);
				return false;
			}
		return true;
	}
	if (strcmp(line, "type") == 0) {
		tty_send(*t, rest, strlen(rest));
		return tty_settle(*t);
	}
	if (strcmp(line, "resize") == 0) {
		int rows = 24, cols = 80;
		sscanf(rest, "%dx%d", &rows, &cols);
		tty_resize(*t, rows, cols);
		return tty_settle(*t);
	}
	if (strcmp(line, "snap") == 0) {
		snap(out, *t, rest, who);
		return true;
	}
	if (strcmp(line, "long") == 0)
		return type_long(*t, rest);
	if (strcmp(line, "sql") == 0)
		return play_do(&stage, rest);
	if (strcmp(line, "ends") == 0) /* the last key was to end the program */
		return true;
	return false;
}

static char *slurp(const char *path)
{
	FILE *f = fopen(path, "rb");
	if (f == NULL)
		return NULL;
	char *text = NULL;
	size_t n = 0;
	if (getdelim(&text, &n, '\0', f) < 0) {
		free(text);
		text = strdup("");
	}
	fclose(f);
	return text;
}

static void compare(const char *who, const char *golden, const char *got)
{
	char *want = slurp(golden);
	if (want != NULL && strcmp(want, got) == 0) {
		passed++;
	} else if (update) {
		FILE *f = fopen(golden, "wb");
		if (f == NULL || fputs(got, f) < 0 || fclose(f) != 0)
			perror(golden);
		printf("updated %s\n", golden);
		passed++;
	} else {
		char now[700];
		snprintf(now, sizeof now, "%s/%s.now", stage.work, strrchr(golden, '/') + 1);
		FILE *f = fopen(now, "wb");
		if (f != NULL) {
			fputs(got, f);
			fclose(f);
		}
		printf("FAIL %s: the screen is not the golden one\n", who);
		fflush(stdout);
		char command[4096];
		snprintf(command, sizeof command, "diff -u '%s' '%s' | head -n 60", golden, now);
		if (system(command) < 0)
			perror("diff");
		failed++;
	}
	free(want);
}

static void play(const char *name, const struct variant *v)
{
	char path[700], golden[700], who[300], size[32];
	snprintf(size, sizeof size, "%dx%d", v->cols, v->rows);
	snprintf(who, sizeof who, "%s %s %s", name, size, v->lang);
	snprintf(path, sizeof path, "%s/screens/scripts/%s.keys", tests_dir, name);
	snprintf(golden, sizeof golden, "%s/screens/golden/%s.%s.%s.txt", tests_dir, name, size, v->lang);
	FILE *script = fopen(path, "r");
	if (script == NULL) {
		perror(path);
		exit(2);
	}
	char *got = NULL, *line = NULL;
	size_t got_n = 0, cap = 0;
	FILE *out = open_memstream(&got, &got_n);
	struct tty *t = NULL;
	bool ok = true, wanted = true;
	ssize_t n;
	while (ok && wanted && (n = getline(&line, &cap, script)) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		if (strncmp(line, "only ", 5) == 0) {
			wanted = strstr(line + 5, size) != NULL || strstr(line + 5, v->lang) != NULL;
			continue;
		}
		char copy[1024];
		snprintf(copy, sizeof copy, "%s", line);
		ok = step(&t, line, v, out, who);
		if (!ok) {
			printf("FAIL %s: step '%s'\n", who, copy);
			if (t != NULL) {
				char *screen = tty_screen(t);
				printf("%s", screen);
				free(screen);
			}
			failed++;
		}
	}
	fclose(out);
	fclose(script);
	free(line);
	tty_close(t);
	if (ok && wanted)
		compare(who, golden, got);
	free(got);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void play_all(void)
{
	char path[700];
	snprintf(path, sizeof path, "%s/screens/scripts", tests_dir);
	DIR *dir = opendir(path);
	if (dir == NULL) {
		perror(path);
		exit(2);
	}
	char *name[512];
	size_t n = 0;
	for (struct dirent *d; (d = readdir(dir)) != NULL && n < 512;) {
		char *dot = strstr(d->d_name, ".keys");
		if (dot != NULL)
			name[n++] = strndup(d->d_name, (size_t)(dot - d->d_name));
	}
	closedir(dir);
	qsort(name, n, sizeof *name, by_name);
	for (size_t i = 0; i < n; i++) {
		for (size_t v = 0; v < sizeof variants / sizeof *variants; v++)
			play(name[i], &variants[v]);
		free(name[i]);
	}
}

int main(int argc, char **argv)
{
	if (argc < 4) {
		fprintf(stderr, "golden PROGRAM SCREENS_DIR TESTS_DIR [--update] [NAME…]\n");
		return 2;
	}
	tests_dir = argv[3];
	play_open(&stage, argv[1], argv[2], "golden");
	bool named = false;
	for (int i = 4; i < argc; i++) {
		if (strcmp(argv[i], "--update") == 0)
			update = true;
		else {
			named = true;
			for (size_t v = 0; v < sizeof variants / sizeof *variants; v++)
				play(argv[i], &variants[v]);
		}
	}
	if (!named)
		play_all();
	char proved[128];
	snprintf(proved, sizeof proved, "golden screens: %d passed, %d failed", passed, failed);
	stage.failed = failed;
	return play_close(&stage, proved);
}

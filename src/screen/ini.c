#include "screen/ini.h"

#include "base/mem.h"
#include "screen/ini_scan.h"

#include <fcntl.h>
#include <iniparser/iniparser.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_BYTES ((off_t)8 * 1024 * 1024) /* more is no INI file */
#define PART_KEYS 128 /* iniparser compares each key with all before it: long files are read in parts */

struct ini_file {
	struct ini ini; /* first: what callers hold */
	struct arena arena;
	char *bytes;
};

struct report {
	const char *file;
	ini_found *found;
	void *arg;
	struct err *e;
	int problems;
};

static void report(void *arg, int line, const char *word, const char *what)
{
	struct report *r = arg;

	if (!r->problems++) {
		char number[16];

		snprintf(number, sizeof number, "%d", line);
		err_set(r->e, ERR_FORMAT, word, r->file, number, what);
	}
	if (r->found)
		r->found(r->arg, line, word, what);
}

/* Where iniparser says what it did not like; it has no place for an argument. */
static int complaint_line;

static int __attribute__((format(printf, 1, 2))) complain(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	if (!complaint_line && strstr(format, "%s (%d)")) {
		(void)va_arg(ap, const char *);
		complaint_line = va_arg(ap, int);
	}
	va_end(ap);
	return 0;
}

int ini_bytes(char **out, size_t *n, const char *path, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	ssize_t got = 0;

	*out = NULL;
	*n = 0;
	if (fd < 0)
		return err_set(e, ERR_MISSING, "INI_OPEN", path);
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size < FILE_BYTES) {
		*out = mem_grow(NULL, (size_t)st.st_size + 1, 1);
		while (*n < (size_t)st.st_size && (got = pread(fd, *out + *n, (size_t)st.st_size - *n, (off_t)*n)) > 0)
			*n += (size_t)got;
		(*out)[*n] = '\0';
	}
	close(fd);
	if (*out && got >= 0)
		return 0;
	mem_free(*out);
	*out = NULL;
	return err_set(e, ERR_IO, "INI_OPEN", path);
}

/* Holds what iniparser read beside what the scan did. Both saw the same lines in the same order, or one of them is
 * wrong: then the line where they part is returned, else 0. */
static int compare(const dictionary *d, const struct ini_section *sections, size_t n)
{
	int at = 0;

	for (size_t i = 0; i < n; i++) {
		size_t name = strlen(sections[i].name);
		const struct ini_entry *entries = sections[i].entry;

		if (at >= d->n || strcmp(d->key[at++], sections[i].name) != 0)
			return sections[i].line;
		for (size_t k = 0; k < sections[i].n; k++, at++) {
			if (at >= d->n || strncmp(d->key[at], sections[i].name, name) != 0 || d->key[at][name] != ':' ||
			    strcmp(d->key[at] + name + 1, entries[k].key) != 0 ||
			    strcmp(d->val[at] ? d->val[at] : "", entries[k].value) != 0)
				return entries[k].line;
		}
	}
	return at < d->n ? n ? sections[n - 1].line : 1 : 0;
}

/* As compare, of `n` sections, all that stand in the file `path`, whose lines before it are `before`. */
static int judge_file(const char *path, int before, const struct ini_section *sections, size_t n)
{
	dictionary *d;
	int line;

	complaint_line = 0;
	iniparser_set_error_callback(complain);
	d = iniparser_load(path);
	iniparser_set_error_callback(NULL);
	if (!d)
		return complaint_line ? before + complaint_line : before + 1;
	line = compare(d, sections, n);
	iniparser_freedict(d);
	return line;
}

/* A long file as files in memory of a few whole sections each. What is true of the file is true of its parts: the scan
 * has found each name once and no line that reaches into the next. -1: there is no such memory, nothing is read. */
static int judge_parts(const char *bytes, size_t length, const struct ini_section *sections, size_t n)
{
	const char *from = bytes, *end = bytes + length, *to = from;
	int fd = memfd_create("ini", MFD_CLOEXEC), line = fd < 0 ? -1 : 0, at = 1, before = 0;
	size_t first = 0, keys = 0;
	char path[32];

	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (line || access(path, R_OK))
		line = -1;
	for (size_t i = 0; i < n && !line; i++) {
		keys += sections[i].n + 1;
		if (keys < PART_KEYS && i + 1 < n)
			continue;
		for (; i + 1 < n && at < sections[i + 1].line; at++)
			to = (const char *)memchr(to, '\n', (size_t)(end - to)) + 1;
		to = i + 1 < n ? to : end;
		if (ftruncate(fd, 0) || pwrite(fd, from, (size_t)(to - from), 0) != to - from)
			line = -1;
		else
			line = judge_file(path, before, sections + first, i + 1 - first);
		from = to;
		before = at - 1;
		first = i + 1;
		keys = 0;
	}
	if (fd >= 0)
		close(fd);
	return line;
}

/* `bytes` as they were before the scan. */
static int judge(const char *path, const char *bytes, size_t length, const struct ini_section *sections, size_t n)
{
	size_t keys = n;
	int line = -1;

	for (size_t i = 0; i < n; i++)
		keys += sections[i].n;
	if (keys > PART_KEYS)
		line = judge_parts(bytes, length, sections, n);
	return line < 0 ? judge_file(path, 0, sections, n) : line;
}

static int read_file(struct ini **out, const char *path, bool judged, ini_found *found, void *arg, struct err *e)
{
	const char *slash = strrchr(path, '/');
	struct report r = { slash ? slash + 1 : path, found, arg, e, 0 };
	struct ini_file *f = mem_alloc(sizeof *f);
	struct growing sections = { 0 };
	char *as_it_was = NULL;
	size_t n;
	int line, result = -1;

	*out = NULL;
	f->ini.path = arena_dup(&f->arena, path);
	f->ini.file = arena_dup(&f->arena, r.file);
	if (ini_bytes(&f->bytes, &n, path, e)) {
		if (found)
			found(arg, 0, "INI_OPEN", path);
		goto done;
	}
	as_it_was = judged ? mem_dup_n(f->bytes, n) : NULL;
	if (ini_scan(f->bytes, n, 0, &f->arena, &sections, report, &r))
		goto done;
	line = judged ? judge(path, as_it_was, n, sections.items, sections.n) : 0;
	if (line) {
		report(&r, line, "INI_LINE", "");
		goto done;
	}
	f->ini.n = sections.n;
	f->ini.section = growing_done(&sections, sizeof(struct ini_section), &f->arena);
	*out = &f->ini;
	result = 0;
done:
	mem_free(sections.items);
	mem_free(as_it_was);
	if (result) {
		struct ini *broken = &f->ini;

		ini_free(&broken);
	}
	return result;
}

int ini_read(struct ini **out, const char *path, ini_found *found, void *arg, struct err *e)
{
	return read_file(out, path, true, found, arg, e);
}

int ini_take(struct ini **out, const char *path, ini_found *found, void *arg, struct err *e)
{
	return read_file(out, path, false, found, arg, e);
}

void ini_free(struct ini **ini)
{
	struct ini_file *f = (struct ini_file *)*ini;

	if (!f)
		return;
	arena_release(&f->arena);
	mem_free(f->bytes);
	mem_free(f);
	*ini = NULL;
}

const struct ini_entry *ini_entry(const struct ini_section *s, const char *key)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->entry[i].key[0] == key[0] && !strcmp(s->entry[i].key, key))
			return &s->entry[i];
	return NULL;
}

const struct ini_section *ini_section(const struct ini *ini, const char *name)
{
	for (size_t i = 0; i < ini->n; i++)
		if (!strcmp(ini->section[i].name, name))
			return &ini->section[i];
	return NULL;
}

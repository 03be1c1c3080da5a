#include "screen/ini.h"

#include "base/buf.h"
#include "base/mem.h"
#include "screen/ini_scan.h"

#include <iniparser/iniparser.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define FILE_BYTES ((size_t)8 * 1024 * 1024) /* more is no INI file */

struct ini_file {
	struct ini ini; /* first: what callers hold */
	struct arena arena;
	dictionary *dict;
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

static int read_bytes(struct buf *b, const char *path, struct err *e)
{
	char chunk[8192];
	size_t n;
	FILE *f = fopen(path, "rb");

	if (!f)
		return err_set(e, ERR_MISSING, "INI_OPEN", path);
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0 && b->n < FILE_BYTES)
		buf_add(b, chunk, n);
	if (ferror(f) || b->n >= FILE_BYTES) {
		fclose(f);
		return err_set(e, ERR_IO, "INI_OPEN", path);
	}
	fclose(f);
	return 0;
}

/* Puts iniparser's values beside the scanned keys. Both saw the same file in the same order, or one of them is wrong:
 * then the line where they part is returned, else 0. */
static int marry(const dictionary *d, struct ini_section *sections, size_t n)
{
	int at = 0;

	for (size_t i = 0; i < n; i++) {
		size_t name = strlen(sections[i].name);
		struct ini_entry *entries = (struct ini_entry *)sections[i].entry; /* ours: the scan made them */

		if (at >= d->n || strcmp(d->key[at++], sections[i].name) != 0)
			return sections[i].line;
		for (size_t k = 0; k < sections[i].n; k++, at++) {
			if (at >= d->n || strncmp(d->key[at], sections[i].name, name) != 0 || d->key[at][name] != ':' ||
			    strcmp(d->key[at] + name + 1, entries[k].key) != 0)
				return entries[k].line;
			entries[k].value = d->val[at] ? d->val[at] : "";
		}
	}
	return 0;
}

int ini_read(struct ini **out, const char *path, ini_found *found, void *arg, struct err *e)
{
	const char *slash = strrchr(path, '/');
	struct report r = { slash ? slash + 1 : path, found, arg, e, 0 };
	struct ini_file *f = mem_alloc(sizeof *f);
	struct growing sections = { 0 };
	struct buf bytes = BUF_INIT;
	int line, result = -1;

	*out = NULL;
	f->ini.path = arena_dup(&f->arena, path);
	f->ini.file = arena_dup(&f->arena, r.file);
	if (read_bytes(&bytes, path, e)) {
		if (found)
			found(arg, 0, "INI_OPEN", path);
		goto done;
	}
	if (ini_scan(bytes.s, bytes.n, &f->arena, &sections, report, &r))
		goto done;
	complaint_line = 0;
	iniparser_set_error_callback(complain);
	f->dict = iniparser_load(path);
	iniparser_set_error_callback(NULL);
	line = f->dict ? marry(f->dict, sections.items, sections.n) : complaint_line ? complaint_line : 1;
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
	buf_release(&bytes);
	if (result) {
		struct ini *broken = &f->ini;

		ini_free(&broken);
	}
	return result;
}

void ini_free(struct ini **ini)
{
	struct ini_file *f = (struct ini_file *)*ini;

	if (!f)
		return;
	if (f->dict)
		iniparser_freedict(f->dict);
	arena_release(&f->arena);
	mem_free(f);
	*ini = NULL;
}

const struct ini_entry *ini_entry(const struct ini_section *s, const char *key)
{
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->entry[i].key, key))
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

/* The zip a workbook is packed in. What it says of itself is believed only where it is modest. */
#include "xlsx.h"

#include "base/mem.h"
#include "strmap.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

#define END_BYTES 22         /* the record at the end of a zip */
#define END_MOST 65557       /* with the longest comment behind it */
#define FREE_BYTES (4 << 20) /* up to here any ratio is harmless */
#define RATIO_MOST 100       /* what sheets of blank rows with borders come to is a quarter of it */
#define STRINGS_FREE (24 << 20)
#define STRINGS_RATIO 24 /* strings are kept once each: they do not pack better */
#define SMALL_MOST (16 << 20)
#define STRINGS_MOST (256 << 20)
#define SHEET_MOST (1LL << 30)

struct xlsx_zip {
	zip_t *zip;
	char *path;
	struct strmap parts; /* name in small letters → index */
};
struct part {
	struct xlsx_zip *z;
	zip_file_t *file;
	char name[PART_NAME_BYTES];
	int64_t all, done;
};

static int damaged(const char *path, struct err *e)
{
	return err_set(e, ERR_FORMAT, "FILE_XLSX_ZIP", path);
}

/* How many files the zip says it holds, from its end: a list of millions must not be read to be counted. -1: no end. */
static long entries_said(const char *path)
{
	unsigned char *s = mem_alloc(END_MOST);
	FILE *f = fopen(path, "rb");
	long size = 0, n = -1;
	size_t got = 0;

	if (f && fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) > 0 &&
	    fseek(f, size > END_MOST ? size - END_MOST : 0, SEEK_SET) == 0)
		got = fread(s, 1, END_MOST, f);
	for (size_t at = got; n < 0 && at >= END_BYTES; at--) {
		const unsigned char *end = s + at - END_BYTES;

		if (memcmp(end, "PK\5\6", 4) == 0)
			n = end[10] + end[11] * 256;
	}
	if (f)
		fclose(f);
	mem_free(s);
	return n;
}

static void plain_name(const char *name, char out[PART_NAME_BYTES])
{
	size_t n = 0;

	if (*name == '/' || *name == '\\')
		name++;
	for (; *name && n + 1 < PART_NAME_BYTES; name++)
		out[n++] = *name == '\\' ? '/' : (char)tolower((unsigned char)*name);
	out[n] = '\0';
}

static int list_parts(struct xlsx_zip *z, struct err *e)
{
	zip_int64_t n = zip_get_num_entries(z->zip, 0);
	char name[PART_NAME_BYTES];
	int64_t there;

	for (zip_int64_t i = 0; i < n; i++) {
		const char *raw = zip_get_name(z->zip, (zip_uint64_t)i, 0);

		if (!raw)
			return damaged(z->path, e);
		plain_name(raw, name);
		if (strmap_get(&z->parts, name, &there))
			return err_set(e, ERR_FORMAT, "FILE_XLSX_TWICE", z->path, name);
		strmap_put(&z->parts, name, i);
	}
	return 0;
}

int xlsx_zip_open(struct xlsx_zip **out, const char *path, struct err *e)
{
	const struct strmap none = STRMAP_INIT;
	struct xlsx_zip *z = mem_alloc(sizeof(*z));
	long said = entries_said(path);
	int why = 0;

	*out = NULL;
	z->path = mem_dup(path);
	z->parts = none;
	if (said > ZIP_MOST_ENTRIES) {
		err_set(e, ERR_FORMAT, "FILE_XLSX_BOMB", path, "zip");
		goto failed;
	}
	if (said >= 0)
		z->zip = zip_open(path, ZIP_RDONLY, &why);
	if (!z->zip || zip_get_num_entries(z->zip, 0) > ZIP_MOST_ENTRIES) {
		damaged(path, e);
		goto failed;
	}
	if (list_parts(z, e) < 0)
		goto failed;
	*out = z;
	return 0;
failed:
	xlsx_zip_close(&z);
	return -1;
}

void xlsx_zip_close(struct xlsx_zip **z)
{
	if (!*z)
		return;
	if ((*z)->zip)
		zip_discard((*z)->zip);
	strmap_release(&(*z)->parts);
	mem_free((*z)->path);
	mem_free(*z);
	*z = NULL;
}

const char *xlsx_zip_path(const struct xlsx_zip *z)
{
	return z->path;
}

static bool find(const struct xlsx_zip *z, const char *part, int64_t *index)
{
	char name[PART_NAME_BYTES];

	plain_name(part, name);
	return strmap_get(&z->parts, name, index);
}

bool xlsx_zip_has(const struct xlsx_zip *z, const char *part)
{
	int64_t index;

	return find(z, part, &index);
}

static bool is_too_big(const zip_stat_t *st, enum part_kind kind)
{
	static const uint64_t most[] = {
		[PART_SMALL] = SMALL_MOST, [PART_STRINGS] = STRINGS_MOST, [PART_SHEET] = SHEET_MOST
	};
	uint64_t packed = st->comp_size ? st->comp_size : 1;

	return st->size > most[kind] || (st->size > FREE_BYTES && st->size / packed >= RATIO_MOST) ||
	       (kind == PART_STRINGS && st->size > STRINGS_FREE && st->size / packed >= STRINGS_RATIO);
}

int part_open(struct part **out, struct xlsx_zip *z, const char *name, enum part_kind kind, struct err *e)
{
	const zip_uint64_t wanted = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
	struct part *p;
	zip_stat_t st;
	int64_t index;

	*out = NULL;
	if (!find(z, name, &index) || zip_stat_index(z->zip, (zip_uint64_t)index, 0, &st) < 0 ||
	    (st.valid & wanted) != wanted)
		return err_set(e, ERR_FORMAT, "FILE_XLSX_PART", z->path, name);
	if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
		return err_set(e, ERR_FORMAT, "FILE_PASSWORD", z->path);
	if (is_too_big(&st, kind))
		return err_set(e, ERR_FORMAT, "FILE_XLSX_BOMB", z->path, name);
	p = mem_alloc(sizeof(*p));
	p->z = z;
	p->all = (int64_t)st.size;
	snprintf(p->name, sizeof(p->name), "%s", name);
	p->file = zip_fopen_index(z->zip, (zip_uint64_t)index, 0);
	if (!p->file) {
		part_close(&p);
		return err_set(e, ERR_FORMAT, "FILE_XLSX_PART", z->path, name);
	}
	*out = p;
	return 0;
}

void part_close(struct part **p)
{
	if (!*p)
		return;
	if ((*p)->file)
		zip_fclose((*p)->file);
	mem_free(*p);
	*p = NULL;
}

/* A size that was said and a size that is: both have to be the same, or the limits above mean nothing. */
int part_read(struct part *p, void *to, size_t most, size_t *n, struct err *e)
{
	zip_int64_t got = zip_fread(p->file, to, most);

	*n = 0;
	if (got < 0 || p->done + got > p->all || (got == 0 && p->done < p->all))
		return err_set(e, ERR_FORMAT, "FILE_XLSX_PART", p->z->path, p->name);
	p->done += got;
	*n = (size_t)got;
	return 0;
}

int64_t part_done(const struct part *p)
{
	return p->done;
}

int64_t part_all(const struct part *p)
{
	return p->all;
}

const char *part_name(const struct part *p)
{
	return p->name;
}

const char *part_path(const struct part *p)
{
	return p->z->path;
}

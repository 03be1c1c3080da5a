#include "rows_decode.h"

#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define CHUNK 32768
#define NO_CONVERSION ((iconv_t)-1)

struct decoder {
	FILE *file;
	char *path;
	iconv_t convert; /* NO_CONVERSION while the bytes are UTF-8 */
	enum encoding encoding;
	int64_t all, done;
	int64_t line; /* of the last character given out */
	bool after_cr, ended;
	char raw[CHUNK];
	size_t n_raw, given; /* how much of it is done with, or given out as it is */
	char out[CHUNK * 2]; /* two bytes become three at most */
};

static int not_text(const struct decoder *d, const char *word, struct err *e)
{
	return err_set(e, ERR_FORMAT, word, d->path);
}

/* Any of \n, \r and \r\n ends a line, the last of them once. */
static void count_lines(struct decoder *d, const char *s, size_t n)
{
	const char *end = s + n;

	if (!n)
		return;
	for (const char *at = s; (at = memchr(at, '\r', (size_t)(end - at))); at++)
		d->line++;
	for (const char *at = s; (at = memchr(at, '\n', (size_t)(end - at))); at++)
		d->line += !(at > s ? at[-1] == '\r' : d->after_cr);
	d->after_cr = end[-1] == '\r';
}

static int bad_encoding(const struct decoder *d, struct err *e)
{
	char line[24];

	snprintf(line, sizeof(line), "%lld", (long long)d->line);
	return err_set(e, ERR_FORMAT, "FILE_ENCODING", d->path, line);
}

static int fill(struct decoder *d, struct err *e)
{
	size_t n = fread(d->raw + d->n_raw, 1, CHUNK - d->n_raw, d->file);

	if (n == 0 && ferror(d->file))
		return err_set(e, ERR_IO, "FILE_READ", d->path);
	d->ended = feof(d->file) != 0;
	if (memchr(d->raw + d->n_raw, 0, n))
		return not_text(d, "FILE_BINARY", e);
	d->n_raw += n;
	d->done += (int64_t)n;
	return 0;
}

/* What is whole, which stays in raw, or is moved to out; how much was taken in *used. Stops before bytes that are no
 * text. */
static size_t take_utf8(struct decoder *d, size_t *used, bool *bad)
{
	size_t at = 0;

	while ((at += utf8_run(d->raw + at, d->n_raw - at)) < d->n_raw) {
		uint32_t cp;
		int n = utf8_decode(d->raw + at, d->n_raw - at, &cp);

		if (n < 0) {
			*bad = d->ended || d->n_raw - at >= 4;
			break;
		}
		at += (size_t)n;
	}
	*used = at;
	return at;
}

static size_t take_converted(struct decoder *d, size_t *used, bool *bad)
{
	char *in = d->raw, *to = d->out;
	size_t left = d->n_raw, room = sizeof(d->out);

	if (iconv(d->convert, &in, &left, &to, &room) == (size_t)-1)
		*bad = errno == EILSEQ || (errno == EINVAL && d->ended);
	*used = (size_t)(in - d->raw);
	return (size_t)(to - d->out);
}

int decoder_next(struct decoder *d, const char **s, size_t *n, struct err *e)
{
	size_t used, given;
	bool bad = false;

	do {
		memmove(d->raw, d->raw + d->given, d->n_raw - d->given);
		d->n_raw -= d->given;
		d->given = 0;
		if (!d->ended && fill(d, e) < 0)
			return -1;
		if (d->n_raw == 0)
			return 0;
		given = d->convert == NO_CONVERSION ? take_utf8(d, &used, &bad) : take_converted(d, &used, &bad);
		d->given = used;
		*s = d->convert == NO_CONVERSION ? d->raw : d->out;
		count_lines(d, *s, given);
		if (bad && given == 0)
			return bad_encoding(d, e);
	} while (given == 0);
	*n = given;
	return 1;
}

static int rewind_as(struct decoder *d, enum encoding encoding, struct err *e)
{
	long skip = encoding == ENCODING_UTF8_BOM ? 3 : 0;

	if (d->convert != NO_CONVERSION)
		iconv_close(d->convert);
	d->convert = encoding == ENCODING_GB18030 ? iconv_open("UTF-8", "GB18030") : NO_CONVERSION;
	if (encoding == ENCODING_GB18030 && d->convert == NO_CONVERSION)
		return err_set(e, ERR_IO, "ENCODING_NONE", "GB18030");
	if (fseek(d->file, skip, SEEK_SET) < 0)
		return err_set(e, ERR_IO, "FILE_READ", d->path);
	clearerr(d->file);
	d->encoding = encoding;
	d->done = skip;
	d->line = 1;
	d->n_raw = d->given = 0;
	d->after_cr = d->ended = false;
	return 0;
}

/* Reads all of it in one encoding; *good gets how far it went well. */
static int try_encoding(struct decoder *d, enum encoding encoding, int64_t *good, struct err *e)
{
	const char *s;
	size_t n;
	int rc;

	if (rewind_as(d, encoding, e) < 0)
		return -1;
	while ((rc = decoder_next(d, &s, &n, e)) > 0)
		;
	*good = decoder_done(d);
	return rc;
}

/* What a cadre takes for a list and is none. */
static int check_magic(struct decoder *d, struct err *e)
{
	unsigned char head[8] = { 0 };
	size_t n = fread(head, 1, sizeof(head), d->file);

	if (n >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 || memcmp(head, "\xFE\xFF", 2) == 0))
		return not_text(d, "FILE_UTF16", e);
	if (n >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0)
		d->encoding = ENCODING_UTF8_BOM;
	return 0;
}

/* A file that is neither is reported by the reading that went further: one bad byte in a UTF-8 list is found where it
 * is. */
static int look_through(struct decoder *d, struct err *e)
{
	enum encoding utf8 = d->encoding;
	struct err as_utf8, as_gb;
	int64_t utf8_good = 0, gb_good = 0;

	err_clear(&as_utf8);
	err_clear(&as_gb);
	if (try_encoding(d, utf8, &utf8_good, &as_utf8) == 0)
		return rewind_as(d, utf8, e);
	if (utf8 == ENCODING_UTF8_BOM || strcmp(as_utf8.word, "FILE_ENCODING") != 0)
		goto failed;
	if (try_encoding(d, ENCODING_GB18030, &gb_good, &as_gb) == 0)
		return rewind_as(d, ENCODING_GB18030, e);
	if (gb_good >= utf8_good || strcmp(as_gb.word, "FILE_ENCODING") != 0)
		as_utf8 = as_gb;
failed:
	if (e)
		*e = as_utf8;
	return -1;
}

/* A list is opened several times in a row, to find its header, to be judged, to be read: which encoding it is in is
 * told once, as long as it is the same file. One written just now could be written again without a later time. */
#define SETTLED 2 /* seconds */

static bool same_time(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static int detect(struct decoder *d, const struct stat *st, struct err *e)
{
	static struct {
		struct stat st;
		enum encoding encoding;
		bool known;
	} last;

	if (last.known && last.st.st_dev == st->st_dev && last.st.st_ino == st->st_ino &&
	    last.st.st_size == st->st_size && same_time(&last.st.st_mtim, &st->st_mtim) &&
	    same_time(&last.st.st_ctim, &st->st_ctim))
		return rewind_as(d, last.encoding, e);
	last.known = false;
	if (look_through(d, e) < 0)
		return -1;
	last.st = *st;
	last.encoding = d->encoding;
	last.known = st->st_ctim.tv_sec + SETTLED < time(NULL);
	return 0;
}

int decoder_open(struct decoder **out, const char *path, struct err *e)
{
	struct decoder *d = mem_alloc(sizeof(*d));
	struct stat st;

	*out = NULL;
	d->convert = NO_CONVERSION;
	d->path = mem_dup(path);
	d->file = fopen(path, "rb");
	if (!d->file) {
		if (errno == ENOENT)
			err_set(e, ERR_MISSING, "FILE_MISSING", path);
		else
			err_set(e, ERR_IO, "FILE_READ", path);
		goto failed;
	}
	if (fstat(fileno(d->file), &st) < 0 || !S_ISREG(st.st_mode)) {
		err_set(e, ERR_IO, "FILE_READ", path);
		goto failed;
	}
	d->all = st.st_size;
	if (check_magic(d, e) < 0 || detect(d, &st, e) < 0)
		goto failed;
	*out = d;
	return 0;
failed:
	decoder_close(&d);
	return -1;
}

void decoder_close(struct decoder **d)
{
	if (!*d)
		return;
	if ((*d)->convert != NO_CONVERSION)
		iconv_close((*d)->convert);
	if ((*d)->file)
		fclose((*d)->file);
	mem_free((*d)->path);
	mem_free(*d);
	*d = NULL;
}

enum encoding decoder_encoding(const struct decoder *d)
{
	return d->encoding;
}

int64_t decoder_done(const struct decoder *d)
{
	return d->done - (int64_t)(d->n_raw - d->given);
}

int64_t decoder_all(const struct decoder *d)
{
	return d->all;
}

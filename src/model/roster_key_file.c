#include "roster_key_file.h"

#include "base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define KEY_BYTES (sizeof(uint64_t) + sizeof(uint32_t))
#define BLOCK 1024 /* keys read or written at a time */

struct block {
	unsigned char bytes[BLOCK * KEY_BYTES];
	size_t n; /* keys */
};
struct key_file {
	FILE *file;
	struct block block;
	size_t n, top[KEY_SLICES_MOST]; /* top: by the first byte of the hash */
	size_t first[KEY_SLICES_MOST + 1];
	size_t at, end, taken; /* of the slice that is read: keys of the file, and of the block */
	unsigned of;
	bool failed;
};

static void write_all(struct key_file *f, FILE *to, struct block *b, size_t at)
{
	const size_t bytes = b->n * KEY_BYTES;

	for (size_t done = 0; done < bytes && !f->failed;) {
		ssize_t n = pwrite(fileno(to), b->bytes + done, bytes - done, (off_t)(at * KEY_BYTES + done));

		if (n > 0)
			done += (size_t)n;
		else if (n == 0 || errno != EINTR)
			f->failed = true;
	}
	b->n = 0;
}

static void read_block(struct key_file *f)
{
	struct block *b = &f->block;
	const size_t left = f->end - f->at;
	const size_t keys = left < BLOCK ? left : BLOCK, bytes = keys * KEY_BYTES;

	f->taken = b->n = 0;
	for (size_t done = 0; done < bytes && !f->failed;) {
		ssize_t n = pread(fileno(f->file), b->bytes + done, bytes - done, (off_t)(f->at * KEY_BYTES + done));

		if (n > 0)
			done += (size_t)n;
		else if (n == 0 || errno != EINTR)
			f->failed = true;
	}
	b->n = f->failed ? 0 : keys;
	f->at += b->n;
}

static bool put_into(struct block *b, uint64_t hash, uint32_t who)
{
	unsigned char *to = b->bytes + b->n++ * KEY_BYTES;

	memcpy(to, &hash, sizeof hash);
	memcpy(to + sizeof hash, &who, sizeof who);
	return b->n == BLOCK;
}

struct key_file *key_file_open(void)
{
	struct key_file *f = mem_alloc(sizeof *f);

	f->file = tmpfile();
	if (!f->file) {
		mem_free(f);
		return NULL;
	}
	f->of = 1;
	return f;
}

void key_file_close(struct key_file **f)
{
	if (*f)
		fclose((*f)->file);
	mem_free(*f);
	*f = NULL;
}

void key_file_put(struct key_file *f, uint64_t hash, uint32_t who)
{
	f->top[hash >> 56]++;
	f->n++;
	if (put_into(&f->block, hash, who))
		write_all(f, f->file, &f->block, f->n - BLOCK);
}

size_t key_file_count(const struct key_file *f)
{
	return f->n;
}

static unsigned slice_of(const struct key_file *f, uint64_t hash)
{
	return (unsigned)(hash >> 56) & (f->of - 1);
}

static void flush(struct key_file *f)
{
	if (f->block.n)
		write_all(f, f->file, &f->block, f->n - f->block.n);
}

static void scatter(struct key_file *f, FILE *to)
{
	struct block *slice = mem_alloc(f->of * sizeof *slice);
	size_t next[KEY_SLICES_MOST];
	uint64_t hash;
	uint32_t who;

	memcpy(next, f->first, sizeof next);
	f->at = 0;
	f->end = f->n;
	while (key_file_next(f, &hash, &who)) {
		unsigned k = slice_of(f, hash);

		if (put_into(&slice[k], hash, who)) {
			write_all(f, to, &slice[k], next[k]);
			next[k] += BLOCK;
		}
	}
	for (unsigned k = 0; k < f->of; k++)
		write_all(f, to, &slice[k], next[k]);
	mem_free(slice);
}

void key_file_cut(struct key_file *f, unsigned of)
{
	FILE *to;

	flush(f);
	f->of = of;
	memset(f->first, 0, sizeof f->first);
	for (unsigned b = 0; b < KEY_SLICES_MOST; b++)
		f->first[(b & (of - 1)) + 1] += f->top[b];
	for (unsigned k = 1; k <= of; k++)
		f->first[k] += f->first[k - 1];
	if (of == 1)
		return;
	to = tmpfile();
	if (!to) {
		f->failed = true;
		return;
	}
	scatter(f, to);
	fclose(f->file);
	f->file = to;
}

void key_file_begin(struct key_file *f, unsigned slice)
{
	f->at = f->first[slice];
	f->end = f->first[slice + 1];
	f->taken = f->block.n = 0;
}

bool key_file_next(struct key_file *f, uint64_t *hash, uint32_t *who)
{
	const unsigned char *from;

	if (f->taken == f->block.n && f->at < f->end)
		read_block(f);
	if (f->taken == f->block.n)
		return false;
	from = f->block.bytes + f->taken++ * KEY_BYTES;
	memcpy(hash, from, sizeof *hash);
	memcpy(who, from + sizeof *hash, sizeof *who);
	return true;
}

bool key_file_failed(const struct key_file *f)
{
	return f->failed;
}

/* The one stream of a compound file that holds the workbook. Whatever the file says, no byte beyond its end is read. */
#include "xls.h"

#include "base/mem.h"

#include <string.h>

#define SECTOR_NONE 0xFFFFFFF0u /* from here on no sector */
#define FAT_IN_HEADER 109
#define ENTRY_BYTES 128
#define SMALL_STREAM 4096 /* those below are kept in a stream of their own, in pieces of SMALL_PIECE */
#define SMALL_PIECE 64

uint32_t xls_number(const struct xls_bytes *b, size_t at, size_t bytes)
{
	uint32_t n = 0;

	if (at > b->n || b->n - at < bytes)
		return 0;
	for (size_t k = bytes; k-- > 0;)
		n = n << 8 | b->s[at + k];
	return n;
}

struct compound {
	const struct xls_bytes *file;
	uint32_t shift; /* a sector is 1 << shift bytes */
};

static size_t place(const struct compound *c, uint32_t sector)
{
	return ((size_t)sector + 1) << c->shift;
}

/* The sector that lists where sectors of number n and its neighbours go on. */
static uint32_t fat_sector(const struct compound *c, uint32_t n)
{
	uint32_t a_sector = (1u << c->shift) / 4 - 1, at;

	if (n < FAT_IN_HEADER)
		return xls_number(c->file, 76 + (size_t)n * 4, 4);
	at = xls_number(c->file, 68, 4);
	for (n -= FAT_IN_HEADER; n >= a_sector && at < SECTOR_NONE && place(c, at) < c->file->n; n -= a_sector)
		at = xls_number(c->file, place(c, at) + (size_t)a_sector * 4, 4);
	return at < SECTOR_NONE ? xls_number(c->file, place(c, at) + (size_t)n * 4, 4) : SECTOR_NONE;
}

static uint32_t next_sector(const struct compound *c, uint32_t sector)
{
	uint32_t a_sector = (1u << c->shift) / 4, fat = fat_sector(c, sector / a_sector);

	return fat < SECTOR_NONE ? xls_number(c->file, place(c, fat) + (size_t)(sector % a_sector) * 4, 4)
				 : SECTOR_NONE;
}

static void read_chain(const struct compound *c, uint32_t sector, size_t most, struct buf *out)
{
	size_t bytes = (size_t)1 << c->shift;

	while (sector < SECTOR_NONE && out->n < most && place(c, sector) < c->file->n) {
		size_t left = c->file->n - place(c, sector), n = left < bytes ? left : bytes;

		if (n > most - out->n)
			n = most - out->n;
		buf_add(out, (const char *)c->file->s + place(c, sector), n);
		sector = next_sector(c, sector);
	}
}

/* The first entry of the directory holds all small streams. */
static void read_small(const struct compound *c, const struct xls_bytes *root, uint32_t piece, size_t size,
		       struct buf *out)
{
	struct buf pieces = BUF_INIT, table = BUF_INIT;
	struct xls_bytes next;

	read_chain(c, xls_number(root, 116, 4), c->file->n, &pieces);
	read_chain(c, xls_number(c->file, 60, 4), c->file->n, &table);
	next = (struct xls_bytes){ (const unsigned char *)table.s, table.n };
	while (out->n < size && piece < pieces.n / SMALL_PIECE) {
		size_t left = size - out->n;

		buf_add(out, pieces.s + (size_t)piece * SMALL_PIECE, left < SMALL_PIECE ? left : SMALL_PIECE);
		piece = xls_number(&next, (size_t)piece * 4, 4);
	}
	buf_release(&pieces);
	buf_release(&table);
}

static bool is_workbook(const unsigned char *entry)
{
	static const char name[] = "W\0o\0r\0k\0b\0o\0o\0k\0\0";

	return memcmp(entry, name, sizeof(name) - 1) == 0;
}

bool xls_stream(const struct xls_bytes *file, struct buf *out)
{
	struct compound c = { file, xls_number(file, 30, 2) };
	struct buf directory = BUF_INIT;

	if (c.shift < 9 || c.shift > 12)
		return false;
	read_chain(&c, xls_number(file, 48, 4), file->n, &directory);
	for (size_t at = 0; at + ENTRY_BYTES <= directory.n && out->n == 0; at += ENTRY_BYTES) {
		const struct xls_bytes entry = { (const unsigned char *)directory.s + at, ENTRY_BYTES };
		const struct xls_bytes root = { (const unsigned char *)directory.s, ENTRY_BYTES };
		size_t size = xls_number(&entry, 120, 4);

		if (!is_workbook(entry.s))
			continue;
		if (size < SMALL_STREAM)
			read_small(&c, &root, xls_number(&entry, 116, 4), size, out);
		else
			read_chain(&c, xls_number(&entry, 116, 4), size < file->n ? size : file->n, out);
	}
	buf_release(&directory);
	return out->n > 0;
}

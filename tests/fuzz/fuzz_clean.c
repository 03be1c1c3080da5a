/* Any bytes as pasted text, without OpenCC's tables: what comes out is clean text that cleaning leaves alone, no longer
 * than it was but for signs that grow wide, and every doubt lies within it. */
#include "../../src/exchange/clean_parts.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(holds) \
	do { \
		if (!(holds)) { \
			fprintf(stderr, "line %d: %s\n", __LINE__, #holds); \
			abort(); \
		} \
	} while (0)

static const struct choice adverts[] = { { "http", "http", "1", "", false } };
static const struct choice gaps[] = { { "\xE5\x85\xB1", "", "1", "", false } };
static const struct choice counters[] = { { "\xE5\x90\x8D", "", "1", "", false } };
static const struct choice_list advert = { "a", "", adverts, 1 }, gap = { "g", "", gaps, 1 },
				counter = { "c", "", counters, 1 };

static bool settle(struct buf *b, const struct clean_words *w)
{
	struct buf before = BUF_INIT, dropped = BUF_INIT;
	bool settled = false;

	for (int i = 0; i < CLEAN_ROUNDS && !settled; i++) {
		buf_clear(&before);
		buf_add(&before, b->s, b->n);
		clean_round(b, w, &dropped);
		settled = strcmp(before.s, b->s) == 0;
	}
	buf_release(&before);
	buf_release(&dropped);
	return settled;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct clean_words w = { .advert = &advert, .gap = &gap, .counter = &counter };
	struct buf b = BUF_INIT;
	struct clean c = { 0 };

	if (size > 4096)
		return 0;
	text_clean(&b, (const char *)data, size, true);
	CHECK(settle(&b, &w));
	CHECK(utf8_is_valid(b.s, b.n) && b.n <= 3 * size);
	c.text = buf_detach(&b);
	clean_doubts(&c, &w);
	for (size_t i = 0; i < c.n; i++) {
		CHECK(c.doubt[i].at + c.doubt[i].bytes <= strlen(c.text) && c.doubt[i].bytes > 0);
		CHECK(memcmp(c.text + c.doubt[i].at, c.doubt[i].text, c.doubt[i].bytes) == 0);
	}
	clean_release(&c);
	return 0;
}

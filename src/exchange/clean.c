#include "exchange/clean.h"

#include "base/mem.h"
#include "base/text.h"
#include "clean_parts.h"
#include "modules.h"
#include "screen/words.h"

#include <stdio.h>
#include <string.h>

const char *const clean_names[CLEAN_KINDS] = { "redacted", "number_missing", "term_mixed", "plan_year", "dropped" };

void clean_round(struct buf *text, const struct clean_words *w, struct buf *dropped)
{
	struct clean_cps t;

	clean_decode(&t, text->s);
	clean_chars(&t);
	buf_clear(text);
	clean_encode(&t, text);
	clean_cps_release(&t);
	clean_lines(text, w, dropped);
}

static struct clean_words words_of(const struct screens *s)
{
	return (struct clean_words){
		.advert = screens_choices(s, "paste_advert"),
		.gap = screens_choices(s, "paste_gap"),
		.counter = screens_choices(s, "paste_counter"),
		.whole = screens_choices(s, "paste_whole"),
		.term = screens_choices(s, "paste_term"),
		.plan = screens_choices(s, "paste_plan"),
		.done = screens_choices(s, "paste_done"),
	};
}

static void tell_dropped(struct clean *c, const char *dropped)
{
	for (const char *s = dropped; *s; s += *s == '\n') {
		size_t n = strcspn(s, "\n");

		clean_doubt(c, CLEAN_DROPPED, s, strlen(c->text), n, "");
		s += n;
	}
}

/* One change makes room for the next (a line that is whole now ends in a bracket that was none): again until nothing
 * changes. */
int clean_text(struct clean *out, const struct screens *s, const char *text, size_t n, struct err *e)
{
	const struct clean_words w = words_of(s);
	struct buf b = BUF_INIT, before = BUF_INIT, dropped = BUF_INIT;
	const struct hanzi_module *hanzi = module_hanzi(e);
	void *table = hanzi ? hanzi->open(e) : NULL;
	int failed = 0;

	memset(out, 0, sizeof(*out));
	if (!table)
		return -1;
	text_clean(&b, text, n, true);
	for (int round = 0; round < CLEAN_ROUNDS && !failed; round++) {
		buf_clear(&before);
		buf_add(&before, b.s, b.n);
		clean_round(&b, &w, &dropped);
		failed = hanzi->simplify(table, &b, e);
		if (b.n == before.n && memcmp(b.s, before.s, b.n) == 0)
			break;
	}
	if (failed)
		goto done;
	out->changed = b.n != n || memcmp(b.s, text, n) != 0;
	out->text = buf_detach(&b);
	clean_doubts(out, &w);
	tell_dropped(out, dropped.s);
done:
	hanzi->close(table);
	buf_release(&b);
	buf_release(&before);
	buf_release(&dropped);
	return failed;
}

void clean_release(struct clean *c)
{
	for (size_t i = 0; i < c->n; i++) {
		mem_free(c->doubt[i].text);
		mem_free(c->doubt[i].right);
	}
	mem_free(c->doubt);
	mem_free(c->text);
	*c = (struct clean){ 0 };
}

bool clean_is_wanted(const char *text, size_t n)
{
	struct clean_cps t, done;
	struct buf b = BUF_INIT;
	bool wanted;

	text_clean(&b, text, n, true);
	clean_decode(&t, b.s);
	clean_decode(&done, b.s);
	wanted = clean_has_pinyin(&t);
	clean_chars(&done);
	wanted = wanted || t.n != done.n || memcmp(t.c, done.c, t.n * sizeof(*t.c)) != 0;
	clean_cps_release(&t);
	clean_cps_release(&done);
	buf_release(&b);
	return wanted;
}

void clean_say(const struct clean *c, const struct screens *s, struct buf *out)
{
	char key[32];

	for (size_t i = 0; i < c->n; i++) {
		snprintf(key, sizeof(key), "clean.%s", clean_names[c->doubt[i].kind]);
		words_put(s, out, key, c->doubt[i].text, c->doubt[i].right);
		buf_addc(out, '\n');
	}
}

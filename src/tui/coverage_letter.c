/* Letters to the parents of the students of a list: one to read, many into a file for the printer. */
#include "base/mem.h"
#include "chooser.h"
#include "coverage_internal.h"
#include "exchange/letter.h"
#include "exchange/output.h"
#include "exchange/sheet.h"
#include "screen/words.h"
#include "tui/popups.h"

#include <stdio.h>
#include <unistd.h>

unsigned rows_letter(struct rows *s, struct app *a)
{
	struct buf b = BUF_INIT;
	struct err e;
	unsigned fx;

	err_clear(&e);
	if (letter_text(a->office, a->screens, s->row[s->at].person, s->ask.term, &b, &e) < 0)
		fx = app_fail(a, NULL, &e);
	else
		fx = app_push(a, reader_view(app_word(a, "cov_letter_title"), b.s));
	buf_release(&b);
	return fx;
}

unsigned rows_begin_letters(struct rows *s, struct app *a)
{
	char name[48];

	snprintf(name, sizeof(name), "~/letters-%s.pdf", s->ask.term);
	s->asks = ROWS_ASK_PATH;
	return app_push(a, prompt_view(app_word(a, "cov_letters_path"), name));
}

/* In the order of the list, where the rows of one student stand together. */
static size_t persons(const struct rows *s, int64_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		if ((s->n_ticked == 0 || s->ticked[i]) && (n == 0 || out[n - 1] != s->row[i].person))
			out[n++] = s->row[i].person;
	return n;
}

unsigned rows_write_letters(struct rows *s, struct app *a)
{
	int64_t *person = mem_grow(NULL, s->n + 1, sizeof(*person));
	size_t n = persons(s, person), written = 0;
	enum sheet_format f = FORMAT_TEXT;
	struct buf b = BUF_INIT;
	struct err e;
	char count[24];
	unsigned fx;
	int rc;

	err_clear(&e);
	if (format_of(s->path, &f) && f == FORMAT_PDF)
		rc = letter_paper(a->office, a->screens, person, n, s->ask.term, s->path, &written, &e);
	else if ((rc = letter_many(a->office, a->screens, person, n, s->ask.term, &b, &written, &e)) == 0 &&
		 written > 0)
		rc = output_text(a->office, s->path, &b, &e);
	if (rc == 0 && written > 0)
		rc = letter_logged(a->office, a->screens, written, s->path, &e);
	if (rc < 0) {
		fx = app_fail(a, NULL, &e);
	} else {
		snprintf(count, sizeof(count), "%zu", written);
		fx = app_say(a, written > 0 ? "cov_letters_done" : "cov_letters_none", count, s->path);
	}
	buf_release(&b);
	mem_free(person);
	return fx;
}

/* A letter is no reason to lose another file of that name unasked. */
unsigned rows_took_path(struct rows *s, struct app *a, const char *typed)
{
	struct chooser c = { 0 };
	struct buf b = BUF_INIT;
	unsigned fx;

	mem_free(s->path);
	chooser_init(&c, a, NULL, NULL);
	s->path = chooser_typed(&c, a, typed);
	chooser_release(&c);
	if (!s->path)
		return app_say(a, "cov_letters_folder", typed, NULL);
	if (access(s->path, F_OK) != 0)
		return rows_write_letters(s, a);
	words_put(a->screens, &b, "word.cov_letters_over", typed);
	s->asks = ROWS_ASK_OVER;
	fx = app_push(a, confirm_view(b.s));
	buf_release(&b);
	return fx;
}

/* A report's paragraphs as a person left them (table report_text): kept by report, period and paragraph, journaled as
 * every record, so that undo takes an edit back. */
#ifndef MODEL_SAVED_TEXT_H
#define MODEL_SAVED_TEXT_H

#include "base/err.h"
#include "model/office.h"

#include <stddef.h>
#include <stdint.h>

struct saved_text {
	char *paragraph;  /* key in the template, or own.N */
	int64_t position; /* of an own one: after so many of the template's */
	char *made, *body;
};
/* In the order of their position, then as they were written. saved_texts_free also after -1. */
int saved_texts(struct office *o, const char *report, const char *period, struct saved_text **out, size_t *n,
		struct err *e);
void saved_texts_free(struct saved_text **list, size_t n);
/* Writes the words for a paragraph, over those that were there. body "" puts them into the bin (RECORD_GONE if there
 * were none). */
int saved_text_set(struct office *o, const char *report, const char *period, const struct saved_text *t, struct err *e);

#endif

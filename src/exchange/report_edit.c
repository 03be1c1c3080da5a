/* What a person does to a report's text. */
#include "report_parts.h"

#include "base/mem.h"
#include "base/text.h"
#include "model/saved_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OWN "own."

static const struct report_paragraph *find(const struct report *r, const char *key)
{
	for (size_t i = 0; i < r->n_paragraphs; i++)
		if (strcmp(r->paragraph[i].key, key) == 0)
			return &r->paragraph[i];
	return NULL;
}

/* How many of the template's paragraphs stand up to this one of r. */
static int64_t position_of(const struct report *r, size_t paragraph)
{
	for (size_t i = paragraph + 1; i-- > 0;)
		for (size_t k = 0; k < r->def->n_paragraphs; k++)
			if (strcmp(r->paragraph[i].key, r->def->paragraph[k].key) == 0)
				return (int64_t)k + 1;
	return 0;
}

int report_edit(struct office *o, const struct report *r, const char *key, const char *body, struct err *e)
{
	const struct report_paragraph *p = find(r, key);
	struct saved_text t = { .made = (char *)"", .body = (char *)(uintptr_t)body };
	bool back = text_is_blank(body);

	if (!p)
		return err_set(e, ERR_MISSING, "REPORT_PARAGRAPH", key);
	if (!p->own && strcmp(body, p->fresh) == 0)
		back = true;
	if (strcmp(body, p->text) == 0 || (back && !p->own && !p->edited))
		return 0;
	t.paragraph = (char *)(uintptr_t)p->key;
	t.position = position_of(r, (size_t)(p - r->paragraph));
	if (back)
		t.body = (char *)"";
	if (!p->own)
		t.made = p->marked;
	return saved_text_set(o, r->def->name, r->period.name, &t, e);
}

int report_add_own(struct office *o, const struct report *r, size_t after, const char *body, struct err *e)
{
	struct saved_text t = { .made = (char *)"", .body = (char *)(uintptr_t)body };
	struct saved_text *list = NULL;
	long last = 0;
	size_t n = 0;
	char key[48];
	int rc = -1;

	if (text_is_blank(body))
		return err_set(e, ERR_INVALID, "REPORT_NO_WORDS");
	/* Those in the database, not those of r, which may be older. */
	if (saved_texts(o, r->def->name, r->period.name, &list, &n, e) < 0)
		goto done;
	for (size_t i = 0; i < n; i++)
		if (strncmp(list[i].paragraph, OWN, strlen(OWN)) == 0 && atol(list[i].paragraph + strlen(OWN)) > last)
			last = atol(list[i].paragraph + strlen(OWN));
	snprintf(key, sizeof(key), OWN "%ld", last + 1);
	t.paragraph = key;
	if (after != REPORT_TOP && r->n_paragraphs)
		t.position = position_of(r, after < r->n_paragraphs ? after : r->n_paragraphs - 1);
	rc = saved_text_set(o, r->def->name, r->period.name, &t, e);
done:
	saved_texts_free(&list, n);
	return rc;
}

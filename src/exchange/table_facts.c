/* Facts that are no SQL, for tables: what the rules and the handbook find, how far the tasks of a campaign are. */
#include "exchange/table.h"

#include "base/mem.h"
#include "model/campaign.h"
#include "screen/form.h"
#include "screen/suspects.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define FACTS_MOST (48U << 20) /* bytes: a table for paper that is longer nobody reads */

static void put_text(struct buf *b, const char *name, const char *text)
{
	buf_addf(b, "%s\"%s\": ", b->s[b->n - 1] == '{' ? "" : ", ", name);
	buf_json(b, text);
}

static void put_int(struct buf *b, const char *name, int64_t i)
{
	buf_addf(b, "%s\"%s\": %" PRId64, b->s[b->n - 1] == '{' ? "" : ", ", name, i);
}

static void put_begin(struct buf *b)
{
	buf_adds(b, b->s[b->n - 1] == '[' ? "{" : ",\n{");
}

struct putting {
	const struct screens *s;
	struct buf *out;
};

static int put_suspect(void *arg, const struct suspect_line *l, struct err *e)
{
	const struct putting *k = arg;
	const struct form *form = screens_form_of_table(k->s, l->table);
	struct buf kind = BUF_INIT, *out = k->out;

	suspects_kind(k->s, l, &kind);
	put_begin(out);
	put_int(out, "household", l->household);
	put_text(out, "tbl", l->table);
	put_int(out, "row", l->row);
	put_text(out, "rule", l->rule);
	put_text(out, "severity", l->severity);
	put_text(out, "part", form ? form->title : l->table);
	put_text(out, "kind", kind.s);
	put_text(out, "message", l->message);
	put_int(out, "waived", l->waived);
	buf_addc(out, '}');
	buf_release(&kind);
	return out->n < FACTS_MOST ? 0 : err_set(e, ERR_INVALID, "SUSPECTS_MANY");
}

/* Only what is in scope: the tables print nothing else. */
static int suspects(struct office *o, const struct screens *s, const char *only, struct buf *out, struct err *e)
{
	struct putting k = { s, out };
	const struct suspects_ask ask = {
		.office = o, .screens = s, .only = only, .scoped = true, .line = put_suspect, .arg = &k
	};
	struct suspects found = { 0 };
	int rc = suspects_collect(&ask, &found, e);

	suspects_release(&found);
	return rc;
}

static int tasks(struct office *o, int64_t campaign, struct buf *out, struct err *e)
{
	struct task_info *list = NULL;
	size_t n = 0;
	int rc = task_list(o, campaign, &list, &n, e);

	for (size_t i = 0; rc == 0 && i < n; i++) {
		put_begin(out);
		put_int(out, "id", list[i].id);
		put_int(out, "position", list[i].position);
		put_text(out, "title", list[i].title);
		put_text(out, "scope", list[i].scope);
		put_text(out, "due", list[i].due_on);
		put_text(out, "owner", list[i].owner);
		put_int(out, "late", list[i].late);
		put_int(out, "targets", list[i].targets);
		put_int(out, "done", list[i].done);
		put_text(out, "fact", list[i].fact);
		put_text(out, "evidence", list[i].evidence);
		buf_addc(out, '}');
	}
	free(list);
	return rc;
}

int table_facts(struct office *o, const struct screens *s, const char *source, const struct period *p, struct buf *out,
		struct err *e)
{
	int rc;

	buf_addc(out, '[');
	if (strcmp(source, "tasks") == 0)
		rc = tasks(o, p->campaign, out, e);
	else
		rc = suspects(o, s, strcmp(source, "gaps") == 0 ? "blank" : NULL, out, e);
	buf_addc(out, ']');
	return rc;
}

/* A list that was read becomes a round of its source, and is compared. */
#include "base/buf.h"
#include "base/mem.h"
#include "header.h"
#include "roster_parts.h"

#include <string.h>

#define TOLD_EVERY 256 /* rows */

static void json_array(struct buf *b, const char *const *text, size_t n)
{
	buf_clear(b);
	buf_addc(b, '[');
	for (size_t i = 0; i < n; i++) {
		buf_adds(b, i ? "," : "");
		buf_json(b, text[i]);
	}
	buf_addc(b, ']');
}

static int add_rows(const struct roster_file *f, int64_t roster, int64_t *count, struct err *e)
{
	struct buf json = BUF_INIT;
	const char *const *cells;
	struct rows *r;
	int64_t line;
	size_t n;
	int rc;

	*count = 0;
	if (list_open_below(&r, f->path, &f->header, e) < 0)
		return -1;
	while ((rc = roster_file_next(f, r, &cells, &n, &line, e)) > 0) {
		json_array(&json, cells, n);
		rc = roster_add(f->o, roster, line, json.s, e);
		if (rc < 0)
			break;
		if (++*count % TOLD_EVERY == 0 && f->stop && f->stop(f->stop_arg, *count)) {
			rc = err_set(e, ERR_CANCEL, "CANCELLED");
			break;
		}
	}
	rows_close(&r);
	buf_release(&json);
	return rc;
}

static void mapping_json(const struct roster_file *f, struct buf *out)
{
	const char **field = mem_alloc(f->n * sizeof(*field));

	for (size_t c = 0; c < f->n; c++)
		field[c] = f->field[c] < 0 ? "" : roster_field_name((enum roster_field)f->field[c]);
	json_array(out, field, f->n);
	mem_free(field);
}

static int begin(const struct roster_file *f, const char *claim, const char *dated_on, const char *term,
		 int64_t *roster, struct err *e)
{
	const char *name = strrchr(f->path, '/');
	struct buf headings = BUF_INIT, mapping = BUF_INIT;
	int rc;

	json_array(&headings, (const char *const *)f->heading, f->n);
	mapping_json(f, &mapping);
	const struct roster_head head = { .source = f->source,
					  .claim = claim,
					  .dated_on = dated_on,
					  .term = term,
					  .file = name ? name + 1 : f->path,
					  .headings = headings.s,
					  .mapping = mapping.s };

	rc = roster_begin(f->o, &head, roster, e);
	buf_release(&headings);
	buf_release(&mapping);
	return rc;
}

/* The same rows read in another way are no new round: the one there is takes the columns as they are read now. */
static int read_anew(struct roster_file *f, int64_t roster, struct err *e)
{
	struct buf mapping = BUF_INIT;
	bool changed;
	int rc = -1;

	mapping_json(f, &mapping);
	if (office_begin(f->o, "roster.load", e) < 0)
		goto done;
	if (roster_remap(f->o, roster, mapping.s, &changed, e) < 0 || roster_file_remember(f, e) < 0)
		office_rollback(f->o);
	else
		rc = office_commit(f->o, e);
done:
	buf_release(&mapping);
	return rc;
}

int roster_file_load(struct roster_file *f, const char *claim, const char *dated_on, const char *term, int64_t *roster,
		     int64_t *rows, bool *again, struct err *e)
{
	struct err why = { 0 };
	int64_t same = 0;

	*again = false;
	if (!roster_file_maps(f, ROSTER_NAME) && !roster_file_maps(f, ROSTER_ID_NO))
		return err_set(e, ERR_FORMAT, "ROSTER_NO_NAME", f->path);
	if (begin(f, claim, dated_on, term, roster, e) < 0)
		return -1;
	if (add_rows(f, *roster, rows, e) < 0 || roster_file_remember(f, e) < 0) {
		roster_give_up(f->o);
		return -1;
	}
	if (roster_end(f->o, *roster, *rows, &same, &why) < 0) {
		*again = same != 0;
		*roster = same;
		if (*again)
			return read_anew(f, same, e);
		if (e)
			*e = why;
		return -1;
	}
	return 0;
}

int roster_round(struct office *o, const int64_t *side, size_t sides, struct roster_comparison *out,
		 struct roster_settled *settled, struct err *e)
{
	*settled = (struct roster_settled){ 0, 0 };
	if (roster_compare(o, side, sides, out, e) < 0)
		return -1;
	if (sides != 2 || side[0] != 0 || o->read_only)
		return 0;
	if (roster_settle(o, out, settled, e) < 0) {
		roster_comparison_release(out);
		return -1;
	}
	if (settled->closed == 0 && settled->reopened == 0)
		return 0;
	roster_comparison_release(out);
	return roster_compare(o, side, sides, out, e);
}

#include "model/saved_text.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/record.h"
#include "store/db.h"

int saved_texts(struct office *o, const char *report, const char *period, struct saved_text **out, size_t *n,
		struct err *e)
{
	struct stmt *s = db_query(o->db,
				  "SELECT paragraph, position, made, body FROM report_text"
				  " WHERE report = ?1 AND period = ?2 AND deleted_on IS NULL ORDER BY position, id",
				  e);
	int rc = -1;

	*out = NULL;
	*n = 0;
	if (!s)
		return -1;
	stmt_bind(s, "ss", report, period);
	while ((rc = stmt_step(s, e)) == 1) {
		*out = mem_grow(*out, *n + 1, sizeof(**out));
		(*out)[(*n)++] = (struct saved_text){ mem_dup(stmt_text(s, 0)), stmt_int(s, 1),
						      mem_dup(stmt_text(s, 2)), mem_dup(stmt_text(s, 3)) };
	}
	stmt_done(s);
	return rc;
}

void saved_texts_free(struct saved_text **list, size_t n)
{
	for (size_t i = 0; *list && i < n; i++) {
		mem_free((*list)[i].paragraph);
		mem_free((*list)[i].made);
		mem_free((*list)[i].body);
	}
	mem_free(*list);
	*list = NULL;
}

int saved_text_set(struct office *o, const char *report, const char *period, const struct saved_text *t, struct err *e)
{
	int64_t id = db_int(o->db, 0,
			    "SELECT id FROM report_text WHERE report = ?1 AND period = ?2 AND paragraph = ?3"
			    " AND deleted_on IS NULL ORDER BY id LIMIT 1",
			    "sss", report, period, t->paragraph);
	struct record r;
	int rc;

	if (text_is_blank(t->body))
		return record_bin(o, "report_text", id, e);
	record_init(&r, "report_text");
	r.id = id;
	record_set(&r, "report", value_text(report));
	record_set(&r, "period", value_text(period));
	record_set(&r, "paragraph", value_text(t->paragraph));
	record_set(&r, "position", value_int(t->position));
	record_set(&r, "made", value_text(t->made));
	record_set(&r, "body", value_text(t->body));
	record_set(&r, "cadre_id", o->me ? value_int(o->me) : value_null());
	record_set(&r, "edited_on", value_text(clock_today()));
	rc = record_save(o, &r, RECORD_OVER, "report_text.save", e);
	record_release(&r);
	return rc;
}

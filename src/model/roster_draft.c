/* Somebody a list has and we have not: the row as a new record, for a person to look at in its form. */
#include "base/json.h"
#include "base/mem.h"
#include "base/term.h"
#include "base/text.h"
#include "model/cut.h"
#include "model/record.h"
#include "roster_parts.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

/* The row's cells by field; "" blank. */
struct cells {
	struct buf text[ROSTER_FIELD_COUNT];
};

static void read_cells(struct office *o, int64_t row, struct cells *out)
{
	char *mapping =
		db_text(o->db, "SELECT mapping FROM roster WHERE id = (SELECT roster_id FROM roster_row WHERE id = ?1)",
			"i", row);
	char *cells = db_text(o->db, "SELECT cells FROM roster_row WHERE id = ?1", "i", row);
	const char *field = mapping ? mapping : "", *cell = cells ? cells : "";
	struct buf name = BUF_INIT, text = BUF_INIT;

	for (size_t f = 0; f < ROSTER_FIELD_COUNT; f++)
		out->text[f] = (struct buf)BUF_INIT;
	while (json_next_item(&field, &name) && json_next_item(&cell, &text)) {
		int f = roster_field_of(name.s);

		if (f >= 0 && !text_is_blank(text.s))
			buf_adds(&out->text[f], text.s);
	}
	buf_release(&name);
	buf_release(&text);
	free(mapping);
	free(cells);
}

/* By its number; else the only one whose head has that name. */
static int64_t household_of(struct office *o, const struct cells *k)
{
	const char *no = k->text[ROSTER_HOUSEHOLD_NO].s, *raw = k->text[ROSTER_HEAD_NAME].s;
	char *number = text_nfkc(no), *head = text_name(raw);
	int64_t id = *number ? db_int(o->db, 0,
				      "SELECT min(id) FROM household WHERE household_no = ?1 AND deleted_on IS NULL",
				      "s", number)
			     : 0;

	if (!id && *head)
		id = db_int(
			o->db, 0,
			"SELECT CASE count(*) WHEN 1 THEN min(id) ELSE 0 END FROM household WHERE head_name = ?1 AND"
			" deleted_on IS NULL",
			"s", head);
	mem_free(number);
	mem_free(head);
	return id;
}

static void fill(struct office *o, const struct cells *k, const char *table, struct record *out)
{
	for (int f = 0; f < ROSTER_FIELD_COUNT; f++) {
		const char *column = roster_column((enum roster_field)f, table);
		char *text = column && k->text[f].n ? roster_stored(o, (enum roster_field)f, k->text[f].s, NULL) : NULL;

		if (text)
			record_set(out, column, value_text(text));
		mem_free(text);
	}
}

static bool is_of_students(const struct roster_info *list)
{
	int claim = roster_claim_of(list->claim);

	return claim >= 0 && roster_claim_is_of_term((enum roster_claim)claim);
}

static void draft_person(struct office *o, const struct cells *k, struct record *out)
{
	int64_t household = household_of(o, k);
	char *school =
		k->text[ROSTER_SCHOOL].n ? roster_stored(o, ROSTER_SCHOOL, k->text[ROSTER_SCHOOL].s, NULL) : NULL;

	record_init(out, "person");
	if (household)
		record_set(out, "household_id", value_int(household));
	fill(o, k, "person", out);
	if (school)
		record_set(out, "school", value_text(school));
	mem_free(school);
}

static void draft_enrolment(struct office *o, const struct cells *k, int64_t person, const char *term,
			    struct record *out)
{
	record_init(out, "enrolment");
	record_set(out, "person_id", value_int(person));
	record_set(out, "term", value_text(term));
	fill(o, k, "enrolment", out);
}

int roster_draft(struct office *o, const struct roster_comparison *c, const struct roster_line *l, struct record *out,
		 const char **form, struct err *e)
{
	struct roster_info list;
	char term[TERM_BYTES];
	struct cells k;
	size_t s = 0;

	if (roster_key(o, c->side, c->sides, &list, e) < 0)
		return -1;
	while (s < c->sides && (c->side[s] == 0 || !l->row[s]))
		s++;
	roster_term(&list, term);
	if (s == c->sides || (l->person && (!is_of_students(&list) || roster_enrolment_of(o, l->person, &list))))
		return err_set(e, ERR_MISSING, "ROSTER_NO_RECORD", l->name);
	read_cells(o, l->row[s], &k);
	*form = l->person ? "enrolment" : "person";
	if (l->person)
		draft_enrolment(o, &k, l->person, term, out);
	else
		draft_person(o, &k, out);
	for (size_t f = 0; f < ROSTER_FIELD_COUNT; f++)
		buf_release(&k.text[f]);
	return 0;
}

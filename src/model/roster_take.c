/* Our record takes what the list says, through the door every form goes through. */
#include "base/mem.h"
#include "base/term.h"
#include "base/text.h"
#include "model/cut.h"
#include "model/record.h"
#include "roster_parts.h"
#include "store/db.h"

#include <string.h>

enum whose { OF_PERSON, OF_HOUSEHOLD, OF_ENROLMENT, COMPUTED };
static const char *const tables[] = { "person", "household", "enrolment" };
static const struct target {
	enum whose whose;
	const char *column;
} targets[ROSTER_FIELD_COUNT] = {
	[ROSTER_ID_NO] = { OF_PERSON, "id_no" },
	[ROSTER_NAME] = { OF_PERSON, "name" },
	[ROSTER_SEX] = { OF_PERSON, "sex" },
	[ROSTER_BIRTH] = { OF_PERSON, "birth" },
	[ROSTER_VILLAGE] = { OF_HOUSEHOLD, "place_id" },
	[ROSTER_GROUP] = { OF_HOUSEHOLD, "village_group" },
	[ROSTER_HOUSEHOLD_NO] = { OF_HOUSEHOLD, "household_no" },
	[ROSTER_HEAD_NAME] = { OF_HOUSEHOLD, "head_name" },
	[ROSTER_RELATION] = { OF_PERSON, "relation_to_head" },
	[ROSTER_PHONE] = { OF_PERSON, "phone" },
	[ROSTER_SCHOOL] = { OF_ENROLMENT, "school" },
	[ROSTER_STAGE] = { OF_ENROLMENT, "school_stage" },
	[ROSTER_GRADE] = { OF_ENROLMENT, "grade" },
	[ROSTER_CLASS] = { OF_ENROLMENT, "class" },
	[ROSTER_STUDENT_NO] = { OF_ENROLMENT, "student_no" },
	[ROSTER_AMOUNT] = { COMPUTED, NULL },
	[ROSTER_CARD] = { OF_HOUSEHOLD, "bank_card_no" },
	[ROSTER_DIBAO] = { OF_PERSON, "dibao" },
	[ROSTER_TEKUN] = { OF_PERSON, "tekun" },
	[ROSTER_DISABILITY_NO] = { OF_PERSON, "disability_cert_no" },
};

const char *roster_theirs(const struct roster_comparison *c, const struct roster_difference *d)
{
	const char *one = NULL;

	for (size_t s = 0; s < c->sides; s++) {
		if (c->side[s] == 0 || text_is_blank(d->value[s]))
			continue;
		if (one && strcmp(one, d->value[s]) != 0)
			return NULL;
		one = d->value[s];
	}
	return one;
}

const char *roster_column(enum roster_field f, const char *table)
{
	const struct target *t = &targets[f];

	return t->whose != COMPUTED && strcmp(tables[t->whose], table) == 0 ? t->column : NULL;
}

void roster_term(const struct roster_info *list, char out[TERM_BYTES])
{
	if (*list->term)
		cut_copy(out, TERM_BYTES, list->term);
	else
		term_of(list->dated_on, out);
}

int64_t roster_enrolment_of(struct office *o, int64_t person, const struct roster_info *list)
{
	char term[TERM_BYTES] = "";

	roster_term(list, term);
	return db_int(o->db, 0,
		      "SELECT min(id) FROM enrolment WHERE person_id = ?1 AND term = ?2 AND deleted_on IS NULL", "is",
		      person, term);
}

/* The phone shown is the household's where the person has none; it is the person's own that is written. */
static int64_t row_of(struct office *o, const struct target *t, const struct roster_line *l,
		      const struct roster_info *list, const char **table)
{
	*table = tables[t->whose];
	if (t->whose == OF_PERSON)
		return l->person;
	return t->whose == OF_HOUSEHOLD ? l->household : roster_enrolment_of(o, l->person, list);
}

static int value_of(struct office *o, struct roster_places *places, enum roster_field f, const char *raw,
		    struct value *out, struct err *e)
{
	int64_t place;
	char *text;

	if (f == ROSTER_VILLAGE) {
		roster_place(places, raw, &place);
		if (!place)
			return err_field(e, "place_id", "ROSTER_PLACE", raw);
		*out = value_int(place);
		return 0;
	}
	text = roster_stored(o, f, raw, e);
	if (!text)
		return -1;
	*out = value_text(text);
	mem_free(text);
	return 0;
}

int roster_take(struct office *o, struct roster_places *places, const struct roster_info *list,
		const struct roster_comparison *c, const struct roster_line *l, const struct roster_difference *d,
		struct err *e)
{
	const struct target *t = &targets[d->field];
	const char *theirs = roster_theirs(c, d), *table;
	struct value v;
	struct record r;
	int rc = -1;

	if (t->whose == COMPUTED)
		return err_field(e, roster_field_name(d->field), "ROSTER_COMPUTED", roster_field_name(d->field));
	if (!theirs)
		return err_field(e, roster_field_name(d->field), "ROSTER_SEVERAL", l->name);
	int64_t id = row_of(o, t, l, list, &table);

	if (!id)
		return err_set(e, ERR_MISSING, "ROSTER_NO_RECORD", l->name);
	record_init(&r, table);
	if (record_load(o, table, id, &r, e) == 0 && value_of(o, places, d->field, theirs, &v, e) == 0) {
		record_set(&r, t->column, v);
		rc = record_save(o, &r, RECORD_CHECKED, "roster.decide", e);
	}
	record_release(&r);
	return rc;
}

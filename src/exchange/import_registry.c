/* A row of a national person list: the village, the household, its year and the person, in that order. */
#include "import_parts.h"

#include "base/idno.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HOUSEHOLD "household"
#define PERSON "person"
#define YEAR "household_year"

static int in_field(struct line *l, const struct import *i, const char *table, const char *column, const char *word,
		    const char *arg, struct err *e)
{
	l->at_fault = form_of_field(i, table, column, NULL);
	return err_field(e, column, word, arg);
}

static void keep_above(struct import *i, const struct line *l)
{
	for (size_t c = 0; c < i->n; c++)
		if (is_household_target(i, &i->target[c])) {
			value_release(&i->above[c]);
			i->above[c] = value_copy(&l->value[c]);
		}
	i->has_above = true;
}

/* A member's row in a list whose household cells are merged: all of them blank, or as above, and no head. A list that
 * repeats the number on every row has no merged cells: a blank there is a gap. */
static bool is_merged(const struct import *i, const struct line *l)
{
	const char *relation = line_text(i, l, PERSON, "relation_to_head");

	if (!i->has_above || i->numbers_repeat || strcmp(relation, office_role(i->o, "relation.head")) == 0)
		return false;
	for (size_t c = 0; c < i->n; c++)
		if (is_household_target(i, &i->target[c]) && l->value[c].kind != VALUE_NULL &&
		    !value_equal(&l->value[c], &i->above[c]))
			return false;
	return true;
}

/* A number that could not be read is no blank. */
static bool says_number(const struct import *i, const struct line *l)
{
	for (size_t c = 0; c < i->n && c < l->n; c++)
		if (i->target[c].field && strcmp(i->target[c].field->name, "household_no") == 0 &&
		    !text_is_blank(l->cells[c]))
			return true;
	return false;
}

static void fill_down(struct import *i, struct line *l)
{
	if (*line_text(i, l, HOUSEHOLD, "household_no")) {
		keep_above(i, l);
		return;
	}
	if (says_number(i, l) || !is_merged(i, l)) {
		i->has_above = false; /* a household begins here, whichever it is */
		return;
	}
	for (size_t c = 0; c < i->n; c++)
		if (is_household_target(i, &i->target[c]) && l->value[c].kind == VALUE_NULL)
			l->value[c] = value_copy(&i->above[c]);
}

/* The year of yearly facts: as the row says, as the list is dated, else this one. */
static void year_of(const struct import *i, const struct line *l, char year[8])
{
	const char *text = line_text(i, l, YEAR, "year");

	for (size_t c = 0; c < i->n && !*text; c++)
		if (i->target[c].kind == TARGET_DAY && l->value[c].kind == VALUE_TEXT)
			text = l->value[c].text;
	snprintf(year, 8, "%.4s", *text ? text : i->today);
}

static struct household_seen *seen_of(struct import *i, const char *number)
{
	struct household_seen *h;
	int64_t at;

	if (strmap_get(&i->households, number, &at))
		return &i->seen[at];
	if (i->n_seen % 256 == 0)
		i->seen = mem_grow(i->seen, i->n_seen + 256, sizeof(*i->seen));
	strmap_put(&i->households, number, (int64_t)i->n_seen);
	h = &i->seen[i->n_seen++];
	memset(h, 0, sizeof(*h));
	h->done = mem_alloc((i->n + 1) * sizeof(*h->done)); /* the last one is the place */
	return h;
}

/* A spreadsheet keeps 15 digits, and one in eleven of the numbers it makes up passes the check: what it could have made
 * is compared with the people of that name. */
static bool is_made_up(struct import *i, const char *idno, const char *name)
{
	uint64_t number = strtoull(idno, NULL, 10);
	bool made_up = false;
	char *stored;

	if (strspn(idno, "0123456789") != 18 || (number % 1000 != 0 && (uint64_t)(double)number != number))
		return false; /* what ends in X was never read as a number */
	stored = find_lost_id(i, idno, name);
	if (stored)
		made_up = strncmp(stored, idno, 18) != 0;
	mem_free(stored);
	return made_up;
}

/* The household is known by its number, or by the one person who carries the row's ID. */
static int identify(struct import *i, struct line *l, int64_t *household, int64_t *person, struct err *e)
{
	const char *number = line_text(i, l, HOUSEHOLD, "household_no");
	const char *idno = line_text(i, l, PERSON, "id_no"), *name = line_text(i, l, PERSON, "name");
	const char *birth = line_text(i, l, PERSON, "birth");
	char from_id[11] = "", other[48], *title;
	int64_t lives_in = 0, before;

	*household = *person = 0;
	if (*number && find_household(i, number, household, e) < 0)
		return -1;
	if (!*birth)
		idno_birth(idno, from_id);
	if (*idno && is_made_up(i, idno, name))
		return in_field(l, i, PERSON, "id_no", "ID_LOST_DIGITS", "", e);
	if (*household || *idno) {
		if (find_person(i, *household, idno, name, *birth ? birth : from_id, person, &lives_in, e) < 0)
			return -1;
	}
	if (!*number && !*person)
		return in_field(l, i, HOUSEHOLD, "household_no", "IMPORT_NO_HOUSEHOLD", "", e);
	if (!*number)
		*household = lives_in;
	if (!*person || lives_in == *household)
		return 0;
	snprintf(other, sizeof(other), "person %lld", (long long)*person);
	if (strmap_get(&i->touched, other, &before)) {
		snprintf(other, sizeof(other), "%lld", (long long)before);
		return in_field(l, i, PERSON, "id_no", "IMPORT_ID_TWICE", other, e);
	}
	title = record_title(i->o, HOUSEHOLD, lives_in);
	in_field(l, i, PERSON, "id_no", "IMPORT_ELSEWHERE", title, e);
	mem_free(title);
	return -1;
}

static int household_row(struct import *i, struct line *l, int64_t *household, bool *done, struct err *e)
{
	const struct field *place_field = NULL;
	struct value place = value_null();
	struct merge m;
	int64_t id = 0;
	int rc = -1;

	form_of_field(i, HOUSEHOLD, "place_id", &place_field);
	if (merge_begin(i, &m, HOUSEHOLD, *household, e) < 0 || find_place(i, l, &id, e) < 0)
		goto done;
	if (!id && !*household)
		id = i->o->village;
	merge_cells(i, l, &m, done);
	if (id && !done[i->n]) {
		place = value_int(id);
		merge_set(i, l, &m, "place_id", place_field, &place);
		done[i->n] = true;
		if (record_int(&m.now, "place_id") != id && place_note(i, l, id, e) < 0)
			goto done;
	}
	rc = merge_save(i, l, &m, e);
	*household = m.fresh.id;
done:
	merge_release(&m);
	return rc;
}

static int year_row(struct import *i, struct line *l, int64_t household, bool *done, struct err *e)
{
	struct merge m;
	char year[8];
	int64_t id;
	int rc = -1;

	year_of(i, l, year);
	if (find_year(i, household, year, &id, e) < 0)
		return -1;
	if (merge_begin(i, &m, YEAR, id, e) < 0)
		goto done;
	merge_cells(i, l, &m, done);
	if (!id) {
		record_set(&m.fresh, "household_id", value_int(household));
		record_set(&m.fresh, "year", value_text(year));
	}
	rc = id || m.fresh.n > 2 ? merge_save(i, l, &m, e) : 0;
done:
	merge_release(&m);
	return rc;
}

/* The person's own cells; used by the list of one form too. */
int person_row(struct import *i, struct line *l, int64_t household, int64_t person, struct err *e)
{
	const struct field *cert_field = NULL;
	struct value cert = value_text(l->cert);
	struct merge m;
	int rc = -1;

	form_of_field(i, PERSON, "disability_cert_no", &cert_field);
	if (merge_begin(i, &m, PERSON, person, e) < 0)
		goto done;
	merge_cells(i, l, &m, NULL);
	if (strcmp(record_text(&m.now, "id_no"), l->cert) != 0)
		merge_set(i, l, &m, "disability_cert_no", cert_field, &cert);
	if (!person) {
		record_set(&m.fresh, "household_id", value_int(household));
		merge_presets(i, &m);
	}
	rc = merge_once(i, l, &m, e);
	if (rc == 0)
		rc = merge_save(i, l, &m, e);
done:
	value_release(&cert);
	merge_release(&m);
	return rc;
}

/* Two lines of a list must not name two heads of one household. */
static int check_head(struct import *i, struct line *l, struct household_seen *h, const char *number, struct err *e)
{
	const char *head = line_text(i, l, HOUSEHOLD, "head_id_no");

	if (*head && *h->head && strcmp(head, h->head) != 0)
		return in_field(l, i, HOUSEHOLD, "head_id_no", "IMPORT_HEAD_DIFFERS", number, e);
	if (*head)
		first18(head, h->head);
	return 0;
}

void registry_pass_over(struct import *i, struct line *l)
{
	line_parse(i, l, NULL);
	fill_down(i, l);
}

int registry_row(struct import *i, struct line *l, struct err *e)
{
	const char *number;
	struct household_seen *h;
	char key[64], year[8];
	int64_t household, person;
	int rc;

	rc = line_parse(i, l, e);
	fill_down(i, l); /* also below a row that is refused */
	if (rc < 0 || identify(i, l, &household, &person, e) < 0)
		return -1;
	number = line_text(i, l, HOUSEHOLD, "household_no");
	year_of(i, l, year);
	snprintf(key, sizeof(key), "%.40s %s", number, year);
	if (!*number)
		snprintf(key, sizeof(key), "#%lld %s", (long long)household, year);
	h = seen_of(i, key);
	if (check_head(i, l, h, number, e) < 0 || household_row(i, l, &household, h->done, e) < 0)
		return -1;
	if (line_says(i, l, YEAR) && year_row(i, l, household, h->done, e) < 0)
		return -1;
	if (!line_says(i, l, PERSON) && !*l->cert)
		return 0; /* a household nobody is listed in */
	return person_row(i, l, household, person, e);
}

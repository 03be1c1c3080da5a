/* A row of a national person list: the village, the household, its year and the person, in that order. */
#include "import_parts.h"

#include "base/id.h"
#include "base/idno.h"
#include "base/kept.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/intake.h"

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
		if (i->fact[c].household && !value_equal(&i->above[c], &l->value[c])) {
			value_release(&i->above[c]);
			i->above[c] = value_copy(&l->value[c]);
		}
	i->has_above = true;
}

/* A member's row in a list whose household cells are merged: all of them blank, or as above, and no head. A list that
 * repeats the number on every row has no merged cells: a blank there is a gap. */
static bool is_merged(const struct import *i, const struct line *l)
{
	const char *relation = line_cell(i, l, CELL_RELATION);

	if (!i->has_above || i->numbers_repeat || strcmp(relation, office_role(i->o, "relation.head")) == 0)
		return false;
	for (size_t c = 0; c < i->n; c++)
		if (i->fact[c].household && l->value[c].kind != VALUE_NULL && !value_equal(&l->value[c], &i->above[c]))
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
	if (*line_cell(i, l, CELL_NUMBER)) {
		keep_above(i, l);
		return;
	}
	if (says_number(i, l) || !is_merged(i, l)) {
		i->has_above = false; /* a household begins here, whichever it is */
		return;
	}
	for (size_t c = 0; c < i->n; c++)
		if (i->fact[c].household && l->value[c].kind == VALUE_NULL)
			l->value[c] = value_lend(&i->above[c]);
}

/* The year of yearly facts: as the row says, as the list is dated, else this one. */
static void year_of(const struct import *i, const struct line *l, char year[8])
{
	const char *text = line_cell(i, l, CELL_YEAR);
	size_t n;

	for (size_t c = 0; c < i->n && !*text; c++)
		if (i->target[c].kind == TARGET_DAY && l->value[c].kind == VALUE_TEXT)
			text = l->value[c].text;
	text = *text ? text : i->today;
	n = strnlen(text, 4);
	memcpy(year, text, n);
	year[n] = '\0';
}

/* Does a row above carry that ID? Then the list keeps all digits, and two so alike are two people. */
static bool is_of_this_list(struct import *i, const char *idno)
{
	int64_t id;
	size_t n;

	return intake_ids(i->o, PERSON, "id_no", idno, 1, &id, &n, NULL) == 0 && n == 1 &&
	       intake_touched(i->o, PERSON, id) > 0;
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
	if (queue_has_person(i, 0, "", name) && queue_flush(i, NULL) < 0)
		return false;
	stored = find_lost_id(i, idno, name);
	if (stored)
		made_up = strncmp(stored, idno, 18) != 0 && !is_of_this_list(i, stored);
	mem_free(stored);
	return made_up;
}

/* By its number: among the rows that wait, in the data. Its other people follow it in the list. */
static int household_of(struct import *i, const char *number, int64_t *id, struct err *e)
{
	if (i->last_household && strcmp(i->last_number, number) == 0) {
		*id = i->last_household;
		return 0;
	}
	*id = queue_household_of(i, number);
	if (!*id && find_household(i, number, id, e) < 0)
		return -1;
	i->last_household = strlen(number) < sizeof(i->last_number) ? *id : 0;
	if (i->last_household)
		strcpy(i->last_number, number);
	return 0;
}

/* In a household that waits lives nobody yet. */
static int person_of(struct import *i, const struct line *l, int64_t household, int64_t *person, int64_t *lives_in,
		     struct err *e)
{
	const char *idno = line_cell(i, l, CELL_ID), *name = line_cell(i, l, CELL_NAME);
	const char *birth = line_cell(i, l, CELL_BIRTH);
	char from_id[11] = "";

	if (!household && !*idno)
		return 0;
	if (queue_has_person(i, household, idno, name) && queue_flush(i, e) < 0)
		return -1;
	if (queue_has_household(i, household)) {
		household = 0;
		if (!*idno)
			return 0;
	}
	if (!*birth)
		idno_birth(idno, from_id);
	return find_person(i, household, idno, name, *birth ? birth : from_id, person, lives_in, e);
}

/* The household is known by its number, or by the one person who carries the row's ID. */
static int identify(struct import *i, struct line *l, int64_t *household, int64_t *person, struct err *e)
{
	const char *number = line_cell(i, l, CELL_NUMBER), *idno = line_cell(i, l, CELL_ID);
	char other[48], *title;
	int64_t lives_in = 0, before;

	*household = *person = 0;
	if (*number && household_of(i, number, household, e) < 0)
		return -1;
	if (*idno && is_made_up(i, idno, line_cell(i, l, CELL_NAME)))
		return in_field(l, i, PERSON, "id_no", "ID_LOST_DIGITS", "", e);
	if (person_of(i, l, *household, person, &lives_in, e) < 0)
		return -1;
	if (!*number && !*person)
		return in_field(l, i, HOUSEHOLD, "household_no", "IMPORT_NO_HOUSEHOLD", "", e);
	if (!*number)
		*household = lives_in;
	if (!*person || lives_in == *household)
		return 0;
	before = intake_touched(i->o, PERSON, *person);
	if (before) {
		snprintf(other, sizeof(other), "%lld", (long long)before);
		return in_field(l, i, PERSON, "id_no", "IMPORT_ID_TWICE", other, e);
	}
	title = record_title(i->o, HOUSEHOLD, lives_in);
	in_field(l, i, PERSON, "id_no", "IMPORT_ELSEWHERE", title, e);
	mem_free(title);
	return -1;
}

/* What one line will write, once nothing of it can be refused. */
struct plan {
	struct merge household, year, person;
	int64_t place;
	bool has_household, has_year, has_person, make_place;
};

/* Does the row say something of that part that this list has not said of the household yet? */
static bool says_more(const struct import *i, const struct line *l, enum part part, const bool *done)
{
	for (size_t c = 0; c < i->n; c++)
		if (i->fact[c].part == part && !done[c] && l->value[c].kind != VALUE_NULL)
			return true;
	return false;
}

static const struct field *place_field(const struct import *i)
{
	const struct field *f = NULL;

	form_of_field(i, HOUSEHOLD, "place_id", &f);
	return f;
}

/* The first row of the list that names a village says where the household is. */
static int put_place(struct import *i, struct line *l, struct plan *p, struct err *e)
{
	struct value place = value_int(p->place);

	merge_set(i, l, &p->household, kept("place_id"), place_field(i), &place);
	return record_int(&p->household.now, "place_id") == p->place ? 0 : place_note(i, l, p->place, e);
}

static int plan_household(struct import *i, struct line *l, int64_t household, struct plan *p, struct err *e)
{
	if (find_place(i, l, false, &p->place, &p->make_place, e) < 0)
		return -1;
	if (household && !says_more(i, l, PART_HOUSEHOLD, i->done) && (i->done[i->n] || !(p->place || p->make_place)))
		return 0;
	p->has_household = true;
	if (household && queue_is_about(i, household) && queue_flush(i, e) < 0)
		return -1;
	if (merge_begin(i, &p->household, HOUSEHOLD, household, e) < 0)
		return -1;
	merge_cells(i, l, &p->household, i->done);
	p->make_place = p->make_place && !i->done[i->n];
	if (!p->place && !p->make_place && !household)
		p->place = i->o->village;
	if ((p->place || p->make_place) && !i->done[i->n]) {
		i->done[i->n] = true;
		if (p->place && put_place(i, l, p, e) < 0)
			return -1;
	}
	if (merge_ready(i, l, &p->household, 0, e) < 0)
		return -1;
	if (!household)
		p->household.saving.merged.id = id_mint();
	return 0;
}

/* More of a year than whose it is, and which. */
static bool says_facts(const struct record *r)
{
	size_t said = 0;

	for (size_t k = 0; k < r->n; k++)
		said += r->cells[k].value.kind != VALUE_NULL;
	return said > 2;
}

static int plan_year(struct import *i, struct line *l, int64_t household, bool fresh, struct plan *p, struct err *e)
{
	char year[8];
	int64_t id = 0;

	year_of(i, l, year);
	p->has_year = true;
	if (!fresh && queue_is_about(i, household) && queue_flush(i, e) < 0)
		return -1;
	if ((!fresh && find_year(i, household, year, &id, e) < 0) || merge_begin(i, &p->year, YEAR, id, e) < 0)
		return -1;
	merge_cells(i, l, &p->year, i->done);
	if (!id) {
		record_set(&p->year.fresh, "household_id", value_int(household));
		record_set(&p->year.fresh, "year", value_text(year));
	}
	return id || says_facts(&p->year.fresh) ? merge_ready(i, l, &p->year, household, e) : 0;
}

/* The person's own cells, ready to be written; used by the list of one form too. */
static int plan_person(struct import *i, struct line *l, int64_t household, int64_t person, struct merge *m,
		       struct err *e)
{
	const struct field *cert_field = NULL;
	struct value cert;

	if (merge_begin(i, m, PERSON, person, e) < 0)
		return -1;
	merge_cells(i, l, m, NULL);
	if (*l->cert && strcmp(record_text(&m->now, "id_no"), l->cert) != 0) {
		form_of_field(i, PERSON, "disability_cert_no", &cert_field);
		cert = value_lend_text(l->cert);
		merge_set(i, l, m, kept("disability_cert_no"), cert_field, &cert);
	}
	if (!person) {
		record_set(&m->fresh, "household_id", value_int(household));
		merge_presets(i, m);
	}
	return merge_once(i, l, m, e) < 0 ? -1 : merge_ready(i, l, m, household, e);
}

int person_row(struct import *i, struct line *l, int64_t household, int64_t person, struct err *e)
{
	struct merge m;
	int rc = plan_person(i, l, household, person, &m, e);

	if (rc == 0 && (rc = merge_row_begin(i, e)) == 0)
		rc = merge_row_end(i, merge_write(i, l, &m, e), e);
	merge_release(&m);
	return rc;
}

/* Two lines of a list must not name two heads of one household. */
static int check_head(struct import *i, struct line *l, struct household_seen *h, const char *number, struct err *e)
{
	const char *head = line_cell(i, l, CELL_HEAD_ID);

	if (*head && *h->head && strcmp(head, h->head) != 0)
		return in_field(l, i, HOUSEHOLD, "head_id_no", "IMPORT_HEAD_DIFFERS", number, e);
	if (*head)
		first18(head, h->head);
	return 0;
}

static void plan_begin(struct plan *p)
{
	memset(p, 0, sizeof(*p));
}

static void plan_end(struct plan *p)
{
	if (p->has_household)
		merge_release(&p->household);
	if (p->has_year)
		merge_release(&p->year);
	if (p->has_person)
		merge_release(&p->person);
}

/* The village is made with the first household that comes to it. */
static int write_place(struct import *i, struct line *l, struct plan *p, struct err *e)
{
	bool missing;

	if (!p->make_place)
		return 0;
	if (find_place(i, l, true, &p->place, &missing, e) < 0 || put_place(i, l, p, e) < 0)
		return -1;
	if (p->household.ready)
		record_set(&p->household.saving.merged, "place_id", value_int(p->place));
	else if (merge_ready(i, l, &p->household, 0, e) < 0)
		return -1;
	return 0;
}

static int write_parts(struct import *i, struct line *l, struct plan *p, struct err *e)
{
	if (p->has_household && (write_place(i, l, p, e) < 0 || merge_write(i, l, &p->household, e) < 0))
		return -1;
	if (p->year.ready && merge_write(i, l, &p->year, e) < 0)
		return -1;
	return p->has_person ? merge_write(i, l, &p->person, e) : 0;
}

static int write_plan(struct import *i, struct line *l, struct plan *p, struct household_seen *h, struct err *e)
{
	if (merge_row_begin(i, e) < 0 || merge_row_end(i, write_parts(i, l, p, e), e) < 0)
		return -1;
	memcpy(h->done, i->done, (i->n + 1) * sizeof(*h->done));
	return 0;
}

static struct household_seen *seen_of_line(struct import *i, const struct line *l, int64_t household, struct err *e)
{
	const char *number = line_cell(i, l, CELL_NUMBER);
	struct household_seen *h;
	char key[64], year[8];

	year_of(i, l, year);
	if (*number) {
		size_t n = strnlen(number, 40);

		memcpy(key, number, n);
		key[n] = ' ';
		strcpy(key + n + 1, year);
	} else {
		snprintf(key, sizeof(key), "#%lld %s", (long long)household, year);
	}
	h = seen_of(i, key, e);
	if (h && !i->done)
		i->done = mem_alloc((i->n + 1) * sizeof(*i->done));
	if (h)
		memcpy(i->done, h->done, (i->n + 1) * sizeof(*i->done));
	return h;
}

static int plan_row(struct import *i, struct line *l, int64_t household, int64_t person, struct plan *p, struct err *e)
{
	bool fresh = !household;

	if (plan_household(i, l, household, p, e) < 0)
		return -1;
	if (fresh)
		household = p->household.saving.merged.id;
	if (line_says(i, l, PART_YEAR) && says_more(i, l, PART_YEAR, i->done) &&
	    plan_year(i, l, household, fresh, p, e) < 0)
		return -1;
	if (!line_says(i, l, PART_PERSON) && !*l->cert)
		return 0; /* a household nobody is listed in */
	p->has_person = true;
	return plan_person(i, l, household, person, &p->person, e);
}

int registry_row(struct import *i, struct line *l, struct err *e)
{
	struct household_seen *h;
	struct plan p;
	int64_t household, person;
	int rc;

	rc = line_parse(i, l, e);
	fill_down(i, l); /* also below a row that is refused */
	if (rc < 0 || identify(i, l, &household, &person, e) < 0)
		return -1;
	h = seen_of_line(i, l, household, e);
	if (!h || check_head(i, l, h, line_cell(i, l, CELL_NUMBER), e) < 0)
		return -1;
	plan_begin(&p);
	rc = plan_row(i, l, household, person, &p, e);
	if (rc == 0)
		rc = write_plan(i, l, &p, h, e);
	plan_end(&p);
	return rc;
}

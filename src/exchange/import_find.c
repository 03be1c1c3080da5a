/* Rows that are already there. Never the first of several: what is ambiguous is refused. */
#include "import_parts.h"

#include "base/mem.h"
#include "base/text.h"
#include "model/intake.h"
#include "model/listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define THERE "deleted_on IS NULL"
#define FEW 8     /* of what should be one */
#define MOST 1024 /* people of one name, rows of one day */
#define KEYS_MOST LISTING_COLUMNS

/* Rows of a table that are not in the bin; `where` may use :parent and :filter. */
static int rows_of(struct import *i, const char *table, const char *where, int64_t parent, const char *text,
		   const char *const *columns, size_t n_columns, size_t most, struct listing_row **rows, size_t *n,
		   struct err *e)
{
	struct listing l = {
		.from = table, .key = "id", .where = THERE, .filter = where, .parent = parent, .filter_value = text
	};

	for (size_t k = 0; k < n_columns; k++)
		l.column[k] = columns[k];
	l.n_columns = n_columns;
	return listing_page(i->o, &l, NULL, false, most, rows, n, e);
}

static int ambiguous(const char *what, size_t n, struct err *e)
{
	char count[24];

	snprintf(count, sizeof(count), "%zu", n);
	return err_set(e, ERR_INVALID, "IMPORT_AMBIGUOUS", what, count);
}

/* The one row that fits, 0 if there is none. */
static int only_one(struct import *i, const char *table, const char *where, int64_t parent, const char *text,
		    int64_t *id, struct err *e)
{
	struct listing_row *rows;
	size_t n;
	int rc = 0;

	*id = 0;
	if (rows_of(i, table, where, parent, text, NULL, 0, FEW, &rows, &n, e) < 0)
		return -1;
	if (n > 1)
		rc = ambiguous(text, n, e);
	else if (n == 1)
		*id = rows[0].id;
	listing_free(&rows, n);
	return rc;
}

/* The one of the ids, 0 if there is none. */
static int one_of(const int64_t *ids, size_t n, const char *what, int64_t *id, struct err *e)
{
	*id = n == 1 ? ids[0] : 0;
	return n > 1 ? ambiguous(what, n, e) : 0;
}

int find_household(struct import *i, const char *number, int64_t *id, struct err *e)
{
	int64_t ids[FEW];
	size_t n;

	if (intake_ids(i->o, "household", "household_no", number, FEW, ids, &n, e) < 0)
		return -1;
	return one_of(ids, n, number, id, e);
}

int find_household_of_head(struct import *i, const char *name, int64_t *id, struct err *e)
{
	int64_t ids[FEW];
	size_t n;

	if (intake_ids(i->o, "household", "head_name", name, FEW, ids, &n, e) < 0)
		return -1;
	return one_of(ids, n, name, id, e);
}

int find_year(struct import *i, int64_t household, const char *year, int64_t *id, struct err *e)
{
	int64_t ids[FEW];
	size_t n;

	if (intake_years(i->o, household, year, FEW, ids, &n, e) < 0)
		return -1;
	return one_of(ids, n, year, id, e);
}

/* Births may be known to the year or the month only. */
static bool births_fit(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b);

	return strncmp(a, b, na < nb ? na : nb) == 0;
}

struct wanted_person {
	const char *idno, *name, *birth, *key; /* key: text_name_key of the name */
	int64_t household;                     /* 0: any */
	size_t asked, fits, here;
	int64_t id, lives_in; /* of the last that fits */
};

/* In the household, else of one who still lives anywhere. */
static void by_id(void *arg, const struct intake_person *p)
{
	struct wanted_person *w = arg;
	bool here = w->household && p->household == w->household;

	if (here ? w->here++ == 0 : w->here == 0 && !p->left) {
		if (here)
			w->fits = 0;
		w->fits++;
		w->id = p->id;
		w->lives_in = p->household;
	} else if (here) {
		w->fits++;
	}
}

/* Two numbers that differ are one person only if the birth says so too. */
static void by_name(void *arg, const struct intake_person *p)
{
	struct wanted_person *w = arg;
	bool differ = *p->id_no && *w->idno && strncmp(p->id_no, w->idno, 18) != 0, same;
	char *other;

	w->asked++;
	if (!births_fit(p->birth, w->birth) || (differ && (strlen(p->birth) != 10 || strcmp(p->birth, w->birth) != 0)))
		return;
	other = text_name_key(p->name);
	same = strcmp(other, w->key) == 0;
	mem_free(other);
	if (!same)
		return;
	w->fits++;
	w->id = p->id;
	w->lives_in = p->household;
}

static int person_by_name(struct import *i, struct wanted_person *w, struct err *e)
{
	char *key = text_name_key(w->name);
	int rc;

	w->key = key;
	rc = intake_people(i->o, w->household ? INTAKE_HOUSEHOLD : INTAKE_NAME, w->name, w->household, MOST, by_name, w,
			   e);
	if (rc == 0 && (w->fits > 1 || w->asked == MOST))
		rc = ambiguous(w->name, w->fits, e);
	mem_free(key);
	return rc;
}

/* household 0: wherever there is only one. *id 0: nobody. */
int find_person(struct import *i, int64_t household, const char *idno, const char *name, const char *birth, int64_t *id,
		int64_t *lives_in, struct err *e)
{
	struct wanted_person w = { .idno = idno, .name = name, .birth = birth, .household = household };

	*id = *lives_in = 0;
	if (*idno) {
		if (intake_people(i->o, INTAKE_ID_NO, idno, 0, FEW, by_id, &w, e) < 0)
			return -1;
		if (w.fits > 1)
			return ambiguous(idno, w.fits, e);
	}
	if (!w.id && *name && (household || !*idno) && person_by_name(i, &w, e) < 0)
		return -1;
	*id = w.id;
	*lives_in = w.lives_in;
	return 0;
}

/* What has no name of its own is told by its title, as an export writes it. */
static int titled(struct import *i, const char *table, const char *title, int64_t *id, struct err *e)
{
	struct buf where = BUF_INIT;
	int rc = 0;

	*id = 0;
	buf_addf(&where, "EXISTS (SELECT 1 FROM %s t WHERE t.id = %s.id AND folded(", table, table);
	if (record_title_of(i->o, table, &where)) {
		buf_adds(&where, ") = folded(:filter))");
		rc = only_one(i, table, where.s, 0, title, id, e);
	}
	buf_release(&where);
	return rc;
}

/* As it stands; where nothing is called just so, with the brackets and blanks of any keyboard. */
static int named(struct import *i, const char *table, const char *title, int64_t *id, struct err *e)
{
	static const char *const where[][2] = {
		{ "title = :filter", "folded(title) = folded(:filter)" },
		{ "name = :filter", "folded(name) = folded(:filter)" },
		{ "name = :filter OR name || ' ' || year = :filter",
		  "folded(name) = folded(:filter) OR folded(name || year) = folded(:filter)" },
	};
	bool name = office_column(i->o, table, "name", NULL), year = office_column(i->o, table, "year", NULL);
	size_t by = name ? 1 + year : 0;
	int rc;

	if (!name && !office_column(i->o, table, "title", NULL))
		return titled(i, table, title, id, e);
	rc = only_one(i, table, where[by][0], 0, title, id, e);
	return rc < 0 || *id ? rc : only_one(i, table, where[by][1], 0, title, id, e);
}

static int household_called(struct import *i, const char *title, int64_t *id, struct err *e)
{
	char *number = text_nfkc(title), *name = text_name(title);
	int rc = find_household(i, title, id, e);

	if (rc == 0 && !*id)
		rc = find_household(i, number, id, e);
	if (rc == 0 && !*id)
		rc = find_household_of_head(i, name, id, e);
	mem_free(number);
	mem_free(name);
	return rc;
}

static int person_called(struct import *i, const char *title, int64_t household, int64_t *id, struct err *e)
{
	char *name = text_name(title), *number = text_nfkc(title);
	char idno[24];
	int64_t lives_in;
	int rc;

	first18(number, idno);
	if (strspn(idno, "0123456789") >= 15)
		rc = find_person(i, household, idno, "", "", id, &lives_in, e);
	else
		rc = find_person(i, household, "", name, "", id, &lives_in, e);
	mem_free(number);
	mem_free(name);
	return rc;
}

/* The row of `table` a person calls `title`; IMPORT_REF_NONE if there is none. What was found is remembered for the
 * list. */
int find_ref(struct import *i, const char *table, const char *title, int64_t household, int64_t *id, struct err *e)
{
	struct buf key = BUF_INIT;
	int rc;

	buf_addf(&key, "%s %lld %s", table, (long long)household, title);
	if (strmap_get(&i->known, key.s, id)) {
		buf_release(&key);
		return 0;
	}
	if (strcmp(table, "household") == 0)
		rc = household_called(i, title, id, e);
	else if (strcmp(table, "person") == 0)
		rc = person_called(i, title, household, id, e);
	else
		rc = named(i, table, title, id, e);
	if (rc == 0 && !*id)
		rc = err_set(e, ERR_INVALID, "IMPORT_REF_NONE", title);
	if (rc == 0 && i->known.n >= KNOWN_MOST)
		strmap_release(&i->known); /* what is forgotten is looked for again */
	if (rc == 0)
		strmap_put(&i->known, key.s, *id);
	buf_release(&key);
	return rc;
}

struct key {
	const char *column;
	const struct value *value;
};

/* Column names of the form's key with what the row says. */
static size_t key_of(const struct import *i, const struct record *wanted, struct key key[KEYS_MOST], struct buf *names)
{
	size_t n = 0;

	buf_adds(names, i->form->key);
	for (char *s = strtok(names->s, "|"); s && n < KEYS_MOST; s = strtok(NULL, "|"))
		if (office_column(i->o, i->form->table, s, NULL))
			key[n++] = (struct key){ s, record_get(wanted, s) };
	return n;
}

/* A form without a key, or a row that leaves the whole key blank: all it says must be there already. */
static size_t all_cells(const struct record *wanted, struct key key[KEYS_MOST], size_t n)
{
	for (size_t k = 0; k < wanted->n && n < KEYS_MOST; k++)
		if (!wanted->cells[k].custom)
			key[n++] = (struct key){ wanted->cells[k].column, &wanted->cells[k].value };
	return n;
}

static bool is_given(const struct key *k)
{
	return k->value && k->value->kind != VALUE_NULL;
}

/* The first cell of the key that is given and of that kind. */
static const struct key *first_of(const struct key *key, size_t n, enum value_kind kind)
{
	for (size_t k = 0; k < n; k++)
		if (is_given(&key[k]) && key[k].value->kind == kind)
			return &key[k];
	return NULL;
}

/* Asks for the rows with the first number (most often a reference, with an index) and the first text of the key. */
static int rows_of_key(struct import *i, const struct key *key, size_t n_keys, struct listing_row **rows, size_t *n,
		       struct err *e)
{
	const struct key *number = first_of(key, n_keys, VALUE_INT), *text = first_of(key, n_keys, VALUE_TEXT);
	const char *columns[KEYS_MOST];
	struct buf where = BUF_INIT;
	int rc;

	for (size_t k = 0; k < n_keys; k++)
		columns[k] = key[k].column;
	if (number)
		buf_addf(&where, "%s = :parent", number->column);
	buf_addf(&where, "%s%s%s", number ? " AND " : "", text ? text->column : ":filter",
		 text ? " = :filter" : " IS NOT NULL");
	rc = rows_of(i, i->form->table, where.s, number ? number->value->i : 0, text ? text->value->text : "-", columns,
		     n_keys, MOST, rows, n, e);
	buf_release(&where);
	return rc;
}

/* What the row leaves blank must not choose between rows, but a row that is blank there too comes first. */
static size_t choose(const struct listing_row *rows, size_t n, const struct key *key, size_t n_keys, int64_t *id)
{
	size_t fits = 0, blank = 0;

	for (size_t k = 0; k < n; k++) {
		bool same = true, as_blank = true;

		for (size_t c = 0; c < n_keys; c++) {
			same = same && (!is_given(&key[c]) || value_equal(&rows[k].cell[c], key[c].value));
			as_blank = as_blank && (is_given(&key[c]) || rows[k].cell[c].kind == VALUE_NULL);
		}
		if (!same || (blank && !as_blank))
			continue;
		fits = as_blank && !blank ? 1 : fits + 1;
		blank += as_blank;
		*id = rows[k].id;
	}
	return fits;
}

int find_by_key(struct import *i, const struct record *wanted, int64_t *id, struct err *e)
{
	struct key key[KEYS_MOST] = { { NULL, NULL } };
	struct buf names = BUF_INIT;
	struct listing_row *rows = NULL;
	size_t n_keys = key_of(i, wanted, key, &names), n = 0, fits, given = 0;
	int rc;

	*id = 0;
	for (size_t k = 0; k < n_keys; k++)
		given += is_given(&key[k]);
	if (!given)
		n_keys = all_cells(wanted, key, n_keys);
	rc = rows_of_key(i, key, n_keys, &rows, &n, e);
	fits = rc == 0 ? choose(rows, n, key, n_keys, id) : 0;
	if (fits > 1 || n == MOST)
		rc = ambiguous(i->form->title, n, e);
	listing_free(&rows, n);
	buf_release(&names);
	return rc;
}

struct lost {
	const char *begin, *name;
	size_t have, found;
	char *proposal;
};

static void could_be(void *arg, const struct intake_person *p)
{
	struct lost *w = arg;

	if (strncmp(p->id_no, w->begin, w->have) == 0 && strcmp(p->name, w->name) == 0 && w->found++ == 0)
		w->proposal = mem_dup(p->id_no);
}

/* A number whose last digits were lost: the one person of that name whose number begins like it. The caller frees;
 * NULL. Fifteen digits are fewer people than a name. */
char *find_lost_id(struct import *i, const char *mangled, const char *name)
{
	char *text = text_heading(mangled);
	char begin[16] = "";
	struct lost w = { .begin = begin, .name = name };

	for (const char *s = text; *s && *s != 'e' && w.have < 15; s++)
		if (*s >= '0' && *s <= '9')
			begin[w.have++] = *s;
	begin[w.have] = '\0';
	if (w.have >= 3 && *name)
		intake_people(i->o, w.have == 15 ? INTAKE_ID_NO : INTAKE_NAME, w.have == 15 ? begin : name, 0, MOST,
			      could_be, &w, NULL);
	mem_free(text);
	if (w.found > 1) {
		mem_free(w.proposal);
		w.proposal = NULL;
	}
	return w.proposal;
}

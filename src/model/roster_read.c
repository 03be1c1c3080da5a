/* Rows of all sides, their texts in one arena: here the lists, by their raw cells; our people in roster_ours.c. */
#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/cut.h"
#include "roster_parts.h"
#include "store/db.h"

#include <stdio.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)1 << 18)
#define COLUMNS_MOST 512

struct roster_block {
	struct roster_block *next;
	size_t used, size;
	char text[];
};

static const char *keep_n(struct roster_rows *r, const char *s, size_t n)
{
	if (!n)
		return "";
	if (!r->blocks || r->blocks->size - r->blocks->used <= n) {
		size_t size = n < BLOCK_BYTES ? BLOCK_BYTES : n + 1;
		struct roster_block *b = mem_alloc(sizeof(*b) + size);

		b->size = size;
		b->next = r->blocks;
		r->blocks = b;
	}
	char *at = r->blocks->text + r->blocks->used;

	memcpy(at, s, n);
	at[n] = '\0';
	r->blocks->used += n + 1;
	return at;
}

const char *roster_keep(struct roster_rows *r, const char *s)
{
	return keep_n(r, s, strlen(s));
}

static const char *keep_free(struct roster_rows *r, char *s)
{
	const char *kept = roster_keep(r, s);

	mem_free(s);
	return kept;
}

struct roster_row *roster_row_add(struct roster_rows *r, size_t side)
{
	if (r->n == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 1024;
		r->row = mem_grow(r->row, r->cap, sizeof(*r->row));
		r->entry = mem_grow(r->entry, r->cap, sizeof(*r->entry));
	}
	r->entry[r->n] = (struct match_entry){ .name = "", .village = "", .side = (unsigned char)side };
	struct roster_row *row = &r->row[r->n++];

	*row = (struct roster_row){ .row = 0 };
	for (size_t f = 0; f < ROSTER_FIELD_COUNT; f++)
		row->raw[f] = "";
	return row;
}

static char sex_of(struct roster_rows *r, const char *raw)
{
	const char *const roles[] = { "sex.male", "sex.female" };
	char sex = 0;

	if (!*raw)
		return 0;
	for (int i = 0; i < 2 && !sex; i++) {
		const char *label = office_role(r->o, roles[i]);

		if (*label && roster_agree(r->o, ROSTER_SEX, raw, label))
			sex = "MF"[i];
	}
	return sex;
}

/* What the last row is matched by. */
static void match_row(struct roster_rows *r)
{
	struct roster_row *row = &r->row[r->n - 1];
	struct match_entry *e = &r->entry[r->n - 1];
	char *birth = roster_clean(r->o, ROSTER_BIRTH, row->raw[ROSTER_BIRTH]);
	const char *id_no = row->raw[ROSTER_ID_NO];
	int64_t place = 0;

	if (date_is_valid(birth))
		CUT(e->birth, birth);
	mem_free(birth);
	e->sex = sex_of(r, row->raw[ROSTER_SEX]);
	/* DOMAIN §10.2: a certificate holds the ID. */
	match_entry_id(e, *id_no ? id_no : row->raw[ROSTER_DISABILITY_NO], clock_today());
	e->name = keep_free(r, roster_clean(r->o, ROSTER_NAME, row->raw[ROSTER_NAME]));
	if (*row->raw[ROSTER_VILLAGE])
		e->village = roster_place(r->places, row->raw[ROSTER_VILLAGE], &place);
	row->place = row->place ? row->place : place;
}

/* ---- a list ---- */

static int load_mapping(struct roster_rows *r, size_t side, int *field, size_t *n, struct err *e)
{
	char *mapping = db_text(r->o->db, "SELECT mapping FROM roster WHERE id = ?1", "i", r->side[side].info.id);
	struct buf text = BUF_INIT;
	const char *at = mapping ? mapping : "";

	for (*n = 0; *n < COLUMNS_MOST && json_next_item(&at, &text); (*n)++) {
		field[*n] = roster_field_of(text.s);
		if (field[*n] >= 0)
			r->side[side].has[field[*n]] = true;
	}
	buf_release(&text);
	mem_free(mapping);
	return *n ? 0 : err_set(e, ERR_MISSING, "RECORD_GONE", "roster");
}

static void read_cells(struct roster_rows *r, const char *cells, const int *field, size_t columns, struct buf *text)
{
	const char **raw = r->row[r->n - 1].raw;

	for (size_t c = 0; c < columns && json_next_item(&cells, text); c++)
		if (field[c] >= 0 && !text_is_blank(text->s))
			raw[field[c]] = keep_n(r, text->s, text->n);
}

int roster_row_done(struct roster_rows *r)
{
	int rc;

	match_row(r);
	if (!r->visit)
		return 0;
	rc = r->visit(r->visit_arg, r);
	roster_rows_clear(r);
	return rc;
}

/* Some are looked up by their ids: in the order of the lines all of the list would be read for every part of it. */
static struct stmt *list_query(struct roster_rows *r, const struct roster_picks *only, struct err *e)
{
	return db_query(r->o->db,
			only ? "SELECT id, cells FROM roster_row WHERE +roster_id = ?1 AND id IN (SELECT value FROM"
			       " json_each(?2)) ORDER BY line"
			     : "SELECT id, cells FROM roster_row WHERE roster_id = ?1 AND ?2 = '' ORDER BY line",
			e);
}

static int read_list(struct roster_rows *r, size_t side, const struct roster_picks *only, struct err *e)
{
	int field[COLUMNS_MOST];
	size_t columns;
	struct buf text = BUF_INIT;
	struct stmt *s;
	int rc;

	if (load_mapping(r, side, field, &columns, e) < 0)
		return -1;
	s = list_query(r, only, e);
	if (!s)
		return -1;
	stmt_bind(s, "is", r->side[side].info.id, only ? only->json : "");
	while ((rc = stmt_step(s, e)) > 0) {
		struct roster_row *row = roster_row_add(r, side);

		row->row = stmt_int(s, 0);
		read_cells(r, stmt_text(s, 1), field, columns, &text);
		row->in_scope = !r->ours || roster_place_in_scope(r->places, row->raw[ROSTER_VILLAGE]);
		if (roster_row_done(r) < 0) {
			rc = -1;
			break;
		}
	}
	stmt_done(s);
	buf_release(&text);
	return rc;
}

int roster_rows_open(struct roster_rows *r, struct office *o, const int64_t *side, size_t sides, struct err *e)
{
	*r = (struct roster_rows){ .o = o, .sides = sides };
	if (sides < 2 || sides > ROSTER_SIDES)
		BUG("roster_compare: sides");
	if (roster_places_load(&r->places, o, e) < 0)
		return -1;
	for (size_t i = 0; i < sides; i++) {
		if (side[i] && roster_info_load(o, side[i], &r->side[i].info, e) < 0)
			return -1;
		if (side[i] && !r->list)
			r->list = &r->side[i];
		r->ours = r->ours || !side[i];
	}
	return 0;
}

int roster_rows_read(struct roster_rows *r, size_t side, const struct roster_picks *only, struct err *e)
{
	return r->side[side].info.id ? read_list(r, side, only, e) : roster_ours_read(r, side, only, e);
}

void roster_rows_clear(struct roster_rows *r)
{
	while (r->blocks && r->blocks->next) {
		struct roster_block *next = r->blocks->next;

		mem_free(r->blocks);
		r->blocks = next;
	}
	if (r->blocks)
		r->blocks->used = 0;
	r->n = 0;
}

void roster_rows_release(struct roster_rows *r)
{
	roster_rows_clear(r);
	mem_free(r->blocks);
	roster_places_free(&r->places);
	mem_free(r->row);
	mem_free(r->entry);
	*r = (struct roster_rows){ .o = NULL };
}

void roster_subject(const struct match_entry *e, char out[128])
{
	struct buf b = BUF_INIT;

	if (e->state == MATCH_ID_SOUND)
		buf_addf(&b, "id:%s", e->id);
	else
		buf_addf(&b, "name:%s|%s|%s", e->name, e->birth, e->village);
	cut_copy(out, 128, b.s);
	buf_release(&b);
}

int64_t roster_seq(struct office *o)
{
	return db_int(o->db, 0, "SELECT max(seq) FROM change", "");
}

int roster_key(struct office *o, const int64_t *side, size_t sides, struct roster_info *out, struct err *e)
{
	struct roster_info info;
	struct buf source = BUF_INIT;
	bool ours = false, found = false;
	int rc = 0;

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < sides && rc == 0; i++) {
		ours = ours || side[i] == 0;
		if (side[i] == 0)
			continue;
		rc = roster_info_load(o, side[i], &info, e);
		if (rc < 0)
			break;
		buf_addf(&source, "%s%s", found ? "+" : "", info.source);
		if (!found)
			*out = info;
		found = true;
	}
	if (rc == 0 && !ours)
		CUT(out->source, source.s);
	buf_release(&source);
	return rc;
}

/* Rows of all sides, their texts in one arena: lists by their raw cells, our people by what the claim asks. */
#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/term.h"
#include "base/text.h"
#include "model/cut.h"
#include "model/scope.h"
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

static const char *keep(struct roster_rows *r, const char *s)
{
	return keep_n(r, s, strlen(s));
}

static const char *keep_free(struct roster_rows *r, char *s)
{
	const char *kept = keep(r, s);

	mem_free(s);
	return kept;
}

static struct roster_row *add_row(struct roster_rows *r, size_t side)
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
static void set_entry(struct roster_rows *r)
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

static int read_list(struct roster_rows *r, size_t side, struct err *e)
{
	int field[COLUMNS_MOST];
	size_t columns;
	struct buf text = BUF_INIT;
	struct stmt *s;
	int rc;

	if (load_mapping(r, side, field, &columns, e) < 0)
		return -1;
	s = db_query(r->o->db, "SELECT id, cells FROM roster_row WHERE roster_id = ?1 ORDER BY line", e);
	if (!s)
		return -1;
	stmt_bind(s, "i", r->side[side].info.id);
	while ((rc = stmt_step(s, e)) > 0) {
		struct roster_row *row = add_row(r, side);

		row->row = stmt_int(s, 0);
		read_cells(r, stmt_text(s, 1), field, columns, &text);
		row->in_scope = !r->ours || roster_place_in_scope(r->places, row->raw[ROSTER_VILLAGE]);
		set_entry(r);
	}
	stmt_done(s);
	buf_release(&text);
	return rc;
}

/* ---- our people ---- */

/* ?1 today, ?2 the term, ?3 the day of the list. */
static const char *const claimed[CLAIM_COUNT] = {
	[CLAIM_REGISTERED] = "h.household_type IS NOT role('household_type.ordinary') OR h.monitor_type IS NOT NULL",
	[CLAIM_STUDENTS] = "p.id IN (SELECT person_id FROM student WHERE term = ?2)",
	[CLAIM_POOR] = "p.id IN (SELECT person_id FROM entitlement WHERE term = ?2)",
	[CLAIM_PAID] = "a.person_id IS NOT NULL",
	[CLAIM_DIBAO] = "p.dibao <> role('dibao.none')",
	[CLAIM_TEKUN] = "p.tekun <> role('tekun.none')",
	[CLAIM_DISABLED] = "p.disability_cert_no IS NOT NULL OR instr(coalesce(p.health_status, ''), '\"' ||"
			   " role('health_status.disabled') || '\"') > 0",
	[CLAIM_MEDICAL] = "p.resident_medical_ins = 1 OR p.employee_medical_ins = 1",
	[CLAIM_AGED] = "school_age(p.birth, threshold('school_day', h.place_id, ?3), ?3) BETWEEN"
		       " threshold('school_age_from', h.place_id, ?3) AND threshold('school_age_to', h.place_id, ?3)"
		       " - 1",
	[CLAIM_OTHER] = "1",
};

enum our_columns { OUR_ID, OUR_HOUSEHOLD, OUR_PLACE, OUR_CLAIMED, OUR_IN_SCOPE, OUR_FIELDS };

static void our_sql(const struct roster_rows *r, struct buf *sql)
{
	int claim = r->list ? roster_claim_of(r->list->info.claim) : CLAIM_OTHER;

	buf_addf(sql, "SELECT p.id, p.household_id, coalesce(h.place_id, 0), coalesce(%s, 0), (",
		 claimed[claim < 0 ? CLAIM_OTHER : claim]);
	scope_sql(r->o, r->o->scope, sql);
	/* In the order of ROSTER_FIELDS. */
	buf_adds(sql, "), coalesce(p.id_no, p.disability_cert_no), p.name, p.sex, p.birth, l.name, h.village_group,"
		      " h.household_no, h.head_name, p.relation_to_head, coalesce(p.phone, h.phone),"
		      " coalesce(e.school, p.school), e.school_stage, e.grade, e.class, e.student_no, a.total,"
		      " h.bank_card_no, p.dibao, p.tekun, p.disability_cert_no"
		      " FROM person p JOIN household h ON h.id = p.household_id LEFT JOIN place l ON l.id = h.place_id"
		      " LEFT JOIN enrolment e ON e.id = (SELECT min(x.id) FROM enrolment x WHERE x.person_id = p.id AND"
		      " x.term = ?2 AND x.deleted_on IS NULL)"
		      " LEFT JOIN (SELECT person_id, sum(amount) AS total FROM aid WHERE term = ?2 AND state IN"
		      " ('paid', 'backpaid') AND deleted_on IS NULL GROUP BY person_id) a ON a.person_id = p.id"
		      " WHERE p.deleted_on IS NULL AND (p.left_on IS NULL OR p.left_on > substr(?1, 1,"
		      " length(p.left_on))) AND ");
	scope_live_sql(sql);
	buf_adds(sql, " AND coalesce(?3, '') = coalesce(?3, '') ORDER BY p.id");
}

static void read_person(struct roster_rows *r, size_t side, struct stmt *s)
{
	struct roster_row *row = add_row(r, side);
	struct buf money = BUF_INIT;

	row->row = row->person = stmt_int(s, OUR_ID);
	row->household = stmt_int(s, OUR_HOUSEHOLD);
	row->place = stmt_int(s, OUR_PLACE);
	row->claimed = stmt_int(s, OUR_CLAIMED) != 0;
	row->in_scope = stmt_int(s, OUR_IN_SCOPE) != 0;
	for (int f = 0; f < ROSTER_FIELD_COUNT; f++) {
		if (f == ROSTER_AMOUNT && !stmt_is_null(s, OUR_FIELDS + f)) {
			money_format(&money, stmt_int(s, OUR_FIELDS + f), false);
			row->raw[f] = keep(r, money.s);
		} else {
			row->raw[f] = keep(r, stmt_text(s, OUR_FIELDS + f));
		}
	}
	buf_release(&money);
	set_entry(r);
}

static int read_ours(struct roster_rows *r, size_t side, struct err *e)
{
	const char *day = r->list ? r->list->info.dated_on : clock_today();
	char term[TERM_BYTES] = "";
	struct buf sql = BUF_INIT;
	struct stmt *s;
	int rc;

	if (r->list && *r->list->info.term)
		CUT(term, r->list->info.term);
	else
		term_of(day, term);
	for (size_t f = 0; f < ROSTER_FIELD_COUNT; f++)
		r->side[side].has[f] = true;
	our_sql(r, &sql);
	s = db_query(r->o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	stmt_bind(s, "sss", clock_today(), term, day);
	while ((rc = stmt_step(s, e)) > 0)
		read_person(r, side, s);
	stmt_done(s);
	return rc;
}

int roster_rows_load(struct roster_rows *r, struct office *o, const int64_t *side, size_t sides, struct err *e)
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
	for (size_t i = 0; i < sides; i++)
		if ((side[i] ? read_list(r, i, e) : read_ours(r, i, e)) < 0)
			return -1;
	return 0;
}

void roster_rows_release(struct roster_rows *r)
{
	while (r->blocks) {
		struct roster_block *next = r->blocks->next;

		mem_free(r->blocks);
		r->blocks = next;
	}
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

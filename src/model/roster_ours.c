/* Our people as a side: all of them, each with whether the claim asks for it. */
#include "base/clock.h"
#include "base/number.h"
#include "base/term.h"
#include "model/cut.h"
#include "model/scope.h"
#include "roster_parts.h"
#include "store/db.h"

/* Of aid a, in the term ?2. */
#define PAID_SQL " a.term = ?2 AND a.state IN ('paid', 'backpaid') AND a.deleted_on IS NULL"

/* ?1 today, ?2 the term, ?3 the day of the list, ?4 who is asked for. */
static const char *const claimed[CLAIM_COUNT] = {
	[CLAIM_REGISTERED] = "h.household_type IS NOT role('household_type.ordinary') OR h.monitor_type IS NOT NULL",
	[CLAIM_STUDENTS] = "p.id IN (SELECT person_id FROM student WHERE term = ?2)",
	[CLAIM_POOR] = "p.id IN (SELECT person_id FROM entitlement WHERE term = ?2)",
	[CLAIM_PAID] = "EXISTS (SELECT 1 FROM aid a WHERE a.person_id = p.id AND" PAID_SQL ")",
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

/* Who was asked before is not asked again: the claim may look at everybody. */
static void our_sql(const struct roster_rows *r, const struct roster_picks *only, struct buf *sql)
{
	int claim = r->list ? roster_claim_of(r->list->info.claim) : CLAIM_OTHER;

	buf_addf(sql, "SELECT p.id, p.household_id, coalesce(h.place_id, 0), coalesce(%s, 0), (",
		 only ? "0" : claimed[claim < 0 ? CLAIM_OTHER : claim]);
	scope_sql(r->o, r->o->scope, sql);
	/* In the order of ROSTER_FIELDS. */
	buf_adds(sql, "), coalesce(p.id_no, p.disability_cert_no), p.name, p.sex, p.birth, l.name, h.village_group,"
		      " h.household_no, h.head_name, p.relation_to_head, coalesce(p.phone, h.phone),"
		      " coalesce(e.school, p.school), e.school_stage, e.grade, e.class, e.student_no,"
		      " (SELECT sum(a.amount) FROM aid a WHERE a.person_id = p.id AND" PAID_SQL "),"
		      " h.bank_card_no, p.dibao, p.tekun, p.disability_cert_no"
		      " FROM person p JOIN household h ON h.id = p.household_id LEFT JOIN place l ON l.id = h.place_id"
		      " LEFT JOIN enrolment e ON e.id = (SELECT min(x.id) FROM enrolment x WHERE x.person_id = p.id AND"
		      " x.term = ?2 AND x.deleted_on IS NULL)"
		      " WHERE p.deleted_on IS NULL AND (p.left_on IS NULL OR p.left_on > substr(?1, 1,"
		      " length(p.left_on))) AND ");
	scope_live_sql(sql);
	buf_adds(sql, " AND coalesce(?3, '') = coalesce(?3, '')");
	buf_adds(sql, only ? " AND p.id IN (SELECT value FROM json_each(?4))" : " AND ?4 = ''");
	buf_adds(sql, " ORDER BY p.id");
}

static void read_person(struct roster_rows *r, size_t side, const struct roster_picks *only, size_t *at, struct stmt *s)
{
	struct roster_row *row = roster_row_add(r, side);
	struct buf money = BUF_INIT;

	row->row = row->person = stmt_int(s, OUR_ID);
	row->household = stmt_int(s, OUR_HOUSEHOLD);
	row->place = stmt_int(s, OUR_PLACE);
	row->claimed = stmt_int(s, OUR_CLAIMED) != 0;
	if (only) {
		while (only->row[*at] < row->row)
			(*at)++;
		row->claimed = only->claimed[*at];
	}
	row->in_scope = stmt_int(s, OUR_IN_SCOPE) != 0;
	for (int f = 0; f < ROSTER_FIELD_COUNT; f++) {
		if (f == ROSTER_AMOUNT && !stmt_is_null(s, OUR_FIELDS + f)) {
			money_format(&money, stmt_int(s, OUR_FIELDS + f), false);
			row->raw[f] = roster_keep(r, money.s);
		} else {
			row->raw[f] = roster_keep(r, stmt_text(s, OUR_FIELDS + f));
		}
	}
	buf_release(&money);
}

int roster_ours_read(struct roster_rows *r, size_t side, const struct roster_picks *only, struct err *e)
{
	const char *day = r->list ? r->list->info.dated_on : clock_today();
	char term[TERM_BYTES] = "";
	struct buf sql = BUF_INIT;
	struct stmt *s;
	size_t at = 0;
	int rc;

	if (r->list && *r->list->info.term)
		CUT(term, r->list->info.term);
	else
		term_of(day, term);
	for (size_t f = 0; f < ROSTER_FIELD_COUNT; f++)
		r->side[side].has[f] = true;
	our_sql(r, only, &sql);
	s = db_query(r->o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	stmt_bind(s, "ssss", clock_today(), term, day, only ? only->json : "");
	while ((rc = stmt_step(s, e)) > 0) {
		read_person(r, side, only, &at, s);
		if (roster_row_done(r) < 0) {
			rc = -1;
			break;
		}
	}
	stmt_done(s);
	return rc;
}

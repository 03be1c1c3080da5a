/* Where children went to school in the last four terms, the aid of half of them, and who was told. */
#include "base/date.h"
#include "base/term.h"
#include "generate_parts.h"
#include "model/cut.h"
#include "model/enrolment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHILD = 3, PUPIL = 6, TEEN = 12, YOUTH = 15, ADULT = 18, GRADUATE = 22 };

struct gen_seat gen_seat_of(const struct gen_person *p, int years_ago)
{
	int age = p->school_age - years_ago;
	unsigned t = p->track;

	if (age < CHILD || age >= GRADUATE)
		return (struct gen_seat){ NO_STAGE, 0 };
	if (age < PUPIL)
		return (struct gen_seat){ t % 5 ? PRESCHOOL : NO_STAGE, age - CHILD };
	if (age < TEEN)
		return (struct gen_seat){ PRIMARY, age - PUPIL };
	if (age < YOUTH)
		return (struct gen_seat){ JUNIOR, age - TEEN };
	if (age < ADULT)
		return (struct gen_seat){ t < 550 ? SENIOR : t < 850 ? VOCATIONAL : NO_STAGE, age - YOUTH };
	return (struct gen_seat){ t < 400 ? COLLEGE : NO_STAGE, age - ADULT };
}

static const char items_sql[] =
	"SELECT id, coalesce(amount, 0), coalesce(is_boarder, -1) FROM aid_item WHERE deleted_on IS NULL"
	" AND on_request IS NOT 1 AND coalesce(grades, '[]') = '[]' AND (season IS NULL OR season = substr(?2, 6, 1))"
	" AND (valid_from IS NULL OR valid_from <= term_day(?2))"
	" AND (valid_to IS NULL OR substr(valid_to || '-99-99', 1, 10) >= term_day(?2))"
	" AND (instr(stages, '\"' || ?1 || '\"') > 0"
	"  OR (?3 AND instr(stages, '\"' || role('school_stage.compulsory') || '\"') > 0))"
	" AND (coalesce(student_groups, '[]') = '[]'"
	"  OR instr(student_groups, '\"' || role('student_group.registered') || '\"') > 0) ORDER BY id";

/* What everybody of a stage is entitled to, so that no student has to be asked about. */
static void read_items(struct generate *g, struct gen_term *t, int stage)
{
	struct stmt *s = g->failed ? NULL : db_query(g->o->db, items_sql, g->e);
	int got = -1;

	if (s) {
		stmt_bind(s, "ssi", gen_word(g, WORDS_STAGES, (size_t)stage), t->name,
			  (int64_t)(stage == PRIMARY || stage == JUNIOR));
		while ((got = stmt_step(s, g->e)) == 1 && t->items[stage] < GEN_ITEMS) {
			int i = t->items[stage]++;
			t->item[stage][i].id = stmt_int(s, 0);
			t->item[stage][i].amount = stmt_int(s, 1);
			t->item[stage][i].boarder = (int)stmt_int(s, 2);
		}
		stmt_done(s);
	}
	g->failed = g->failed || got < 0;
}

void gen_terms(struct generate *g)
{
	char now[TERM_BYTES];

	term_of(g->today, now);
	for (int i = 0; i < GEN_TERMS; i++) {
		struct gen_term *t = &g->term[i];
		char later[11];
		term_shift(now, -i, t->name);
		term_day(t->name, t->day);
		t->years = (i + (now[5] == '2')) / 2;
		date_from_days(date_days(t->day) + 60, later);
		CUT(t->paid_on, strcmp(later, g->today) > 0 ? g->today : later);
		for (int k = 0; k < STAGES; k++)
			read_items(g, t, k);
		if (i > 1)
			GEN_PUT(g, "INSERT INTO term_lock(id, term, locked_on, cadre_id) VALUES (?1, ?2, ?3, ?4)",
				"issi", id_mint(), t->name, t->paid_on, g->o->me);
	}
	const struct stage *all;
	size_t n = office_stages(g->o, &all);
	for (int k = 0; k < STAGES; k++)
		for (size_t i = 0; i < n; i++)
			if (!strcmp(all[i].stage, gen_word(g, WORDS_STAGES, (size_t)k)))
				g->ladder[k] = &all[i];
}

static void school_name(const struct generate *g, enum gen_stage stage, char out[2 * GEN_NAME])
{
	const struct gen_place *p = stage <= JUNIOR ? &g->town : stage == COLLEGE ? &g->city : &g->county;

	snprintf(out, 2 * GEN_NAME, "%s%s", p->name, gen_word(g, WORDS_MANY_SCHOOLS, (size_t)stage));
}

static bool boards(const struct gen_person *p, enum gen_stage stage)
{
	return stage >= SENIOR || (stage == JUNIOR && p->track % 3) || (stage == PRIMARY && p->track % 8 == 0);
}

static void enrol(struct generate *g, const struct gen_house *h, const struct gen_person *p, const struct gen_term *t,
		  struct gen_seat seat)
{
	const struct stage *ladder = g->ladder[seat.stage];
	const char *grade = ladder && (size_t)seat.grade < ladder->n ? ladder->grade[seat.grade] : NULL;
	bool lives_there = boards(p, seat.stage);
	char school[2 * GEN_NAME], no[24];

	school_name(g, seat.stage, school);
	snprintf(no, sizeof no, "G%.18s", p->id_no);
	GEN_PUT(g,
		"INSERT INTO enrolment(id, person_id, term, school, school_stage, grade, student_no, attendance_mode,"
		" is_boarder, school_area, proof, guardian, guardian_phone, verified_on) VALUES"
		" (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
		"iissssssisssss", id_mint(), p->id, t->name, school, gen_word(g, WORDS_STAGES, (size_t)seat.stage),
		grade, no, gen_word(g, WORDS_ATTENDANCE, lives_there), (int64_t)lives_there,
		gen_word(g, WORDS_AREAS, seat.stage == COLLEGE),
		seat.stage == COLLEGE ? gen_word(g, WORDS_PROOFS, 0) : NULL, h->person[0].name,
		h->phone[0] ? h->phone : NULL, t->paid_on);
}

/* Fees have no standard of their own: what a term's fees come to, by stage, in fen. */
static const int64_t fees[STAGES] = { 0, 30000, 40000, 80000, 100000, 0 };

static const char *state_of(struct generate *g, bool present)
{
	static const char *const states[] = { "applied", "reviewed", "posted", "locked", "reported" };

	if (present && gen_random(g, 3) == 0)
		return states[gen_random(g, 5)];
	unsigned draw = gen_random(g, 50);
	return draw == 0 ? "rejected" : draw == 1 ? "returned" : "paid";
}

/* The days of the steps it has gone; the ways that end without money have their reason. Was it paid? */
static bool aid(struct generate *g, const struct gen_person *p, const struct gen_term *t, enum gen_stage stage)
{
	bool board = boards(p, stage), present = t == &g->term[0];
	const char *state = state_of(g, present);
	bool paid = !strcmp(state, "paid"), ended = !strcmp(state, "rejected") || !strcmp(state, "returned");

	for (int i = 0; i < t->items[stage]; i++) {
		int boarder = t->item[stage][i].boarder;
		int64_t amount = t->item[stage][i].amount;
		if (boarder >= 0 && boarder != board)
			continue;
		GEN_PUT(g,
			"INSERT INTO aid(id, person_id, term, aid_item_id, amount, state, applied_on, paid_on, "
			"returned_on, reason) VALUES (?1, ?2, ?3, ?4, nullif(?5, 0), ?6, ?7, ?8, ?9, ?10)",
			"iisiisssss", id_mint(), p->id, t->name, t->item[stage][i].id, amount ? amount : fees[stage],
			state, t->day, paid || !strcmp(state, "returned") ? t->paid_on : NULL,
			!strcmp(state, "returned") ? t->paid_on : NULL,
			ended ? gen_word(g, WORDS_REVIEW_RESULTS, 1) : NULL);
	}
	return paid;
}

static void told(struct generate *g, const struct gen_house *h, const struct gen_person *p, const struct gen_term *t)
{
	GEN_PUT(g,
		"INSERT INTO notification(id, person_id, term, notified_on, way, school_seal, student_signed) VALUES"
		" (?1, ?2, ?3, ?4, ?5, 1, ?6)",
		"iisssi", id_mint(), p->id, t->name, t->paid_on, gen_word(g, WORDS_WAYS, (size_t)h->n),
		(int64_t)(p->school_age >= PUPIL));
}

void gen_students(struct generate *g, const struct gen_house *h)
{
	for (int i = 0; i < h->people; i++) {
		const struct gen_person *p = &h->person[i];
		if (p->disabled)
			continue;
		for (int k = GEN_TERMS - 1; k >= 0; k--) {
			struct gen_seat seat = gen_seat_of(p, g->term[k].years);
			if (seat.stage == NO_STAGE)
				continue;
			enrol(g, h, p, &g->term[k], seat);
			/* Who was paid is told; one in forty is not, yet. */
			if (k > 1 || (h->n % 2 && !h->own))
				continue;
			if (aid(g, p, &g->term[k], seat.stage) && gen_random(g, 40))
				told(g, h, p, &g->term[k]);
		}
	}
}

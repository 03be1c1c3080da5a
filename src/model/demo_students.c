/* Two terms of school: enrolments, aid along its way, who was told; the plan and the lessons of a child at home. */
#include "base/clock.h"
#include "base/date.h"
#include "model/cut.h"
#include "model/demo_parts.h"
#include "model/enrolment.h"
#include "model/lesson.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	STAGE_PRESCHOOL,
	STAGE_PRIMARY,
	STAGE_JUNIOR,
	STAGE_SENIOR,
	STAGE_VOCATIONAL,
	STAGE_COLLEGE,
	STAGES,
	UNTOLD = 3,
	FORGOTTEN = 2,
	ENTITLED_MOST = 16
};

struct term {
	char name[8], paid_on[11], told_on[11], locked_on[11], first[11];
	bool present;
	bool year_before; /* of the school year before today's */
};
/* Where somebody sits in a term. */
struct seat {
	int stage, grade; /* stage −1: not at school yet */
};
/* What becomes of the aid of a student in a term. */
enum fate {
	PAID,
	REPORTED,
	POSTED,    /* the list hangs out */
	FORGOT,    /* nobody applied for the money */
	ELSEWHERE, /* another county pays it */
	CAME_LATE  /* after the list was closed: no aid yet */
};

/* The term of today (0) or the one before (1). Spring is February to July. */
static void term_back(int back, struct term *t)
{
	const char *today = clock_today();
	int year = atoi(today), month = atoi(today + 5), half = month >= 2 && month <= 7 ? 1 : 2;
	char *const first = t->first, recent[11];
	if (month == 1)
		year--;
	if (back) {
		year -= half == 1;
		half = 3 - half;
	}
	snprintf(t->name, sizeof t->name, "%04u-%d", (unsigned)year % 10000, half);
	snprintf(first, sizeof t->first, "%04u-%s", (unsigned)year % 10000, half == 1 ? "02-01" : "08-01");
	t->present = !back;
	t->year_before = back && half == 1;
	date_from_days(date_days(first) + 90, t->paid_on);
	demo_day(20, recent);
	if (!back)
		CUT(t->paid_on, demo_later(first, recent) ? first : recent);
	date_from_days(date_days(t->paid_on) + 3, t->told_on);
	if (demo_later(t->told_on, today))
		CUT(t->told_on, today);
	date_from_days(date_days(t->paid_on) - 20, t->locked_on);
}

/* A year ago everybody was a grade lower, the first grade in the last one of the stage before. */
static struct seat seat_in(const struct demo_person *p, const struct term *t)
{
	static const int before[STAGES] = {
		-1, STAGE_PRESCHOOL, STAGE_PRIMARY, STAGE_JUNIOR, STAGE_JUNIOR, STAGE_SENIOR
	};
	static const int last[STAGES] = { 2, 5, 2, 2, 2, 3 };
	const int grade[STAGES] = { p->age - 3,       p->age - 7,       p->schooling - 3,
				    p->schooling - 6, p->schooling - 6, p->schooling - 9 };
	struct seat seat = { p->stage, grade[p->stage] };
	if (t->year_before && --seat.grade < 0) {
		seat.stage = before[p->stage];
		seat.grade = seat.stage < 0 ? 0 : last[seat.stage];
	}
	return seat;
}

static void label_grade(struct demo *d, const struct seat *seat)
{
	const char *stage = demo_word(d, WORDS_STAGES, (size_t)seat->stage);
	const struct stage *all;
	size_t n = office_stages(d->o, &all);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].stage, stage) == 0 && (size_t)seat->grade < all[i].n)
			demo_text(d, "grade", all[i].grade[seat->grade]);
}

static void enrol(struct demo *d, const struct demo_person *p, const struct term *t, const struct seat *seat,
		  enum fate fate)
{
	const struct demo_person *head = &d->person[d->house[p->house].first];
	char number[40], phone[32], late[11];
	bool boards = seat->stage >= STAGE_JUNIOR, far = seat->stage == STAGE_COLLEGE;
	demo_begin(d, "enrolment");
	demo_int(d, "person_id", p->id);
	demo_text(d, "term", t->name);
	demo_label(d, "school", WORDS_SCHOOLS, (size_t)seat->stage);
	demo_label(d, "school_stage", WORDS_STAGES, (size_t)seat->stage);
	label_grade(d, seat);
	snprintf(number, sizeof number, "G%.18s", p->idno);
	demo_text(d, "student_no", number);
	demo_label(d, "attendance_mode", WORDS_ATTENDANCE, p->disabled ? 2 : boards);
	demo_int(d, "is_boarder", boards && !p->disabled);
	demo_label(d, "school_area", WORDS_AREAS, far);
	if (far)
		demo_label(d, "proof", WORDS_PROOFS, 0);
	demo_text(d, "guardian", head->name);
	snprintf(phone, sizeof phone, "13800001%03d", p->house + 1);
	demo_text(d, "guardian_phone", phone);
	demo_label(d, "verified_by", WORDS_SCHOOLS, (size_t)seat->stage);
	demo_text(d, "verified_on", t->paid_on);
	date_from_days(date_days(t->locked_on) + 8, late);
	if (fate == CAME_LATE)
		demo_text(d, "registered_on", late);
	demo_save(d);
}

static int entitled(struct demo *d, const struct demo_person *p, const struct term *t, int64_t item[ENTITLED_MOST],
		    int64_t standard[ENTITLED_MOST])
{
	struct stmt *s = d->failed ? NULL
				   : db_query(d->o->db,
					      "SELECT aid_item_id, standard FROM entitlement WHERE person_id = ?1 AND"
					      " term = ?2 ORDER BY aid_item_id",
					      d->e);
	int n = 0, got = -1;
	if (s) {
		stmt_bind(s, "is", p->id, t->name);
		while ((got = stmt_step(s, d->e)) > 0 && n < ENTITLED_MOST) {
			item[n] = stmt_int(s, 0);
			standard[n++] = stmt_int(s, 1);
		}
		stmt_done(s);
	}
	d->failed = d->failed || got < 0;
	return n;
}

/* A step so many days before the money; none where the term had not begun. */
static void step(struct demo *d, const char *column, const char *day, int before, const struct term *t)
{
	char on[11];
	date_from_days(date_days(day) - before, on);
	if (!demo_later(t->first, on))
		demo_text(d, column, on);
}

static void steps(struct demo *d, const struct term *t, enum fate fate)
{
	const char *day = t->paid_on;
	char posted[11], until[11];
	if (fate == POSTED) {
		demo_day(3, posted);
		demo_day(-4, until);
		demo_text(d, "posted_on", posted);
		demo_text(d, "posted_to", until);
		demo_label(d, "posted_at", WORDS_POSTED_AT, 0);
		return;
	}
	step(d, "applied_on", day, 50, t);
	step(d, "reviewed_on", day, 40, t);
	step(d, "posted_on", day, 32, t);
	step(d, "posted_to", day, 25, t);
	demo_label(d, "posted_at", WORDS_POSTED_AT, 0);
	step(d, "locked_on", day, 20, t);
	step(d, "reported_on", day, 15, t);
	if (fate != REPORTED)
		demo_text(d, "paid_on", day);
}

/* Fees have no standard of their own (screens/aid_items.ini); what a term's fees come to, by stage, in fen. */
static const int64_t fees[STAGES] = { 0, 30000, 40000, 80000, 100000, 0 };

static void aid(struct demo *d, const struct demo_person *p, const struct term *t, const struct seat *seat,
		enum fate fate)
{
	static const char *const state[] = { [PAID] = "paid",   [REPORTED] = "reported", [POSTED] = "posted",
					     [FORGOT] = "paid", [ELSEWHERE] = "paid",    [CAME_LATE] = "" };
	int64_t item[ENTITLED_MOST], standard[ENTITLED_MOST];
	int n = fate == CAME_LATE ? 0 : entitled(d, p, t, item, standard);
	for (int i = 0; i < n; i++) {
		if (fate == FORGOT && standard[i])
			continue;
		demo_begin(d, "aid");
		demo_int(d, "person_id", p->id);
		demo_text(d, "term", t->name);
		demo_int(d, "aid_item_id", item[i]);
		if (standard[i] || fees[seat->stage])
			demo_int(d, "amount", standard[i] ? standard[i] : fees[seat->stage]);
		demo_text(d, "state", state[fate]);
		steps(d, t, fate);
		if (fate == ELSEWHERE) {
			demo_int(d, "elsewhere", 1);
			demo_label(d, "proof", WORDS_PROOFS, 0);
		}
		demo_save(d);
	}
}

static void tell(struct demo *d, const struct demo_person *p, const struct term *t)
{
	demo_begin(d, "notification");
	demo_int(d, "person_id", p->id);
	demo_text(d, "term", t->name);
	demo_text(d, "notified_on", t->told_on);
	demo_label(d, "way", WORDS_WAYS, (size_t)p->house);
	demo_int(d, "school_seal", 1);
	demo_int(d, "student_signed", p->schooling >= 3);
	demo_save(d);
}

static void lessons(struct demo *d, const struct demo_person *p)
{
	char day[11];
	for (int i = 0; i < 4; i++) {
		demo_day(4 + 7 * i, day);
		demo_begin(d, "home_teaching");
		demo_int(d, "person_id", p->id);
		demo_text(d, "taught_on", day);
		demo_label(d, "teachers", WORDS_TEACHERS, (size_t)i);
		demo_real(d, "hours", 2);
		demo_label(d, "content", WORDS_LESSONS, (size_t)i);
		demo_int(d, "parent_signed", 1);
		demo_save(d);
	}
}

/* One child, one plan: of the school year that runs. */
static void plan(struct demo *d, const struct demo_person *p)
{
	static const struct {
		const char *column, *day;
	} days[] = { { "assessed_on", "08-20" }, { "agreed_on", "08-25" }, { "started_on", "09-01" } };
	char year[5], day[11];
	lesson_year(clock_today(), year);
	demo_begin(d, "lesson_plan");
	demo_int(d, "person_id", p->id);
	demo_text(d, "school_year", year);
	demo_label(d, "school", WORDS_SCHOOLS, (size_t)p->stage);
	demo_label(d, "teachers", WORDS_CADRES, 3);
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		snprintf(day, sizeof day, "%.4s-%s", year, days[i].day);
		demo_text(d, days[i].column, day);
	}
	demo_real(d, "week", 1);
	demo_label(d, "content", WORDS_LESSONS, 0);
	demo_save(d);
}

/* How many of a kind have had their turn in this term. */
struct turns {
	int primary, junior, senior, college, preschool;
};

static enum fate fate_of(const struct demo_person *p, const struct term *t, const struct seat *seat, struct turns *n)
{
	bool first = p->stage == STAGE_COLLEGE && n->college++ == 0;

	if (seat->stage == STAGE_COLLEGE)
		return first ? ELSEWHERE : t->present ? REPORTED : PAID;
	if (!t->present)
		return seat->stage == STAGE_PRESCHOOL && n->preschool++ == 0 ? CAME_LATE : PAID;
	if (seat->stage == STAGE_SENIOR && n->senior++ == 0)
		return POSTED;
	if (seat->stage == STAGE_PRIMARY && !p->disabled && n->primary++ < FORGOTTEN)
		return FORGOT;
	return PAID;
}

static void one_term(struct demo *d, const struct term *t)
{
	struct turns turns = { 0 };
	for (int i = 0; i < d->persons && !d->failed; i++) {
		const struct demo_person *p = &d->person[i];
		if (p->stage < 0)
			continue;
		struct seat seat = seat_in(p, t);
		if (seat.stage < 0)
			continue;
		enum fate fate = fate_of(p, t, &seat, &turns);
		enrol(d, p, t, &seat, fate);
		aid(d, p, t, &seat, fate);
		bool waits = t->present && seat.stage == STAGE_JUNIOR && turns.junior++ < UNTOLD;
		if (!waits && fate != REPORTED && fate != POSTED && fate != CAME_LATE)
			tell(d, p, t);
	}
}

static void close_list(struct demo *d, const struct term *t)
{
	demo_begin(d, "term_lock");
	demo_text(d, "term", t->name);
	demo_text(d, "locked_on", t->locked_on);
	demo_int(d, "cadre_id", d->cadre[0]);
	demo_save(d);
}

void demo_students(struct demo *d)
{
	struct term before, now;
	if (!d->failed && aid_items_put(d->o, d->w->aid_item, d->w->n_aid_items, d->e) < 0)
		d->failed = true;
	term_back(1, &before);
	term_back(0, &now);
	one_term(d, &before);
	close_list(d, &before);
	one_term(d, &now);
	for (int i = 0; i < d->persons; i++)
		if (d->person[i].disabled && d->person[i].stage >= 0) {
			plan(d, &d->person[i]);
			lessons(d, &d->person[i]);
		}
}

/* Two terms of school: enrolments, aid, who was told; and lessons at home. */
#include "base/clock.h"
#include "base/date.h"
#include "model/cut.h"
#include "model/demo_parts.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STAGE_JUNIOR = 2, STAGE_COLLEGE = 5, UNTOLD = 3, ENTITLED_MOST = 16 };

struct term {
	char name[8], paid_on[11], told_on[11];
	bool present;
};

/* The term of today (0) or the one before (1). Spring is February to July. */
static void term_back(int back, struct term *t)
{
	const char *today = clock_today();
	int year = atoi(today), month = atoi(today + 5), half = month >= 2 && month <= 7 ? 1 : 2;
	char first[11], recent[11];
	if (month == 1)
		year--;
	if (back) {
		year -= half == 1;
		half = 3 - half;
	}
	snprintf(t->name, sizeof t->name, "%04u-%d", (unsigned)year % 10000, half);
	snprintf(first, sizeof first, "%04u-%s", (unsigned)year % 10000, half == 1 ? "02-01" : "08-01");
	t->present = !back;
	date_from_days(date_days(first) + 90, t->paid_on);
	demo_day(20, recent);
	if (!back)
		CUT(t->paid_on, demo_later(first, recent) ? first : recent);
	date_from_days(date_days(t->paid_on) + 3, t->told_on);
	if (demo_later(t->told_on, today))
		CUT(t->told_on, today);
}

static void enrol(struct demo *d, const struct demo_person *p, const struct term *t)
{
	const struct demo_person *head = &d->person[d->house[p->house].first];
	char number[40], phone[32];
	bool boards = p->stage >= STAGE_JUNIOR;
	demo_begin(d, "enrolment");
	demo_int(d, "person_id", p->id);
	demo_text(d, "term", t->name);
	demo_label(d, "school", WORDS_SCHOOLS, (size_t)p->stage);
	demo_label(d, "school_stage", WORDS_STAGES, (size_t)p->stage);
	demo_label(d, "grade", WORDS_SCHOOLING, (size_t)p->schooling);
	snprintf(number, sizeof number, "G%.18s", p->idno);
	demo_text(d, "student_no", number);
	demo_label(d, "attendance_mode", WORDS_ATTENDANCE, p->disabled ? 2 : boards);
	demo_int(d, "is_boarder", boards && !p->disabled);
	demo_text(d, "guardian", head->name);
	snprintf(phone, sizeof phone, "13800001%03d", p->house + 1);
	demo_text(d, "guardian_phone", phone);
	demo_label(d, "verified_by", WORDS_SCHOOLS, (size_t)p->stage);
	demo_text(d, "verified_on", t->paid_on);
	demo_save(d);
}

/* All the student is entitled to, so that nothing is missing. */
static void aid(struct demo *d, const struct demo_person *p, const struct term *t)
{
	/* College is paid later than the rest. */
	bool paid = !t->present || p->stage != STAGE_COLLEGE;
	int64_t item[ENTITLED_MOST], standard[ENTITLED_MOST];
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
	for (int i = 0; i < n; i++) {
		demo_begin(d, "aid");
		demo_int(d, "person_id", p->id);
		demo_text(d, "term", t->name);
		demo_int(d, "aid_item_id", item[i]);
		if (standard[i])
			demo_int(d, "amount", standard[i]);
		demo_text(d, "state", paid ? "paid" : "reported");
		if (paid)
			demo_text(d, "paid_on", t->paid_on);
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
		demo_label(d, "teachers", WORDS_SURNAMES, (size_t)i);
		demo_real(d, "hours", 2);
		demo_label(d, "content", WORDS_LESSONS, (size_t)i);
		demo_int(d, "parent_signed", 1);
		demo_save(d);
	}
}

void demo_students(struct demo *d)
{
	if (!d->failed && aid_items_put(d->o, d->w->aid_item, d->w->n_aid_items, d->e) < 0)
		d->failed = true;
	for (int back = 1; back >= 0 && !d->failed; back--) {
		struct term t;
		int untold = 0;
		term_back(back, &t);
		for (int i = 0; i < d->persons && !d->failed; i++) {
			const struct demo_person *p = &d->person[i];
			if (p->stage < 0)
				continue;
			enrol(d, p, &t);
			aid(d, p, &t);
			bool waits = !back && p->stage == STAGE_JUNIOR && untold < UNTOLD;
			untold += waits;
			if (!waits && (back || p->stage != STAGE_COLLEGE))
				tell(d, p, &t);
		}
	}
	for (int i = 0; i < d->persons; i++)
		if (d->person[i].disabled && d->person[i].stage >= 0)
			lessons(d, &d->person[i]);
}

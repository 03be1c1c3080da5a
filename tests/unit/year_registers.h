/* The registers of the world of year_world.h, written into an office. */
#ifndef YEAR_REGISTERS_H
#define YEAR_REGISTERS_H

#include "unit/year_save.h"

static const char *const training_kind[] = { "农民工创业就业", "农村实用技术", "残疾人培训", "乡村校长培训",
					     "农村劳动力转移" };
static const char *const meeting_kind[] = { "党组会", "党员会", "中心组理论学习扩大会议", "村民会议", "培训会" };
static const char *const project_kind[] = { "改薄校舍建设", "改薄设备购置", "课桌凳", "图书", "教师周转宿舍" };
static const char *const publicity_kind[] = { "媒体报道", "宣传材料", "学校宣传", "入户走访宣传", "网络宣传" };

/* Of this year, or of those beside it: registers that are kept by year. */
static inline int year_of(const struct event *e)
{
	return e->day < 0 ? YEAR - 1 : e->day >= 336 ? YEAR + 1 : YEAR;
}

static inline void save_projects(struct office *o, const struct world *w)
{
	for (int i = 0; i < w->project.n; i++) {
		const struct event *e = &w->project.e[i];
		const struct value planned = value_real(e->what + 2), done = value_real(e->flag ? e->what + 2 : 1);

		RUN(o,
		    "INSERT INTO project(id, name, project_kind, year, place_id, planned, started, finished, "
		    "planned_value,"
		    " done_value, deleted_on) VALUES (?1, '项目', ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9)",
		    "issivvvvs", id_of(T_REST, 1000 + i), project_kind[e->what], "", id_of(T_PLACE, e->who % VILLAGES),
		    &planned, &done, amount_or_blank(e->amount), amount_or_blank(e->extra), BIN(e->binned));
		RUN(o, "UPDATE project SET year = CAST(?1 AS TEXT) WHERE id = ?2", "ii", I(year_of(e)),
		    id_of(T_REST, 1000 + i));
	}
	for (int i = 0; i < w->check.n; i++) {
		const struct event *e = &w->check.e[i];

		RUN(o,
		    "INSERT INTO project_check(id, project_id, checked_on, problem, done_on, deleted_on)"
		    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		    "iissss", NEXT, id_of(T_REST, 1000), day_text(e->day), e->flag ? "漏水" : NULL, day_text(e->until),
		    BIN(e->binned));
	}
}

static inline void save_doings(struct office *o, const struct world *w)
{
	for (int i = 0; i < w->training.n; i++) {
		const struct event *e = &w->training.e[i];

		RUN(o,
		    "INSERT INTO training(id, held_on, category, topic, attendees, of_poor, place_id, deleted_on)"
		    " VALUES (?1, ?2, ?3, '课', ?4, ?5, ?6, ?7)",
		    "issvvis", NEXT, day_text(e->day), training_kind[e->what], amount_or_blank(e->amount),
		    amount_or_blank(e->extra), id_of(T_PLACE, e->who % VILLAGES), BIN(e->binned));
	}
	for (int i = 0; i < w->meeting.n; i++) {
		const struct event *e = &w->meeting.e[i];

		RUN(o, "INSERT INTO meeting(id, met_on, meeting_kind, topic, deleted_on) VALUES (?1, ?2, ?3, '会', ?4)",
		    "isss", NEXT, day_text(e->day), meeting_kind[e->what], BIN(e->binned));
	}
	for (int i = 0; i < w->publicity.n; i++) {
		const struct event *e = &w->publicity.e[i];

		RUN(o,
		    "INSERT INTO publicity(id, published_on, publicity_kind, topic, deleted_on) VALUES (?1, ?2, ?3, "
		    "'稿', ?4)",
		    "isss", NEXT, day_text(e->day), publicity_kind[e->what], BIN(e->binned));
	}
	for (int i = 0; i < w->filing.n; i++)
		RUN(o, "INSERT INTO archive_filing(id, filed_on, deleted_on) VALUES (?1, ?2, ?3)", "iss", NEXT,
		    day_text(w->filing.e[i].day), BIN(w->filing.e[i].binned));
	for (int i = 0; i < w->secondment.n; i++) {
		const struct event *e = &w->secondment.e[i];

		RUN(o,
		    "INSERT INTO secondment(id, name, started_on, ended_on, deleted_on) VALUES (?1, '教师', ?2, ?3, "
		    "?4)",
		    "isss", NEXT, day_text(e->day), day_text(e->until), BIN(e->binned));
	}
}

static inline void save_papers(struct office *o, const struct world *w)
{
	for (int i = 0; i < w->paper.n; i++) {
		const struct event *e = &w->paper.e[i];
		const struct value house = e->what ? value_null() : value_int(id_of(T_HOUSE, e->who));

		RUN(o,
		    "INSERT INTO document(id, household_id, title, dated_on, issued_on, deleted_on)"
		    " VALUES (?1, ?2, '文件', ?3, ?4, ?5)",
		    "ivsss", NEXT, &house, day_text(e->day - 400), day_text(e->day), BIN(e->binned));
	}
	for (int i = 0; i < w->report.n; i++) {
		const struct event *e = &w->report.e[i];
		char month[8];

		snprintf(month, sizeof month, "%.7s", day_text(e->day));
		RUN(o,
		    "INSERT INTO monthly_report(id, unit_id, month, submitted_on, deleted_on) VALUES (?1, ?2, ?3, ?4, "
		    "?5)",
		    "iisss", NEXT, id_of(T_UNIT, 0), month, day_text(e->until), BIN(e->binned));
	}
	for (int i = 0; i < w->review.n; i++) {
		const struct event *e = &w->review.e[i];

		RUN(o, "INSERT INTO handbook_review(id, household_id, reviewed_on, deleted_on) VALUES (?1, ?2, ?3, ?4)",
		    "iiss", NEXT, id_of(T_HOUSE, e->who), day_text(e->day), BIN(e->binned));
	}
	for (int i = 0; i < w->self_check.n; i++) {
		const struct event *e = &w->self_check.e[i];

		RUN(o,
		    "INSERT INTO self_check(id, checked_on, check_group, item, gap, deleted_on)"
		    " VALUES (?1, ?2, '政策宣传群众知晓', '事项', ?3, ?4)",
		    "isss", NEXT, day_text(e->day), e->flag ? "差距" : NULL, BIN(e->binned));
	}
	for (int i = 0; i < w->plan.n; i++) {
		const struct event *e = &w->plan.e[i];

		RUN(o, "INSERT INTO unit_plan(id, year, title, deleted_on) VALUES (?1, CAST(?2 AS TEXT), '计划', ?3)",
		    "iis", NEXT, I(year_of(e)), BIN(e->binned));
	}
}

static inline void save_world(struct office *o, const struct world *w)
{
	struct err e = { 0 };

	next_id = id_of(T_REST, 10000);
	if (office_begin(o, "import", &e) < 0)
		fail_msg("%s", e.word);
	save_frame(o, w);
	save_people(o, w);
	save_aid(o, w);
	save_work(o, w);
	save_campaigns(o, w);
	save_projects(o, w);
	save_doings(o, w);
	save_papers(o, w);
	if (office_commit(o, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
}

#endif

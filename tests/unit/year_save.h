/* Writes the world of year_world.h into an office. */
#ifndef YEAR_SAVE_H
#define YEAR_SAVE_H

#include "unit/year_world.h"

#define RUN(o, ...) \
	do { \
		struct err run_e = { 0 }; \
		if (db_run((o)->db, &run_e, __VA_ARGS__) < 0) \
			fail_msg("%s %s", run_e.word, run_e.arg[0]); \
	} while (0)
#define I(x) ((int64_t)(x))
#define BIN(b) ((b) ? "2023-12-01" : NULL)
/* The next id of the registers, and a blank amount. */
static int64_t next_id;
#define NEXT (next_id++)

static inline const struct value *amount_or_blank(int amount)
{
	static struct value v[8];
	static unsigned next;
	struct value *out = &v[next++ % 8];

	*out = amount < 0 ? value_null() : value_int(amount);
	return out;
}

static inline void save_frame(struct office *o, const struct world *w)
{
	RUN(o, "INSERT INTO place(id, name, level) VALUES (?1, '平川县', '县')", "i", id_of(T_PLACE, 99));
	RUN(o, "UPDATE place SET is_poor = 1 WHERE id = ?1", "i", id_of(T_PLACE, 99));
	for (int i = 0; i < VILLAGES; i++)
		RUN(o, "INSERT INTO place(id, name, level, parent_id) VALUES (?1, '村', '村', ?2)", "iv",
		    id_of(T_PLACE, i), amount_or_blank(-1));
	RUN(o, "UPDATE place SET parent_id = ?1 WHERE id = ?2", "ii", id_of(T_PLACE, 99), id_of(T_PLACE, 0));
	RUN(o, "INSERT INTO unit(id, name) VALUES (?1, '县教育局')", "i", id_of(T_UNIT, 0));
	/* Of her own unit, of another, of none that is known. */
	for (int i = 0; i < CADRES; i++)
		RUN(o,
		    "INSERT INTO cadre(id, name, is_leader, role, unit_id) VALUES (?1, '干部', ?2, ?3, "
		    "CASE ?4 WHEN 0 THEN (SELECT min(unit_id) FROM cadre WHERE id < ?1) WHEN 1 THEN ?5 END)",
		    "iisii", id_of(T_CADRE, i), I(w->leader[i] && i), w->leader[i] && !i ? "单位领导" : "帮扶责任人",
		    I(unit_of_cadre(i)), id_of(T_UNIT, 0));
	for (int i = 0; i < ITEMS; i++) {
		static const char *const who[ITEMS] = { "[\"小学\"]", "[\"初中\"]" };
		const struct value boarder = i == 1 ? value_int(1) : value_null();

		RUN(o,
		    "INSERT INTO aid_item(id, key, name, aid_kind, amount, on_request, stages, is_boarder)"
		    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
		    "isssvisv", id_of(T_ITEM, i), items[i].tri ? "TRI_FREE" : "ITEM", kind_label[items[i].kind],
		    kind_label[items[i].kind], amount_or_blank(items[i].amount ? items[i].amount : -1),
		    I(items[i].request), who[i], &boarder);
	}
}

static inline void save_people(struct office *o, const struct world *w)
{
	static const char *const away[] = { NULL, "因病休学", "因残送教上门", "辍学" };

	for (int i = 0; i < HOUSES; i++) {
		const struct house *h = &w->house[i];

		RUN(o,
		    "INSERT INTO household(id, place_id, household_type, head_name, removed_on, entered_on,"
		    " flyer_posted_on, deleted_on) VALUES (?1, ?2, ?3, '户主', ?4, ?5, ?6, ?7)",
		    "iisssss", id_of(T_HOUSE, i), id_of(T_PLACE, h->village), h->ordinary ? "一般农户" : "脱贫户",
		    day_text(h->removed), day_text(h->entered), day_text(h->flyer), BIN(h->binned));
	}
	for (int i = 0; i < PUPILS; i++) {
		const struct pupil *p = &w->pupil[i];
		char birth[24];

		snprintf(birth, sizeof birth, "%04d-05-05", p->birth_year);
		RUN(o,
		    "INSERT INTO person(id, household_id, name, birth, left_on, dibao, tekun, health_status)"
		    " VALUES (?1, ?2, '学生', ?3, ?4, ?5, ?6, ?7)",
		    "iisssss", id_of(T_PUPIL, i), id_of(T_HOUSE, p->house), birth, day_text(p->left),
		    p->dibao ? "农村低保" : "未享受", p->tekun ? "农村特困" : "不享受",
		    p->disabled ? "[\"残疾\"]" : "[\"健康\"]");
		for (int t = 0; t < 2; t++)
			if (p->away[t] >= 0)
				RUN(o,
				    "INSERT INTO enrolment(id, person_id, term, school_stage, is_boarder, away_reason,"
				    " attendance_mode) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
				    "iississ", NEXT, id_of(T_PUPIL, i), t ? "2023-2" : "2023-1", stage_label[p->stage],
				    I(p->boarder), away[p->away[t]], p->mode[t] ? "送教上门" : "走读");
	}
}

static inline void save_aid(struct office *o, const struct world *w)
{
	static const char *const term[] = { "2022-2", "2023-1", "2023-2" }, *const state[] = { "paid", "backpaid",
											       "reported" };
	for (int i = 0; i < w->aids; i++) {
		const struct aid *a = &w->aid[i];

		RUN(o,
		    "INSERT INTO aid(id, person_id, term, aid_item_id, amount, state, deleted_on)"
		    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
		    "iisivss", NEXT, id_of(T_PUPIL, a->pupil), term[a->term + 1], id_of(T_ITEM, a->item),
		    amount_or_blank(a->amount), state[a->paid], BIN(a->binned));
	}
	for (int i = 0; i < w->told.n; i++) {
		const struct event *e = &w->told.e[i];

		RUN(o,
		    "INSERT INTO notification(id, person_id, term, notified_on, deleted_on) VALUES (?1, ?2, ?3, ?4, "
		    "?5)",
		    "iisss", NEXT, id_of(T_PUPIL, e->who), e->what ? "2023-2" : "2023-1", day_text(e->day),
		    BIN(e->binned));
	}
	for (int i = 0; i < w->dropout.n; i++) {
		static const char *const known[] = { "suspected", "dropout", "returned", "explained" };
		const struct event *e = &w->dropout.e[i];

		RUN(o,
		    "INSERT INTO dropout(id, person_id, found_on, state, returned_on, deleted_on)"
		    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		    "iissss", NEXT, id_of(T_PUPIL, e->who), day_text(e->day), known[e->what],
		    e->what == 2 ? day_text(e->until) : NULL, BIN(e->binned));
	}
}

static inline void save_work(struct office *o, const struct world *w)
{
	for (int i = 0; i < w->visit.n; i++) {
		const struct event *e = &w->visit.e[i];

		RUN(o,
		    "INSERT INTO visit(id, household_id, cadre_id, visited_on, visit_kind, visit_mode, flyer_posted,"
		    " support_amount, deleted_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
		    "iiisssivs", NEXT, id_of(T_HOUSE, e->who), id_of(T_CADRE, e->extra), day_text(e->day),
		    e->what == 1 ? "遍访" : "了解基本情况", e->what ? "入户" : "电话", I(e->what == 2),
		    amount_or_blank(e->amount), BIN(e->binned));
	}
	for (int i = 0; i < w->pairing.n; i++) {
		const struct event *e = &w->pairing.e[i];

		RUN(o,
		    "INSERT INTO pairing(id, household_id, cadre_id, started_on, ended_on, deleted_on)"
		    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		    "iiisss", NEXT, id_of(T_HOUSE, e->who), id_of(T_CADRE, e->extra), day_text(e->day),
		    day_text(e->until), BIN(e->binned));
	}
	for (int i = 0; i < w->support.n; i++) {
		const struct event *e = &w->support.e[i];

		RUN(o,
		    "INSERT INTO support(id, household_id, given_on, amount, deleted_on) VALUES (?1, ?2, ?3, ?4, ?5)",
		    "iisvs", NEXT, id_of(T_HOUSE, e->who), day_text(e->day), amount_or_blank(e->amount),
		    BIN(e->binned));
	}
	for (int i = 0; i < w->finding.n; i++) {
		const struct event *e = &w->finding.e[i];
		const struct value house = e->who < 0 ? value_null() : value_int(id_of(T_HOUSE, e->who));

		RUN(o,
		    "INSERT INTO finding(id, household_id, level, found_on, content, state, deleted_on)"
		    " VALUES (?1, ?2, ?3, ?4, '问题', ?5, ?6)",
		    "ivssss", NEXT, &house, level_label[e->what], day_text(e->day), state_name[e->extra],
		    BIN(e->binned));
	}
	for (int i = 0; i < w->lesson.n; i++) {
		const struct event *e = &w->lesson.e[i];

		RUN(o, "INSERT INTO home_teaching(id, person_id, taught_on, deleted_on) VALUES (?1, ?2, ?3, ?4)",
		    "iiss", NEXT, id_of(T_PUPIL, e->who), day_text(e->day), BIN(e->binned));
	}
}

static inline void save_campaigns(struct office *o, const struct world *w)
{
	static const char *const scope[] = { "once", "village", "household", "student" };
	static const char *const fact[] = { NULL, "visit", "notification" };

	for (int s = 0; s < 4; s++)
		RUN(o,
		    "INSERT INTO campaign(id, key, name, year, started_on, ends_on, closed_on)"
		    " VALUES (?1, ?2, ?2, '2023', ?3, ?4, ?5)",
		    "issss", id_of(T_REST, s), season_key[s], day_text(seasons[s].from), day_text(seasons[s].ends),
		    day_text(seasons[s].closed));
	for (int i = 0; i < TASKS; i++)
		RUN(o,
		    "INSERT INTO task(id, campaign_id, position, title, scope, fact) VALUES (?1, ?2, ?3, '任务', ?4, "
		    "?5)",
		    "iiiss", id_of(T_REST, 100 + i), id_of(T_REST, w->task[i].season), I(i), scope[w->task[i].scope],
		    fact[w->task[i].fact]);
	for (int i = 0; i < w->mark.n; i++) {
		const struct event *e = &w->mark.e[i];
		const int kind = w->task[e->what].scope;
		const int64_t place = id_of(T_PLACE, e->who), house = id_of(T_HOUSE, e->who),
			      person = id_of(T_PUPIL, e->who);
		const struct value none = value_null(), p = value_int(place), h = value_int(house),
				   q = value_int(person);

		RUN(o,
		    "INSERT INTO task_mark(id, task_id, place_id, household_id, person_id, done_on, deleted_on)"
		    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
		    "iivvvss", NEXT, id_of(T_REST, 100 + e->what), kind == 1 ? &p : &none, kind == 2 ? &h : &none,
		    kind == 3 ? &q : &none, day_text(e->day), BIN(e->binned));
	}
}
#endif

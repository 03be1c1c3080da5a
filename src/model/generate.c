#include "model/generate.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "generate_parts.h"
#include "model/campaign.h"
#include "model/cut.h"
#include "store/bulk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

unsigned gen_random(struct generate *g, size_t below)
{
	g->seed = g->seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(g->seed >> 33) % (unsigned)below;
}

const char *gen_word(const struct generate *g, enum demo_list_name l, size_t i)
{
	return g->w->list[l].item[i % g->w->list[l].n];
}

void gen_day(const struct generate *g, int64_t back, char out[11])
{
	date_from_days(date_days(g->today) - back, out);
}

/* ---- the office and its regions ---- */

/* Two hanzi that differ from those of the neighbours. */
static void place_name(const struct generate *g, int64_t nth, size_t level, char out[GEN_NAME])
{
	size_t n = g->places.n, i = (size_t)nth + 7 * level;

	snprintf(out, GEN_NAME, "%s%s%s", g->places.at[i % n], g->places.at[(i / n * 5 + i * 3 + level + 1) % n],
		 gen_word(g, WORDS_MANY_SUFFIXES, level));
}

static void add_place(struct generate *g, struct gen_place *p, int64_t parent, int64_t nth, size_t level)
{
	p->id = id_mint();
	place_name(g, nth, level, p->name);
	GEN_PUT(g, "INSERT INTO place(id, parent_id, name, level) VALUES (?1, nullif(?2, 0), ?3, ?4)", "iiss", p->id,
		parent, p->name, gen_word(g, WORDS_MANY_LEVELS, level));
}

/* The town of a village that begins one, and the regions around it. */
static void add_town(struct generate *g, int64_t village)
{
	int64_t town = village / TOWN_VILLAGES, county = town / COUNTY_TOWNS, city = county / CITY_COUNTIES;
	char unit[2 * GEN_NAME];

	if (town % COUNTY_TOWNS == 0) {
		if (county % CITY_COUNTIES == 0) {
			if (city == 0)
				add_place(g, &g->province, 0, 0, 0);
			add_place(g, &g->city, g->province.id, city, 1);
		}
		add_place(g, &g->county, g->city.id, county, 2);
	}
	add_place(g, &g->town, g->county.id, town, 3);
	g->town_unit = id_mint();
	snprintf(unit, sizeof unit, "%s%s", g->town.name, gen_word(g, WORDS_MANY_SCHOOLS, PRIMARY));
	GEN_PUT(g,
		"INSERT INTO unit(id, parent_id, name, affiliation, unit_kind, place_id) VALUES (?1, ?2, ?3, ?4, ?5, "
		"?6)",
		"iisssi", g->town_unit, g->unit, unit, gen_word(g, WORDS_AFFILIATIONS, 0),
		gen_word(g, WORDS_UNIT_KINDS, 1), g->town.id);
}

static void add_village(struct generate *g, int64_t village)
{
	if (village % TOWN_VILLAGES == 0)
		add_town(g, village);
	if (village > 0) {
		add_place(g, &g->village, g->town.id, village, 4);
		return;
	}
	g->village.id = g->o->village;
	GEN_PUT(g, "UPDATE place SET parent_id = ?1 WHERE id = ?2", "ii", g->town.id, g->village.id);
}

static void add_cadre(struct generate *g, int64_t nth)
{
	bool woman = gen_random(g, 3) == 0;
	char name[GEN_NAME], surname[8], phone[16], since[11];

	gen_surname(g, surname);
	gen_name(g, surname, !woman, name);
	snprintf(phone, sizeof phone, "139%04u%04u", 0u, (unsigned)(nth % 10000));
	gen_day(g, 1200 + nth % 30, since);
	g->cadre = id_mint();
	GEN_PUT(g,
		"INSERT INTO cadre(id, name, sex, political_status, phone, unit_id, post, role, is_leader, started_on) "
		"VALUES"
		" (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9)",
		"issssisss", g->cadre, name, gen_word(g, WORDS_SEXES, woman), gen_word(g, WORDS_POLITICS, 2), phone,
		g->town_unit, gen_word(g, WORDS_POSTS, (size_t)nth), gen_word(g, WORDS_ROLES, 0), since);
}

/* The autumn campaign of this year, or of the last where it has not begun. */
static void start_campaign(struct generate *g)
{
	const struct campaign_template *autumn = NULL;
	char year[5];
	int64_t id;

	for (size_t i = 0; i < g->w->n_campaigns; i++)
		if (!strcmp(g->w->campaign[i].key, "autumn"))
			autumn = &g->w->campaign[i];
	if (!autumn || g->failed)
		return;
	snprintf(year, sizeof year, "%04u",
		 (unsigned)(atoi(g->today) - (strcmp(g->today + 5, autumn->starts) < 0)) % 10000);
	if (campaign_start(g->o, autumn, year, &id, g->e))
		g->failed = true;
	else
		gen_tasks(g, id);
}

/* What the journal keeps: the office, and the campaign. The action is that of the sample village, which undo passes
 * over. */
static int found(struct generate *g, const struct generate_ask *ask)
{
	if (office_begin(g->o, "demo", g->e))
		return -1;
	g->failed = office_found(g->o, ask->unit, ask->village, ask->cadre, g->e) < 0;
	if (!g->failed)
		start_campaign(g);
	if (g->failed) {
		office_rollback(g->o);
		return -1;
	}
	g->cadre = g->o->me;
	g->unit = db_int(g->o->db, 0, "SELECT unit_id FROM cadre WHERE id = ?1", "i", g->o->me);
	return office_commit(g->o, g->e);
}

/* ---- loading ---- */

static void one_household(struct generate *g, int64_t n)
{
	struct gen_house h = { .n = n, .own = n < VILLAGE_HOUSEHOLDS };

	if (n > 0 && n % CADRE_HOUSEHOLDS == 0)
		add_cadre(g, n / CADRE_HOUSEHOLDS);
	gen_family(g, &h);
	g->persons += h.people;
	gen_house_rows(g, &h);
	gen_students(g, &h);
	gen_work(g, &h);
}

/* A village is one transaction. */
static int village(struct generate *g, int64_t nth, int64_t households)
{
	if (office_begin(g->o, "demo", g->e))
		return -1;
	add_village(g, nth);
	if (nth == 0)
		gen_terms(g);
	for (int64_t n = nth * VILLAGE_HOUSEHOLDS; n < households && n < (nth + 1) * VILLAGE_HOUSEHOLDS; n++)
		one_household(g, n);
	if (!g->failed)
		return office_commit(g->o, g->e);
	office_rollback(g->o);
	return -1;
}

/* The second half. */
static void indexed(void *arg, int64_t done, int64_t all)
{
	office_tell(arg, all + done, 2 * all);
}

static int load(struct generate *g, const struct generate_ask *ask)
{
	const int64_t all = ask->households;
	struct bulk *bulk = NULL;

	if (bulk_begin(g->o->db, &bulk, g->e))
		return -1;
	for (int64_t nth = 0; nth * VILLAGE_HOUSEHOLDS < all; nth++) {
		if (village(g, nth, all)) {
			bulk_drop(&bulk);
			return -1;
		}
		int64_t done = (nth + 1) * VILLAGE_HOUSEHOLDS;
		office_tell(g->o, done < all ? done : all, 2 * all);
	}
	return bulk_end(g->o->db, &bulk, indexed, g->o, g->e);
}

static int refuse(struct office *o, const struct demo_words *w, const struct generate_ask *ask, struct err *e)
{
	char most[16];

	if (!office_is_empty(o))
		return err_set(e, ERR_CONFLICT, "OFFICE_NOT_EMPTY", office_path(o));
	snprintf(most, sizeof most, "%d", GENERATE_MOST);
	if (ask->households < 2 || ask->households > GENERATE_MOST)
		return err_set(e, ERR_INVALID, "GENERATE_SIZE", most);
	for (int i = 0; i < WORDS_COUNT; i++)
		if (w->list[i].n < demo_list_least((enum demo_list_name)i))
			return err_set(e, ERR_INVALID, "DEMO_WORDS", demo_list_key((enum demo_list_name)i));
	return 0;
}

int generate_fill(struct office *o, const struct demo_words *w, const struct generate_ask *ask, int64_t *persons,
		  struct err *e)
{
	struct generate *g;
	int result = -1;

	if (refuse(o, w, ask, e))
		return -1;
	g = mem_alloc(sizeof *g);
	*g = (struct generate){ .o = o, .w = w, .e = e, .seed = 20201123 };
	CUT(g->today, clock_today());
	g->years[1] = atoi(g->today);
	g->years[0] = g->years[1] - 1;
	id_seed(1);
	if (gen_names(g) == 0 && found(g, ask) == 0)
		result = load(g, ask);
	*persons = g->persons;
	gen_names_free(g);
	mem_free(g);
	return result;
}

bool generate_half_made(const struct office *o)
{
	return bulk_is_half_made(o->db);
}

#include "screen/campaign_def.h"

#include "screen/load.h"

#include <stdlib.h>
#include <string.h>

/* What is copied into a campaign is Chinese whatever the language of the screen, so the chosen words go to `shown` and
 * are dropped. */
struct raw_campaign {
	struct campaign_template t;
	const char *shown;
};
#define CAMPAIGN(member) offsetof(struct raw_campaign, member)
static const struct spec campaign_specs[] = {
	{ "name", SPEC_WORDS, SPEC_NEEDED, CAMPAIGN(shown), CAMPAIGN(t.name), NULL },
	{ "version", SPEC_TEXT, SPEC_NEEDED, CAMPAIGN(t.version), 0, NULL },
	{ "starts", SPEC_TEXT, SPEC_NEEDED, CAMPAIGN(t.starts), 0, NULL },
	{ "ends", SPEC_TEXT, SPEC_NEEDED, CAMPAIGN(t.ends), 0, NULL },
	{ 0 },
};

static const char *const scope_names[] = { "once", "village", "household", "student", NULL };
/* What model/campaign.h can prove by records. */
static const char *const fact_names[] = { "", "visit", "full_round", "handbook_review", "flyer", "notification", NULL };
struct raw_task {
	const char *shown; /* first: an offset of 0 means "no second place" to a spec */
	struct task_template t;
	int scope, fact;
	const char *guidance;
};
#define TASK(member) offsetof(struct raw_task, member)
static const struct spec task_specs[] = {
	{ "title", SPEC_WORDS, SPEC_NEEDED, TASK(shown), TASK(t.title), NULL },
	{ "scope", SPEC_ONE, SPEC_NEEDED, TASK(scope), 0, scope_names },
	{ "fact", SPEC_ONE, 0, TASK(fact), 0, fact_names },
	{ "evidence", SPEC_WORDS, 0, TASK(shown), TASK(t.evidence), NULL },
	{ "guidance", SPEC_LONG, 0, TASK(guidance), 0, NULL },
	{ "guidance_en", SPEC_LONG, 0, TASK(shown), 0, NULL },
	{ "due", SPEC_TEXT, 0, TASK(t.due), 0, NULL },
	{ 0 },
};

/* MM-DD of any year: 02-29 is a day too. */
static bool is_day(const char *s)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int month, day;

	if (strlen(s) != 5 || s[2] != '-' || strspn(s, "0123456789-") != 5)
		return false;
	month = atoi(s);
	day = atoi(s + 3);
	return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

static void check_day(struct load *l, const struct ini_section *s, const char *key, const char *value)
{
	const struct ini_entry *e = ini_entry(s, key);

	if (e && !is_day(value))
		load_problem(l, e->line, true, "SCREEN_VALUE", key, "MM-DD");
}

static void read_task(struct load *l, const struct ini_section *s, struct growing *tasks)
{
	struct raw_task raw = { 0 };

	load_fill(l, task_specs, s, &raw);
	raw.t.scope = scope_names[raw.scope];
	raw.t.fact = fact_names[raw.fact];
	raw.t.guidance = spec_unescape(&l->s->arena, raw.guidance);
	check_day(l, s, "due", raw.t.due);
	if (raw.guidance[0] && !ini_entry(s, "guidance_en"))
		load_problem(l, ini_entry(s, "guidance")->line, false, "SCREEN_ENGLISH", "guidance", "");
	*(struct task_template *)growing_add(tasks, sizeof raw.t) = raw.t;
}

const void *load_campaign_file(struct load *l, const struct ini *ini, const char *name)
{
	const struct ini_section *head = ini_section(ini, "campaign");
	struct raw_campaign raw = { 0 };
	struct growing tasks = { 0 };

	if (!head) {
		load_problem(l, 1, true, "SCREEN_MISSING", "[campaign]", "");
		return NULL;
	}
	load_fill(l, campaign_specs, head, &raw);
	check_day(l, head, "starts", raw.t.starts);
	check_day(l, head, "ends", raw.t.ends);
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];

		if (!strcmp(s->kind, "task") && s->id[0])
			read_task(l, s, &tasks);
		else if (s != head)
			load_problem(l, s->line, false, "SCREEN_SECTION", s->name, "[campaign] [task.N]");
	}
	if (!tasks.n)
		load_problem(l, head->line, true, "SCREEN_MISSING", "[task.1]", "");
	raw.t.key = arena_dup(&l->s->arena, name);
	raw.t.n = tasks.n;
	raw.t.task = growing_done(&tasks, sizeof *raw.t.task, &l->s->arena);
	return arena_copy(&l->s->arena, &raw.t, sizeof raw.t);
}

static int by_start(const void *a, const void *b)
{
	const struct campaign_template *x = a, *y = b;
	int c = strcmp(x->starts, y->starts);

	return c ? c : strcmp(x->key, y->key);
}

size_t screens_campaigns(const struct screens *s, const struct campaign_template **out)
{
	struct screens *own = s->load->s;
	const void *const *made;

	if (!own->has_campaigns) {
		own->n_campaigns = load_every(s, FILE_CAMPAIGN, &made);
		own->campaign = arena_alloc(&own->arena, own->n_campaigns * sizeof *own->campaign);
		for (size_t i = 0; i < own->n_campaigns; i++)
			memcpy(&own->campaign[i], made[i], sizeof *own->campaign);
		qsort(own->campaign, own->n_campaigns, sizeof *own->campaign, by_start);
		own->has_campaigns = true;
	}
	*out = s->campaign;
	return s->n_campaigns;
}

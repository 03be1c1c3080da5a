#include "model/demo.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/id.h"
#include "base/mem.h"
#include "model/demo_parts.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *key;
	size_t least;
} lists[] = {
#define DEMO_KEY(name, key, least) { key, least },
	DEMO_LISTS(DEMO_KEY)
#undef DEMO_KEY
};

const char *demo_list_key(enum demo_list_name name)
{
	return lists[name].key;
}

size_t demo_list_least(enum demo_list_name name)
{
	return lists[name].least;
}

unsigned demo_random(struct demo *d, unsigned n)
{
	d->seed = d->seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(d->seed >> 33) % n;
}

const char *demo_word(const struct demo *d, enum demo_list_name l, size_t i)
{
	return d->w->list[l].item[i % d->w->list[l].n];
}

void demo_day(int back, char out[11])
{
	date_from_days(date_days(clock_today()) - back, out);
}

bool demo_later(const char *a, const char *b)
{
	return strcmp(a, b) > 0;
}

void demo_begin(struct demo *d, const char *table)
{
	record_release(&d->row);
	record_init(&d->row, table);
}

void demo_text(struct demo *d, const char *column, const char *text)
{
	record_set(&d->row, column, value_text(text));
}

void demo_label(struct demo *d, const char *column, enum demo_list_name l, size_t i)
{
	demo_text(d, column, demo_word(d, l, i));
}

void demo_list(struct demo *d, const char *column, const char *item)
{
	struct buf json = BUF_INIT;
	buf_addc(&json, '[');
	buf_json(&json, item);
	buf_addc(&json, ']');
	demo_text(d, column, json.s);
	buf_release(&json);
}

void demo_int(struct demo *d, const char *column, int64_t i)
{
	record_set(&d->row, column, value_int(i));
}

void demo_real(struct demo *d, const char *column, double r)
{
	record_set(&d->row, column, value_real(r));
}

int64_t demo_save(struct demo *d)
{
	if (!d->failed && record_save(d->o, &d->row, RECORD_CHECKED, NULL, d->e))
		d->failed = true;
	return d->failed ? 0 : d->row.id;
}

static void places(struct demo *d)
{
	int64_t parent = 0;
	for (size_t i = 0; i < 3; i++) {
		demo_begin(d, "place");
		demo_label(d, "name", WORDS_PLACES, i);
		demo_label(d, "level", WORDS_LEVELS, i);
		if (parent)
			demo_int(d, "parent_id", parent);
		parent = demo_save(d);
	}
	d->village = parent;
}

static void units(struct demo *d)
{
	for (size_t i = 0; i < 3; i++) {
		demo_begin(d, "unit");
		demo_label(d, "name", WORDS_UNITS, i);
		demo_label(d, "unit_kind", WORDS_UNIT_KINDS, i);
		demo_label(d, "affiliation", WORDS_AFFILIATIONS, 0);
		demo_label(d, "leader", WORDS_CADRES, DEMO_CADRES - 3 + i);
		demo_int(d, "place_id", d->village);
		d->unit[i] = demo_save(d);
	}
}

static void cadres(struct demo *d)
{
	for (int i = 0; i < DEMO_CADRES; i++) {
		bool leader = i >= DEMO_CADRES - 3;
		char phone[32], since[11];
		snprintf(phone, sizeof phone, "13900002%03d", i + 1);
		demo_day(30 * 40 + i, since);
		demo_begin(d, "cadre");
		demo_label(d, "name", WORDS_CADRES, (size_t)i);
		demo_label(d, "sex", WORDS_SEXES, i % 3 == 1);
		demo_label(d, "political_status", WORDS_POLITICS, 2);
		demo_label(d, "post", WORDS_POSTS, (size_t)i);
		demo_label(d, "role", WORDS_ROLES, i == 0 ? 1 : leader ? 2 : 0);
		demo_int(d, "is_leader", leader);
		demo_int(d, "unit_id", d->unit[i % 3]);
		demo_text(d, "phone", phone);
		demo_text(d, "started_on", since);
		d->cadre[i] = demo_save(d);
	}
	if (!d->failed && office_set_me(d->o, d->cadre[0], d->e))
		d->failed = true;
	if (!d->failed && office_set_village(d->o, d->village, d->e))
		d->failed = true;
	demo_begin(d, "duty_rule");
	demo_int(d, "months", 1);
	demo_int(d, "visits", 1);
	demo_save(d);
}

int demo_fill(struct office *o, const struct demo_words *w, struct err *e)
{
	for (int i = 0; i < WORDS_COUNT; i++)
		if (w->list[i].n < lists[i].least)
			return err_set(e, ERR_INVALID, "DEMO_WORDS", lists[i].key);
	if (!office_is_empty(o))
		return err_set(e, ERR_CONFLICT, "DEMO_NOT_EMPTY");
	struct demo *d = mem_alloc(sizeof *d);
	const int64_t me = o->me, village = o->village;
	int result = -1;
	*d = (struct demo){ .o = o, .w = w, .e = e, .seed = 20201123 };
	record_init(&d->row, "place");
	id_seed(1);
	if (office_begin(o, "demo", e))
		goto done;
	places(d);
	units(d);
	cadres(d);
	demo_people(d);
	demo_households(d);
	demo_visits(d);
	demo_students(d);
	demo_office_work(d);
	demo_campaigns(d);
	demo_dropout(d);
	demo_registers(d);
	demo_grants(d);
	if (d->failed) {
		office_rollback(o);
		o->me = me;
		o->village = village;
	} else {
		result = office_commit(o, e);
	}
done:
	record_release(&d->row);
	mem_free(d);
	return result;
}

#include "model/office.h"

#include "base/clock.h"
#include "base/mem.h"
#include "model/aid_item.h"
#include "model/record.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t setting_int(struct office *o, const char *key)
{
	char *text = office_setting(o, key);
	int64_t v = text ? strtoll(text, NULL, 10) : 0;

	free(text);
	return v;
}

int office_open(struct office **out, const char *path, enum office_mode mode, struct err *e)
{
	static const enum db_mode modes[] = {
		[OFFICE_EXISTING] = DB_EXISTING,
		[OFFICE_CREATE] = DB_CREATE,
		[OFFICE_READ_ONLY] = DB_READ_ONLY,
	};
	struct office *o = mem_alloc(sizeof(*o));

	*out = NULL;
	if (db_open(&o->db, path, modes[mode], e) < 0)
		goto fail;
	o->read_only = mode == OFFICE_READ_ONLY;
	o->me = setting_int(o, "me");
	o->village = setting_int(o, "village");
	o->scope = setting_int(o, "scope") == SCOPE_MINE ? SCOPE_MINE : SCOPE_VILLAGE;
	db_set_cadre(o->db, o->me);
	*out = o;
	return 0;
fail:
	office_close(&o);
	return -1;
}

void office_tell_upgrade(void (*told)(void *arg, int done, int all), void *arg)
{
	db_tell_upgrade(told, arg);
}

void office_close(struct office **o)
{
	if (!*o)
		return;
	if ((*o)->db)
		db_close(&(*o)->db);
	mem_free((*o)->roster);
	mem_free(*o);
	*o = NULL;
}

const char *office_path(const struct office *o)
{
	return db_path(o->db);
}

bool office_is_file(const struct office *o, const char *path)
{
	return db_is_file(o->db, path);
}

bool office_is_empty(struct office *o)
{
	return db_int(o->db, 0, "SELECT EXISTS (SELECT 1 FROM household) OR EXISTS (SELECT 1 FROM cadre)", "") == 0;
}

int office_setting_set(struct office *o, const char *key, const char *value, struct err *e)
{
	if (!value)
		return db_run(o->db, e, "DELETE FROM setting WHERE key = ?1", "s", key);
	return db_run(o->db, e,
		      "INSERT INTO setting(key, value) VALUES (?1, ?2)"
		      " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
		      "ss", key, value);
}

char *office_setting(struct office *o, const char *key)
{
	return db_text(o->db, "SELECT value FROM setting WHERE key = ?1", "s", key);
}

/* Who looks at a file that may not be written still chooses what to see; it is only not remembered. */
static int keep_int(struct office *o, const char *key, int64_t v, struct err *e)
{
	char text[24];

	if (o->read_only)
		return 0;
	snprintf(text, sizeof(text), "%lld", (long long)v);
	return office_setting_set(o, key, text, e);
}

int office_set_me(struct office *o, int64_t cadre, struct err *e)
{
	if (keep_int(o, "me", cadre, e) < 0)
		return -1;
	o->me = cadre;
	db_set_cadre(o->db, cadre);
	return 0;
}

int office_set_village(struct office *o, int64_t place, struct err *e)
{
	if (keep_int(o, "village", place, e) < 0)
		return -1;
	o->village = place;
	return 0;
}

bool office_has_villages(struct office *o)
{
	return db_int(o->db, 0,
		      "SELECT count(*) FROM (SELECT 1 FROM household WHERE place_id > (SELECT min(place_id) FROM "
		      "household)"
		      " LIMIT 1)",
		      "") > 0;
}

bool office_sees_villages(struct office *o)
{
	if (!o->village)
		return office_has_villages(o);
	return db_int(o->db, 0,
		      "SELECT 1 FROM place WHERE parent_id = ?1 AND level = ?2 AND deleted_on IS NULL LIMIT 1", "is",
		      o->village, office_role(o, "place.village")) > 0;
}

size_t office_villages(struct office *o, struct office_village *out, size_t most)
{
	struct stmt *s;
	size_t n = 0;

	if (!office_has_villages(o))
		return 0;
	s = db_query(
		o->db,
		"SELECT id, name FROM place WHERE id = ?1 OR id IN (SELECT h.place_id FROM pairing p JOIN household h"
		" ON h.id = p.household_id WHERE p.cadre_id = ?2 AND p.deleted_on IS NULL AND h.deleted_on IS NULL)"
		" ORDER BY name LIMIT ?3",
		NULL);
	if (!s)
		return 0;
	stmt_bind(s, "iii", o->village, o->me, (int64_t)most);
	for (; stmt_step(s, NULL) > 0; n++) {
		out[n].place = stmt_int(s, 0);
		snprintf(out[n].name, sizeof(out[n].name), "%s", stmt_text(s, 1));
	}
	stmt_done(s);
	return n;
}

int office_set_scope(struct office *o, enum scope scope, struct err *e)
{
	if (keep_int(o, "scope", scope, e) < 0)
		return -1;
	o->scope = scope;
	return 0;
}

static char *name_or_empty(char *name)
{
	return name ? name : mem_dup("");
}

char *office_me_name(struct office *o)
{
	return name_or_empty(db_text(o->db, "SELECT name FROM cadre WHERE id = ?1", "i", o->me));
}

char *office_village_name(struct office *o)
{
	return name_or_empty(db_text(o->db, "SELECT name FROM place WHERE id = ?1", "i", o->village));
}

static int found_place(struct office *o, const char *name, int64_t *id, struct err *e)
{
	const char *level = office_role(o, "place.village");
	struct record r;
	int rc;

	record_init(&r, "place");
	record_set(&r, "name", value_text(name));
	record_set(&r, "level", value_text(*level ? level : "village"));
	rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	*id = r.id;
	record_release(&r);
	return rc;
}

static int found_unit(struct office *o, const char *name, int64_t place, int64_t *id, struct err *e)
{
	struct record r;
	int rc;

	record_init(&r, "unit");
	record_set(&r, "name", value_text(name));
	record_set(&r, "unit_kind", value_text(office_role(o, "unit.team")));
	record_set(&r, "place_id", value_int(place));
	rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	*id = r.id;
	record_release(&r);
	return rc;
}

static int found_cadre(struct office *o, const char *name, int64_t unit, int64_t *id, struct err *e)
{
	struct record r;
	int rc;

	record_init(&r, "cadre");
	record_set(&r, "name", value_text(name));
	record_set(&r, "unit_id", value_int(unit));
	rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	*id = r.id;
	record_release(&r);
	return rc;
}

/* Valid from ever: a rule that began today would leave last month's missing visits unseen. */
static int found_duty(struct office *o, struct err *e)
{
	struct record r;
	int rc;

	record_init(&r, "duty_rule");
	record_set(&r, "months", value_int(1));
	record_set(&r, "visits", value_int(1));
	rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	record_release(&r);
	return rc;
}

int office_found(struct office *o, const char *unit, const char *village, const char *cadre, struct err *e)
{
	int64_t place = 0, team = 0, me = 0;
	const struct aid_item_def *item;
	size_t items = office_aid_items(o, &item);

	if (office_begin(o, "office.found", e) < 0)
		return -1;
	if (found_place(o, village, &place, e) < 0 || found_unit(o, unit, place, &team, e) < 0 ||
	    found_cadre(o, cadre, team, &me, e) < 0 || found_duty(o, e) < 0 || aid_items_put(o, item, items, e) < 0)
		goto fail;
	if (keep_int(o, "village", place, e) < 0 || keep_int(o, "me", me, e) < 0)
		goto fail;
	if (office_commit(o, e) < 0)
		return -1;
	o->village = place;
	o->me = me;
	db_set_cadre(o->db, me);
	return 0;
fail:
	office_rollback(o);
	return -1;
}

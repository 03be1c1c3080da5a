/* The village of a row: found under its town and county, or made. */
#include "import_parts.h"

#include "base/mem.h"
#include "model/listing.h"

#include <stdio.h>
#include <string.h>

#define MOST 64

static const char *const levels[] = { "place.province", "place.city", "place.county", "place.town", "place.village" };
#define LEVELS (sizeof(levels) / sizeof(levels[0]))

static const char *name_at(const struct import *i, const struct line *l, const char *level)
{
	for (size_t c = 0; c < i->n; c++)
		if (i->target[c].kind == TARGET_PLACE && strcmp(i->target[c].level->label, level) == 0 &&
		    l->value[c].kind == VALUE_TEXT)
			return l->value[c].text;
	return "";
}

/* The place of that name and level under `parent`, else one that nobody has put under anything. */
static int look(struct import *i, const char *name, const char *level, int64_t parent, int64_t *id, int64_t *above,
		struct err *e)
{
	struct listing l = { .from = "place",
			     .key = "id",
			     .where = "deleted_on IS NULL",
			     .filter = "name = :filter",
			     .filter_value = name,
			     .column = { "parent_id", "level" },
			     .n_columns = 2 };
	struct listing_row *rows;
	size_t n, under = 0, loose = 0;

	*id = *above = 0;
	if (listing_page(i->o, &l, NULL, false, MOST, &rows, &n, e) < 0)
		return -1;
	for (size_t k = 0; k < n; k++) {
		bool level_fits = rows[k].cell[1].kind == VALUE_TEXT && strcmp(rows[k].cell[1].text, level) == 0;
		bool is_under = !parent || rows[k].cell[0].i == parent;

		if (!level_fits || !(is_under || rows[k].cell[0].kind == VALUE_NULL) || (under && !is_under))
			continue;
		if (is_under ? under++ == 0 : loose++ == 0) {
			*id = rows[k].id;
			*above = rows[k].cell[0].i;
		}
	}
	listing_free(&rows, n);
	if (under > 1 || (!under && loose > 1)) {
		char count[24];

		snprintf(count, sizeof(count), "%zu", under ? under : loose);
		return err_set(e, ERR_INVALID, "IMPORT_PLACES", name, count);
	}
	return 0;
}

/* Under this the places this pass made are remembered. */
static void made_key(int64_t id, struct buf *key)
{
	buf_addf(key, "made\x1f%lld", (long long)id);
}

/* Makes it, or puts the one that hung in the air under its town. */
static int settle(struct import *i, const char *name, const char *level, int64_t parent, int64_t *id, struct err *e)
{
	struct merge m;
	struct buf key = BUF_INIT;
	bool made = *id == 0;
	int rc = merge_begin(i, &m, "place", *id, e);

	if (rc == 0) {
		record_set(&m.fresh, "name", value_text(name));
		record_set(&m.fresh, "level", value_text(level));
		if (parent)
			record_set(&m.fresh, "parent_id", value_int(parent));
		rc = record_save(i->o, &m.fresh, RECORD_CHECKED, NULL, e);
		*id = m.fresh.id;
	}
	if (rc == 0 && made) {
		made_key(*id, &key);
		strmap_put(&i->made, key.s, 1);
	}
	buf_release(&key);
	merge_release(&m);
	return rc;
}

int place_note(struct import *i, struct line *l, int64_t place, struct err *e)
{
	struct buf key = BUF_INIT;
	int64_t made = 0, own = i->o->village;
	struct record r;
	int rc;

	if (i->quiet)
		return 0;
	made_key(place, &key);
	strmap_get(&i->made, key.s, &made);
	buf_release(&key);
	if (!made && (!own || place == own))
		return 0;
	record_init(&r, "place");
	rc = record_load(i->o, "place", place, &r, e);
	/* A natural village or a group of the own one is within it. */
	if (rc == 0 && made)
		line_note(i, l, "import.new_place", record_text(&r, "name"));
	else if (rc == 0 && record_int(&r, "parent_id") != own)
		line_note(i, l, "import.other_village", record_text(&r, "name"));
	record_release(&r);
	return rc;
}

/* Every level the row names, from the top. */
static int descend(struct import *i, const struct line *l, bool make, int64_t *id, bool *missing, struct err *e)
{
	int64_t parent = 0, above;
	int rc = 0;

	for (size_t k = 0; rc == 0 && k < LEVELS; k++) {
		const char *level = office_role(i->o, levels[k]), *name = name_at(i, l, level);

		if (!*name)
			continue;
		rc = look(i, name, level, parent, id, &above, e);
		if (rc == 0 && (!*id || (parent && !above))) {
			*missing = !make;
			if (*missing)
				return 0;
			rc = settle(i, name, level, parent, id, e);
		}
		parent = *id;
	}
	return rc;
}

/* *id 0: the row names no village, or it is missing. */
int find_place(struct import *i, const struct line *l, bool make, int64_t *id, bool *missing, struct err *e)
{
	struct buf key = BUF_INIT;
	int rc = 0;

	*id = 0;
	*missing = false;
	buf_adds(&key, "place");
	for (size_t c = 0; c < i->n; c++)
		if (i->target[c].kind == TARGET_PLACE) {
			buf_addc(&key, '\x1f');
			buf_adds(&key, l->value[c].kind == VALUE_TEXT ? l->value[c].text : "");
		}
	if (i->place && strcmp(i->place_key.s, key.s) == 0) {
		*id = i->place;
		goto done;
	}
	if (!*name_at(i, l, office_role(i->o, levels[LEVELS - 1])))
		goto done;
	if (!strmap_get(&i->known, key.s, id)) {
		rc = descend(i, l, make, id, missing, e);
		if (rc < 0 || *missing) {
			*id = 0;
			goto done;
		}
		strmap_put(&i->known, key.s, *id);
	}
	buf_clear(&i->place_key);
	buf_adds(&i->place_key, key.s);
	i->place = *id;
done:
	buf_release(&key);
	return rc;
}

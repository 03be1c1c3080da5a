#include "listing_sql.h"

#include "base/text.h"
#include "store/db.h"

#include <string.h>

#define NAME_OF "name_of" /* search_text, where the order is that of pinyin */

static bool has_text(const char *s)
{
	return s && *s;
}

bool listing_is_scoped(const struct office *o, const struct listing *l)
{
	return has_text(l->household) && (o->scope == SCOPE_MINE || o->village != 0);
}

bool listing_is_narrow(const struct office *o, const struct listing *l)
{
	return listing_is_scoped(o, l) || l->few || l->found;
}

/* Some rows come from sort_from, the others from `from`. */
static bool is_split(const struct listing *l)
{
	return l->sort && (l->pinyin || (has_text(l->sort_from) && has_text(l->sort_none)));
}

size_t listing_sorts(const struct listing *l)
{
	return l->sort ? (l->pinyin ? 3U : 1U) + l->n_then : 0;
}

static const char *sort_sql(const struct listing *l, size_t i)
{
	static const char *const pinyin[] = { NAME_OF ".pinyin", NAME_OF ".text", NAME_OF ".id" };

	if (l->pinyin && i < 3)
		return pinyin[i];
	return i == 0 ? l->sort : l->then[i - (l->pinyin ? 3U : 1U)];
}

/* What ends the order, in a part. */
static const char *key_sql(const struct listing *l, const struct part *p)
{
	bool own = l->sort && l->sort_key && !p->one && !(p->zone == ZONE_NONE && is_split(l));

	return own ? l->sort_key : l->key;
}

/* ---- parts ---- */

size_t listing_parts(const struct listing *l, const struct listing_row *at, bool ascending, struct part part[2])
{
	enum zone first = ascending ? ZONE_NONE : ZONE_SOME;
	size_t n = 1;

	part[0] = part[1] = (struct part){ .ascending = ascending };
	if (at)
		part[0].beyond = true;
	if (l->sort && at)
		part[0].zone = at->sort.kind == VALUE_NULL ? ZONE_NONE : ZONE_SOME;
	else if (is_split(l) || (l->sort && l->n_then > 0))
		/* Rows without a sort value are by key alone, wherever one comes from. */
		part[0].zone = first;
	if (part[0].zone == first && l->sort) {
		part[1].zone = ascending ? ZONE_SOME : ZONE_NONE;
		n = 2;
	}
	return n;
}

size_t listing_zones(const struct listing *l, struct part part[2])
{
	part[0] = part[1] = (struct part){ .zone = ZONE_ALL, .ascending = true };
	if (!is_split(l))
		return 1;
	part[0].zone = ZONE_SOME;
	part[1].zone = ZONE_NONE;
	return 2;
}

/* ---- FROM and WHERE ---- */

/* In a narrow list a CROSS JOIN would begin at the wrong end. */
static void joins(struct buf *b, const char *from, bool narrow)
{
	const char *cross;

	while (narrow && (cross = strstr(from, "CROSS JOIN")) != NULL) {
		buf_add(b, from, (size_t)(cross - from));
		from = cross + 6;
	}
	buf_adds(b, from);
}

/* A village with nothing within is one place: an index of the place may give the order, and then nothing is sorted. */
static struct part settled(const struct office *o, const struct listing *l, const struct part *p)
{
	struct part own = *p;

	own.whole = listing_is_scoped(o, l) && o->scope == SCOPE_VILLAGE && has_text(l->place) &&
		    db_int(o->db, 1, "SELECT EXISTS (SELECT 1 FROM place WHERE parent_id = ?1)", "i", o->village) == 0;
	/* What a filter leaves of a short list may be too little to be walked to. */
	bool few = l->found || (l->few && has_text(l->filter_value));
	own.narrow = listing_is_narrow(o, l) && !(own.whole && l->sort && l->by_place && !l->shared && !few);
	return own;
}

static void add_from(struct buf *b, const struct listing *l, const struct part *p)
{
	bool narrow = p->one || p->narrow;

	if (p->zone == ZONE_NONE && is_split(l)) {
		buf_adds(b, l->from);
		return;
	}
	if (l->pinyin && p->zone == ZONE_SOME)
		buf_adds(b, narrow ? "search_text " NAME_OF " JOIN " : "search_text " NAME_OF " CROSS JOIN ");
	joins(b, l->sort && has_text(l->sort_from) ? l->sort_from : l->from, narrow);
}

static void condition(struct buf *b, bool *any, const char *sql)
{
	if (!has_text(sql))
		return;
	buf_addf(b, " %s (%s)", *any ? "AND" : "WHERE", sql);
	*any = true;
}

static void scope_condition(struct buf *b, bool *any, const struct office *o, const struct listing *l,
			    const struct part *p)
{
	static const char places[] = "SELECT :village UNION ALL SELECT id FROM place WHERE parent_id = :village";
	struct buf c = BUF_INIT;

	if (!listing_is_scoped(o, l))
		return;
	if (l->shared)
		buf_addf(&c, "%s IS NULL OR ", l->household);
	if (o->scope == SCOPE_MINE)
		buf_addf(&c,
			 "%s IN (SELECT mine.household_id FROM pairing mine WHERE mine.cadre_id = :me AND "
			 "mine.deleted_on IS NULL AND mine.started_on <= :today AND (mine.ended_on IS NULL OR "
			 "mine.ended_on >= substr(:today, 1, length(mine.ended_on))))",
			 l->household);
	else if (p->whole)
		buf_addf(&c, "%s = :village", l->place);
	else if (has_text(l->place))
		buf_addf(&c, "%s IN (%s)", l->place, places);
	else
		buf_addf(&c, "%s IN (SELECT id FROM household WHERE place_id IN (%s))", l->household, places);
	condition(b, any, c.s);
	buf_release(&c);
}

static void words_condition(struct buf *b, bool *any, const struct listing *l)
{
	struct buf c = BUF_INIT;

	if (l->found) {
		buf_addf(&c, "%s IN (SELECT value FROM json_each(:found))", l->found_in);
		condition(b, any, c.s);
	} else if (has_text(l->words) && !text_is_blank(l->words)) {
		condition(b, any, l->match);
	}
	buf_release(&c);
}

static void zone_condition(struct buf *b, bool *any, const struct listing *l, const struct part *p)
{
	const char *plus = p->narrow ? "+" : "";
	struct buf c = BUF_INIT;

	if (p->zone == ZONE_NONE && has_text(l->sort_none))
		buf_adds(&c, l->sort_none);
	else if (p->zone == ZONE_NONE)
		buf_addf(&c, "%s(%s) IS NULL", plus, l->sort);
	else if (p->zone == ZONE_SOME && l->pinyin)
		buf_addf(&c, "%s = " NAME_OF ".text", l->sort);
	else if (p->zone == ZONE_SOME)
		buf_addf(&c, "(%s) IS NOT NULL", l->sort);
	condition(b, any, c.s);
	buf_release(&c);
}

static void beyond_condition(struct buf *b, bool *any, const struct listing *l, const struct part *p)
{
	size_t n = p->zone == ZONE_SOME ? listing_sorts(l) : 0;
	const char *plus = p->narrow ? "+" : "";
	struct buf c = BUF_INIT;

	if (p->one) {
		buf_addf(&c, "%s = :at_id", l->key);
	} else if (n == 0) {
		buf_addf(&c, "%s%s %c :at_id", plus, key_sql(l, p), p->ascending ? '>' : '<');
	} else {
		buf_adds(&c, "(");
		for (size_t i = 0; i < n; i++)
			buf_addf(&c, "%s%s, ", i == 0 ? plus : "", sort_sql(l, i));
		buf_addf(&c, "%s) %c (", key_sql(l, p), p->ascending ? '>' : '<');
		for (size_t i = 0; i < n; i++)
			buf_addf(&c, ":at%zu, ", i);
		buf_adds(&c, ":at_id)");
	}
	condition(b, any, c.s);
	buf_release(&c);
	if (!p->stretch)
		return;
	buf_addf(&c, "%s <= :at_end", l->key);
	condition(b, any, c.s);
	buf_release(&c);
}

static void from_where(struct buf *b, const struct office *o, const struct listing *l, const struct part *p)
{
	bool any = false;

	buf_adds(b, " FROM ");
	add_from(b, l, p);
	condition(b, &any, l->where);
	scope_condition(b, &any, o, l, p);
	words_condition(b, &any, l);
	if (has_text(l->filter_value))
		condition(b, &any, l->filter);
	zone_condition(b, &any, l, p);
	if (p->beyond || p->one)
		beyond_condition(b, &any, l, p);
}

void listing_from_where(struct buf *b, const struct office *o, const struct listing *l, const struct part *p)
{
	const struct part own = settled(o, l, p);

	from_where(b, o, l, &own);
}

/* ---- SELECT ---- */

static void order_by(struct buf *b, const struct listing *l, const struct part *p, bool narrow)
{
	const char *way = p->ascending ? "ASC" : "DESC";
	size_t n = p->zone == ZONE_NONE ? 0 : listing_sorts(l);

	buf_adds(b, " ORDER BY ");
	for (size_t i = 0; i < n; i++)
		buf_addf(b, "%s%s %s, ", narrow ? "+" : "", sort_sql(l, i), way);
	buf_addf(b, "%s%s %s LIMIT :most", narrow ? "+" : "", key_sql(l, p), way);
}

static void add_sorts(struct buf *b, const struct listing *l, const struct part *p, bool named)
{
	for (size_t i = 0; i < listing_sorts(l); i++) {
		buf_addf(b, ", %s", p->zone == ZONE_NONE ? "NULL" : sort_sql(l, i));
		if (named)
			buf_addf(b, " AS s%zu", i);
	}
}

static void add_columns(struct buf *b, const struct listing *l)
{
	for (size_t i = 0; i < l->n_columns; i++)
		buf_addf(b, ", %s", l->column[i]);
}

/* What a narrow list sorts are keys and sort values; the columns are of the rows that are left. */
static void select_narrow(struct buf *b, const struct office *o, const struct listing *l, const struct part *p)
{
	const char *way = p->ascending ? "ASC" : "DESC";

	buf_addf(b, "WITH page_ AS (SELECT %s AS k", l->key);
	add_sorts(b, l, p, true);
	from_where(b, o, l, p);
	order_by(b, l, p, true);
	buf_adds(b, ") SELECT page_.k");
	for (size_t i = 0; i < listing_sorts(l); i++)
		buf_addf(b, ", page_.s%zu", i);
	add_columns(b, l);
	buf_addf(b, " FROM page_ CROSS JOIN %s WHERE %s = page_.k ORDER BY ", l->from, l->key);
	for (size_t i = 0; i < listing_sorts(l); i++)
		buf_addf(b, "page_.s%zu %s, ", i, way);
	buf_addf(b, "page_.k %s", way);
}

void listing_select(struct buf *b, const struct office *o, const struct listing *l, const struct part *p)
{
	const struct part own = settled(o, l, p);

	if (own.narrow && !own.one) {
		select_narrow(b, o, l, &own);
		return;
	}
	buf_addf(b, "SELECT %s", l->key);
	add_sorts(b, l, &own, false);
	add_columns(b, l);
	from_where(b, o, l, &own);
	order_by(b, l, &own, false);
}

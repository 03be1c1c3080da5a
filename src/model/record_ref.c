/* Choices for a field that points at another record. */
#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/cut.h"
#include "model/record.h"
#include "store/db.h"
#include "store/schema.h"
#include "store/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ?1 typed ('' everything) · ?2 most · ?3 within · ?4 me · ?5 village. Columns: id, title, note. */
/* A month or a year is over when its last day is. */
#define IS_PAST(day) "coalesce(" day " < substr(today(), 1, length(" day ")), 0)"
#define TYPED(text) " AND (?1 = '' OR pinyin_match(" text ", ?1))"
/* Who helps most first; of a county, where that is not counted before a list of names opens, one's own unit. */
#define CADRE_RANK \
	"CASE WHEN (SELECT count(*) FROM (SELECT 1 FROM cadre LIMIT 501)) <= 500" \
	" THEN (SELECT count(*) FROM pairing WHERE cadre_id = c.id AND deleted_on IS NULL)" \
	" ELSE coalesce(c.unit_id = (SELECT unit_id FROM cadre WHERE id = ?4), 0) END"
#define OWN_HOUSEHOLDS \
	"(SELECT household_id FROM pairing WHERE cadre_id = ?4 AND deleted_on IS NULL AND NOT " IS_PAST("ended_on") ")"
#define VILLAGE_OF(h) "coalesce((SELECT name FROM place WHERE id = " h ".place_id), '')"
#define PERSON_COLUMNS \
	"SELECT p.id, p.name, trim(coalesce(p.relation_to_head, '') || ' ' || coalesce(substr(p.id_no, -4), '') || ' " \
	"' ||" \
	" coalesce(h.village_group, '') || ' ' || coalesce(h.head_name, ''))" \
	" FROM person p JOIN household h ON h.id = p.household_id"
#define HOUSEHOLD_COLUMNS \
	"SELECT h.id, coalesce(h.head_name, h.household_no, ''), trim(" VILLAGE_OF( \
		"h") " || ' ' || coalesce(h.village_group," \
		     " '') || ' ' || coalesce(substr(h.head_id_no, -4), substr(h.household_no, -4), ''))" \
		     " FROM household h"

static const struct {
	const char *table, *sql;
} queries[] = {
	{ "aid_item",
	  "SELECT a.id, a.name, trim(coalesce((SELECT group_concat(value, ' ') FROM json_each(a.stages)), '') || ' ' "
	  "|| coalesce(a.aid_kind, '') || ' '"
	  " || coalesce(a.valid_from, '') || CASE WHEN a.valid_to IS NULL THEN '' ELSE '~' || a.valid_to END) FROM "
	  "aid_item a"
	  " WHERE a.deleted_on IS NULL" TYPED("a.name") " ORDER BY " IS_PAST("a.valid_to") ", a.name LIMIT ?2" },
	{ "cadre",
	  "SELECT c.id, c.name, trim(coalesce(u.name, '') || ' ' || coalesce(c.post, '')) FROM cadre c"
	  " LEFT JOIN unit u ON u.id = c.unit_id WHERE c.deleted_on IS NULL" TYPED(
		  "c.name") " ORDER BY c.id <> ?4, " IS_PAST("c.ended_on") ", " CADRE_RANK " DESC, c.name LIMIT ?2" },
	{ "campaign",
	  "SELECT c.id, c.name || ' ' || c.year, c.ends_on FROM campaign c WHERE c.deleted_on IS NULL" TYPED(
		  "c.name") " ORDER BY c.closed_on IS NOT NULL, c.started_on DESC LIMIT ?2" },
	{ "place",
	  "SELECT p.id, p.name, trim(p.level || ' ' || coalesce((SELECT name FROM place WHERE id = p.parent_id), ''))"
	  " FROM place p WHERE p.deleted_on IS NULL" TYPED(
		  "p.name") " ORDER BY p.id <> ?5, p.parent_id IS NOT ?5, p.level <> role('place.village'), p.name "
			    "LIMIT ?2" },
	{ "task", "SELECT t.id, t.title, c.name FROM task t JOIN campaign c ON c.id = t.campaign_id"
		  " WHERE t.deleted_on IS NULL AND c.deleted_on IS NULL" TYPED(
			  "t.title") " ORDER BY c.closed_on IS NOT NULL, c.started_on DESC, t.position LIMIT ?2" },
	{ "unit", "SELECT u.id, u.name, coalesce(u.unit_kind, '') FROM unit u WHERE u.deleted_on IS NULL" TYPED(
			  "u.name") " ORDER BY u.id IS NOT (SELECT unit_id FROM cadre WHERE id = ?4),"
				    " (SELECT count(*) FROM cadre WHERE unit_id = u.id) DESC, u.name LIMIT ?2" },
	/* Without a word typed: those of one's own first; the search index serves the rest (below). */
	{ "household",
	  HOUSEHOLD_COLUMNS " WHERE h.deleted_on IS NULL AND (?5 = 0 OR h.place_id = ?5)"
			    " ORDER BY h.id NOT IN " OWN_HOUSEHOLDS ", h.village_group, h.head_name LIMIT ?2" },
	{ "person", PERSON_COLUMNS " WHERE p.deleted_on IS NULL AND h.deleted_on IS NULL AND p.left_on IS NULL"
				   " AND (?5 = 0 OR h.place_id = ?5) AND p.household_id <> ?3"
				   " ORDER BY h.village_group, h.head_name, p.id LIMIT ?2" },
};

static const char within_sql[] = PERSON_COLUMNS " WHERE p.household_id = ?3 AND p.deleted_on IS NULL" TYPED(
	"p.name") " ORDER BY p.left_on IS NOT NULL, p.relation_to_head IS NOT role('relation.head'), p.birth, p.id "
		  "LIMIT ?2";

/* The same where no village is chosen: of a whole district one's own, then the first that come. */
static const char own_households[] = HOUSEHOLD_COLUMNS " WHERE h.id IN " OWN_HOUSEHOLDS
						       " AND h.deleted_on IS NULL ORDER BY h.village_group, h.head_name"
						       " LIMIT ?2";
static const char any_households[] = HOUSEHOLD_COLUMNS " WHERE h.deleted_on IS NULL ORDER BY h.id LIMIT ?2";
static const char any_persons[] = PERSON_COLUMNS " WHERE p.deleted_on IS NULL AND h.deleted_on IS NULL AND p.left_on IS"
						 " NULL AND p.household_id <> ?3 ORDER BY p.id LIMIT ?2";

struct refs {
	struct ref *item;
	size_t n, most;
};

static void add_row(struct refs *l, struct stmt *s)
{
	struct ref *r;
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->item[i].id == stmt_int(s, 0))
			return;
	if (l->n == l->most)
		return;
	r = &l->item[l->n++];
	r->id = stmt_int(s, 0);
	cut_copy(r->title, sizeof(r->title), stmt_text(s, 1));
	cut_copy(r->note, sizeof(r->note), stmt_text(s, 2));
}

static void bind_if(struct stmt *s, int index, struct value v)
{
	char name[8];

	snprintf(name, sizeof(name), "?%d", index);
	if (stmt_parameter(s, name) > 0)
		stmt_bind_at(s, index, &v);
	value_release(&v);
}

static int add_query(struct office *o, struct refs *l, const char *sql, const char *typed, int64_t within,
		     struct err *e)
{
	struct stmt *s = db_query(o->db, sql, e);
	struct value text = { .kind = VALUE_TEXT, .text = mem_dup(typed) };
	int rc;

	if (!s) {
		value_release(&text);
		return -1;
	}
	bind_if(s, 1, text);
	bind_if(s, 2, value_int((int64_t)l->most));
	bind_if(s, 3, value_int(within));
	bind_if(s, 4, value_int(o->me));
	bind_if(s, 5, value_int(o->village));
	while ((rc = stmt_step(s, e)) > 0)
		add_row(l, s);
	stmt_done(s);
	return rc;
}

static int add_of_district(struct office *o, struct refs *l, bool person, int64_t within, struct err *e)
{
	if (person)
		return add_query(o, l, any_persons, "", within, e);
	if (add_query(o, l, own_households, "", within, e) < 0)
		return -1;
	return add_query(o, l, any_households, "", within, e);
}

/* People and households are too many to match one by one: the search index finds them. */
static int add_hits(struct office *o, struct refs *l, bool person, const char *typed, struct err *e)
{
	const char *sql = person ? PERSON_COLUMNS " WHERE p.id = ?1" : HOUSEHOLD_COLUMNS " WHERE h.id = ?1";
	struct search_ask ask = { typed, o->me, o->village, l->most * 2, true };
	struct search_found found;
	int rc = 0;

	if (search_find(o->db, &ask, &found, e) < 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < found.n && l->n < l->most; i++) {
		const struct hit *hit = &found.hit[i];
		struct stmt *s;

		if (person && !hit->person)
			continue;
		s = db_query(o->db, sql, e);
		if (!s) {
			rc = -1;
			break;
		}
		stmt_bind(s, "i", person ? hit->person : hit->household);
		rc = stmt_step(s, e);
		if (rc > 0)
			add_row(l, s);
		rc = rc < 0 ? -1 : 0;
		stmt_done(s);
	}
	search_release(&found);
	return rc;
}

static const char *query_of(const char *table)
{
	size_t i;

	for (i = 0; i < sizeof(queries) / sizeof(queries[0]); i++)
		if (strcmp(queries[i].table, table) == 0)
			return queries[i].sql;
	return NULL;
}

/* A table nobody wrote a query for, such as a register a bureau added: by its title. */
static bool plain_query(struct office *o, const char *table, struct buf *sql)
{
	struct buf title = BUF_INIT;
	bool known = record_title_of(o, table, &title);

	if (known)
		buf_addf(sql, "SELECT t.id, %s, '' FROM \"%s\" t WHERE %s" TYPED("%s") " ORDER BY 2, 1 LIMIT ?2",
			 title.s, table, schema_column(o->db, table, "deleted_on") ? "t.deleted_on IS NULL" : "1",
			 title.s);
	buf_release(&title);
	return known;
}

int record_refs(struct office *o, const char *table, const char *typed, int64_t within, size_t most, struct ref **out,
		size_t *n, struct err *e)
{
	bool person = strcmp(table, "person") == 0, household = strcmp(table, "household") == 0;
	const char *sql = query_of(table);
	struct buf plain = BUF_INIT;
	struct refs l = { NULL, 0, most };
	char *key;
	int rc = 0;

	*out = NULL;
	*n = 0;
	if (!sql && !plain_query(o, table, &plain))
		return err_set(e, ERR_MISSING, "TABLE_UNKNOWN", table);
	key = text_typed(typed);
	l.item = mem_grow(NULL, most ? most : 1, sizeof(*l.item));
	if (person && within)
		rc = add_query(o, &l, within_sql, key, within, e);
	if (rc == 0 && (person || household) && *key)
		rc = add_hits(o, &l, person, key, e);
	else if (rc == 0 && (person || household) && !o->village)
		rc = add_of_district(o, &l, person, within, e);
	else if (rc == 0)
		rc = add_query(o, &l, sql ? sql : plain.s, key, within, e);
	mem_free(key);
	buf_release(&plain);
	if (rc < 0) {
		mem_free(l.item);
		return -1;
	}
	*out = l.item;
	*n = l.n;
	return 0;
}

void ref_list_free(struct ref **list)
{
	mem_free(*list);
	*list = NULL;
}

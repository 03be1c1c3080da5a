/* What an office hands on to the store for the rooms that may not include it. */
#include "model/office.h"
#include "store/backup.h"
#include "store/db.h"
#include "store/guard.h"
#include "store/schema.h"
#include "store/threshold.h"

#include <stddef.h>

void office_set_role(struct office *o, const char *role, const char *label)
{
	db_set_role(o->db, role, label);
}

const char *office_role(struct office *o, const char *role)
{
	return db_role(o->db, role);
}

void office_set_threshold(struct office *o, const char *key, double value)
{
	db_set_threshold(o->db, key, value);
}

bool office_threshold(struct office *o, const char *key, int64_t place, const char *day, double *value)
{
	return db_threshold(o->db, key, place, day, value);
}

void office_set_source(struct office *o, const struct office_source *source, void *arg)
{
	o->source = source;
	o->source_arg = arg;
	db_set_role_source(o->db, source->role, arg);
	db_set_threshold_source(o->db, source->thresholds, arg);
}

size_t office_stages(struct office *o, const struct stage **out)
{
	if (!o->stage && o->source && !o->asked_stages) {
		o->asked_stages = true;
		o->n_stages = o->source->stages(o->source_arg, &o->stage);
	}
	*out = o->stage;
	return o->n_stages;
}

size_t office_aid_items(struct office *o, const struct aid_item_def **out)
{
	if (!o->aid_item && o->source && !o->asked_aid_items) {
		o->asked_aid_items = true;
		o->n_aid_items = o->source->aid_items(o->source_arg, &o->aid_item);
	}
	*out = o->aid_item;
	return o->n_aid_items;
}

void office_set_aid_items(struct office *o, const struct aid_item_def *item, size_t n)
{
	o->aid_item = item;
	o->n_aid_items = n;
}

void office_set_stages(struct office *o, const struct stage *stage, size_t n)
{
	o->stage = stage;
	o->n_stages = n;
}

int office_begin(struct office *o, const char *action, struct err *e)
{
	return db_begin(o->db, action, e);
}

int office_commit(struct office *o, struct err *e)
{
	return db_commit(o->db, e);
}

void office_rollback(struct office *o)
{
	db_rollback(o->db);
}

bool office_changed_outside(struct office *o)
{
	return db_changed_outside(o->db);
}

void office_large(struct office *o, bool large)
{
	db_set_cache(o->db, large ? DB_CACHE_LARGE_KIB : DB_CACHE_KIB);
}

bool office_wants_rest(const struct office *o)
{
	return db_wants_rest(o->db);
}

void office_rest(struct office *o)
{
	db_rest(o->db);
}

int office_backup(struct office *o, const char *path, struct err *e)
{
	return backup_to(o->db, path, NULL, NULL, e);
}

int office_backup_now(struct office *o, char path[512], struct err *e)
{
	return backup_now(o->db, path, e);
}

int office_backup_daily(struct office *o, bool *made, char path[512], struct err *e)
{
	return backup_daily(o->db, made, path, e);
}

bool office_backup_is_due(struct office *o, long long *bytes)
{
	return backup_is_due(o->db, bytes);
}

bool office_backup_left(struct office *o)
{
	return backup_left(office_path(o));
}

void office_backup_sweep(struct office *o)
{
	backup_sweep(office_path(o));
}

int office_restore(const char *copy, const char *path, char kept[512], struct err *e)
{
	return backup_restore(copy, path, kept, e);
}

int office_verify(struct office *o, void (*found)(void *arg, const char *word, const char *what, bool mendable),
		  void *arg, struct err *e)
{
	return store_verify(o->db, found, arg, e);
}

int office_check_sql(struct office *o, const char *sql, struct err *e)
{
	return guard_check(o->db, sql, e);
}

void office_set_progress(struct office *o, bool (*stop)(void *), void *arg, int every_ms)
{
	db_set_progress(o->db, stop, arg, every_ms);
}

int64_t office_saves(const struct office *o)
{
	return db_saves(o->db);
}

bool office_stop_wanted(struct office *o)
{
	return db_stop_wanted(o->db);
}

/* The stop function draws, and is asked here too: long work is not all SQL. */
void office_tell(struct office *o, int64_t done, int64_t all)
{
	o->told_done = done;
	o->told_all = all;
	if (done > 0)
		db_stop_wanted(o->db);
}

char office_column(struct office *o, const char *table, const char *column, const char **refers)
{
	const struct column *c = schema_column(o->db, table, column);

	if (refers)
		*refers = c ? c->refers : "";
	return (char)(c ? c->type : 0);
}

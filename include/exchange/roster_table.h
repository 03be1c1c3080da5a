/* A comparison of lists (model/roster.h) in words, alike on the screen, in the command and in the difference table. */
#ifndef EXCHANGE_ROSTER_TABLE_H
#define EXCHANGE_ROSTER_TABLE_H

#include "base/buf.h"
#include "base/err.h"
#include "exchange/export.h"
#include "model/roster.h"
#include "screen/screens.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a person goes through the lines: what waits for a decision, then each verdict, a missing person by whose list
 * has them. */
enum roster_group {
	ROSTER_WAITING,    /* of any verdict, not decided */
	ROSTER_ONLY_FIRST, /* the first side has them, another has not */
	ROSTER_NOT_FIRST,  /* the first side has them not */
	ROSTER_FIELDS_DIFFER,
	ROSTER_MAYBE_ONE,
	ROSTER_REPEATED,
	ROSTER_AGREES,
	ROSTER_GROUPS
};
bool roster_is_waiting(const struct roster_line *l);
bool roster_is_in(const struct roster_line *l, enum roster_group g);
size_t roster_count(const struct roster_comparison *c, enum roster_group g);
/* 我有他无 where the first side is our facts, else told by the letters of the sides. */
const char *roster_group_name(const struct screens *s, const struct roster_comparison *c, enum roster_group g);
enum roster_group roster_group_of(const struct roster_line *l); /* by verdict, waiting or not */

const char *roster_field_label(const struct screens *s, int field);
const char *roster_claim_label(const struct screens *s, const char *claim);
int roster_claim_named(const struct screens *s, const char *text); /* by key, label or alias; −1 unknown */
const char *roster_decision_label(const struct screens *s, const char *decision); /* "" none yet */
/* 我们的资料 (roster 0), or source and day of the list. */
void roster_side_name(struct office *o, const struct screens *s, int64_t roster, struct buf *out);

/* What of a line does not agree: that somebody is missing, twice or perhaps another, then field by field. */
struct roster_item {
	const char *what; /* label */
	int field;        /* enum roster_field, −1: the line as a whole */
	char value[ROSTER_SIDES][512];
	const char *decision, *reason; /* key of the decision, "" none */
};
size_t roster_items(const struct roster_line *l);
void roster_item(const struct screens *s, const struct roster_comparison *c, const struct roster_line *l, size_t k,
		 struct roster_item *out);
/* "电话 138… → 139…"; more than two sides by their letters. */
void roster_say_item(const struct screens *s, const struct roster_comparison *c, const struct roster_line *l, size_t k,
		     struct buf *out);
const char *roster_letter(const struct screens *s, size_t side); /* 甲 乙 丙 丁 */

/* The difference table, as export_file and the export popup take it: one line an item of every line that does not
 * agree; columns 序号 结论 姓名 证件号码 村 项目, one for each side, 处理, 原因. What the sides say is as private as
 * the most private field that differs. */
struct roster_table_ask {
	struct office *office;
	const struct screens *screens;
	const struct roster_comparison *comparison;
};
int roster_table_source(void *roster_table_ask, export_sink *sink, void *arg, struct err *e);
void roster_table_title(const struct roster_table_ask *t, struct buf *out); /* appended: for the log, for the file */

#endif

/* Types of fields: how a cell is read from what a person or a list wrote, and how it is shown. Pure but for choices.
 *
 * type      stored as                                  options
 * text      TEXT                                       max (characters), pattern (POSIX extended)
 * longtext  TEXT with newlines                         max, rows
 * number    REAL or INTEGER (as the column)            unit, decimals, min, max_value
 * money     INTEGER fen, shown in yuan                 min, max_value (yuan)
 * date      TEXT                                       precision = day | month | year | any
 * term      TEXT YYYY-1 or YYYY-2 (春 秋)
 * yesno     INTEGER 1 0
 * choice    TEXT label                                 choices = LIST, open = yes (other text allowed)
 * choices   TEXT JSON array of labels                  choices = LIST, most = N
 * id        TEXT resident ID or certificate            fills = birth sex (columns filled in when blank)
 * phone     TEXT
 * card      TEXT bank card
 * ref       INTEGER id of a record                     table = cadre
 * computed  not stored: sql = expression over :id      (read only)
 *
 * Any but computed may be read_only = yes: shown in the form, changed elsewhere.
 *
 * private = name|id|phone|card|health|free|none says what the cell tells about a person (exchange/profile.h). Unsaid it
 * follows from the type: id, phone and card are what they are called, every text somebody writes himself is free (it
 * may hold anything), a reference tells what the title of the record does (screen/privacy.h), the rest none.
 */
#ifndef SCREEN_FIELD_H
#define SCREEN_FIELD_H

#include "base/buf.h"
#include "base/err.h"
#include "base/value.h"
#include "screen/choices.h"

#include <stdbool.h>
#include <stddef.h>

enum field_type {
	FIELD_TEXT,
	FIELD_LONGTEXT,
	FIELD_NUMBER,
	FIELD_MONEY,
	FIELD_DATE,
	FIELD_TERM,
	FIELD_YESNO,
	FIELD_CHOICE,
	FIELD_CHOICES,
	FIELD_ID,
	FIELD_PHONE,
	FIELD_CARD,
	FIELD_REF,
	FIELD_COMPUTED
};
/* What a cell tells about a person. */
enum privacy {
	PRIVACY_NONE,
	PRIVACY_NAME,
	PRIVACY_ID,
	PRIVACY_PHONE,
	PRIVACY_CARD,
	PRIVACY_HEALTH,
	PRIVACY_FREE, /* may hold anything */
	PRIVACY_BIRTH /* eight digits of the ID: masked leaves the year */
};
enum field_required {
	REQUIRED_NO,
	REQUIRED_YES,
	REQUIRED_NEW, /* only when the record is new */
	REQUIRED_ASK  /* then a form asks before it saves it blank */
};

/* One part of visible_if. */
struct field_condition {
	const char *name;                  /* of the other field */
	const char *label;                 /* NULL: it must not be blank */
	bool differs;                      /* != */
	const struct choice_list *choices; /* of the other field: texts are compared as choices; NULL: as texts */
};

struct field {
	const char *name;     /* column, or the name in `extra` if custom */
	const char *label;    /* in the chosen language */
	const char *label_zh; /* always the Chinese one: the heading of exports */
	const char *help;     /* one line under the form while it is in focus, or "" */
	enum field_type type;
	enum field_required required;
	enum privacy privacy; /* as said or as its type has it, of a reference as what it shows */
	bool privacy_said;
	bool handbook;               /* handbook = required */
	const char *handbook_unless; /* SQL condition under which a blank is right, or NULL */
	bool custom;
	bool read_only; /* a form shows it and lets nobody type it; a new record has its default, a list fills it */
	const struct choice_list *choices; /* choice, choices */
	bool open;
	int most;
	int max;          /* characters; 0 = 200 for text, 4000 for longtext */
	int rows;         /* longtext; default 4 */
	const char *unit; /* or "" */
	int decimals;
	bool has_min, has_max;
	double min, max_value;
	const char *pattern;    /* or NULL */
	const char *precision;  /* of dates: "day" default */
	const char *table;      /* ref */
	const char *fills;      /* id */
	const char *sql;        /* computed */
	const char *visible_if; /* "column = label" or "column != label" or "column" (not blank), several joined by " &
				   "; NULL always */
	const char *preset;     /* default = today | me | a value; or NULL */
	const char *alias;      /* other headings, '|' separated, or "" */
	const char *fold;       /* of a choice a list may say in several columns, the first choice named by any of them
				   counts: words, '|' separated, that name none; NULL: one column says it */
	const char *section;    /* key of its section */
	const struct choice_list *yesno, *season; /* from choices.ini, for types yesno and term */
	const struct field_condition *condition;  /* visible_if, read */
	size_t n_conditions;
	int line; /* in its file */
};

/* Text as typed or imported → value. Blank gives VALUE_NULL. `today` for dates without a year. Errors carry the field:
 * FIELD_RANGE {1} {2}, FIELD_LEAST {1}, FIELD_MOST {1} (number or money), FIELD_PATTERN {1}=text {2}=the field's help,
 * FIELD_DATE {1}=text, FIELD_TERM {1}, FIELD_YESNO {1}, FIELD_CHOICE {1}=text, FIELD_CHOICES {1}=most, FIELD_LONG
 * {1}=most, FIELD_REF {1}, and those of base/. An explicit "none" (base/number.h) is 0 of a number, money or yesno, and
 * a blank elsewhere unless it is a choice or a text. For ref: only an integer id in text is understood here; names are
 * resolved by model/record.h record_refs. */
int field_parse(const struct field *f, const char *text, const char *today, struct value *out, struct err *e);
/* Value → text as a person edits and reads it (money in yuan, 是/否 or yes/no, several choices joined by 、). Refs give
 * the id as text: the caller shows record_title. Parsing it again gives the same value. */
void field_format(const struct field *f, const struct value *v, struct buf *out);
/* Is the field seen, given the texts of the others? `get` returns the text of a field by name. */
bool field_is_visible(const struct field *f, const char *(*get)(void *arg, const char *name), void *arg);

#endif

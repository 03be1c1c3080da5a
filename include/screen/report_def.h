/* report.NAME.ini: numbers with the rows behind each, and the text they stand in.
 *
 *   [report]
 *   title = 年度总结          title_en = Summary of the year   ; may hold {{year}} …; else the period stands under it
 *   kind = year               ; month | campaign | year | term: what its period is
 *   menu = 3
 *
 *   [metric.aided_households]
 *   label = 资助户数          label_en = Households aided
 *   unit = household          ; [choice.metric_unit]: 户 名 人 人次 次 … ; yuan and wan are fen, shown in 元 and 万元
 *   rows = SELECT household_id AS id, … FROM aid_paid WHERE …     ; what opens: ids of `table`; rows2 … go on
 *   table = household
 *   sum = COLUMN              ; the value is the sum of that column of rows; without it their number
 *   of = retained / of_age    ; or a rate: 100 × NUMERATOR ÷ DENOMINATOR, both metrics, and no rows
 *   decimals = 2
 *
 *   [once.aid_paid]           ; a view or table many metrics and paragraphs ask: what they need of it is read once
 *   columns = person_id, …    ; while the report is made, each then asks that. The linter asks all that name it for no
 *   where = term IN (:spring, :autumn) ; other columns
 *   asked = term IN (:spring, :autumn)|term = :spring ; whose text says one of these each time it names the view asks
 *                             ; what was read once; any other asks the view itself
 *   by = person_id            ; an index of it, for what asks about one after the other
 *
 *   [paragraph.aid]           ; in the order of the file
 *   heading = 一、行业扶贫
 *   text = 教育补助建档立卡户{{aided_households}}户，{{aided_students}}名学生…   ; text2 … go on
 *   join = yes                ; printed in one paragraph with the one above it, where that is there
 *   when = aided_households   ; left out where this metric is 0 or empty
 *   most = 20                 ; of `each`: what follows is told by [report.and_more] of words.ini; 0: every line
 *   list = unvisited          ; the table (table.NAME.ini) where all of them stand: named there (report.and_list)
 *   each = SELECT category, …  ; a line an item; how: exchange/report.h
 *
 * A metric always has rows and its value is their number or a sum over them, so a number always opens what it counts. A
 * rate stands in the text with its two numbers. The columns of rows beside id are shown where it opens: named as a
 * field, or [column.NAME] in words.ini. Parameters: :year :month :from :until (days of the period) :term :spring
 * :autumn :campaign :village :scope :me :today. */
#ifndef SCREEN_REPORT_DEF_H
#define SCREEN_REPORT_DEF_H

#include "model/metric.h"
#include "screen/field.h"

#include <stdbool.h>
#include <stddef.h>

struct screens;

struct metric_def {
	const char *name, *label, *unit;     /* unit: key of choice metric_unit */
	const char *unit_word;               /* its word in the chosen language: 户, 名, 万元 … */
	const char *rows;                    /* SQL: column id first */
	const char *table;                   /* of the ids */
	const char *sum;                     /* column to add up; "" counts the rows */
	const char *numerator, *denominator; /* of a rate; "" */
	int decimals;
	int line, rows_line; /* of the section; of `rows`, else of `of` */
};
struct paragraph_def {
	const char *key, *heading, *text, *when, *each, *list;
	enum privacy privacy; /* of what `each` quotes (screen/privacy.h) */
	bool join;
	int most;
	int line;
};
struct once_def {
	struct metric_once of;
	int line;
};
struct report_def {
	const char *name, *file, *title, *kind;
	int menu;
	const struct metric_def *metric;
	size_t n_metrics;
	const struct once_def *once;
	size_t n_once;
	const struct paragraph_def *paragraph;
	size_t n_paragraphs;
	int line;
};
const struct metric_def *report_metric(const struct report_def *d, const char *name); /* NULL if there is none */
/* What a column of a metric's rows is: the field of that name in the form of its table, else of the first form that has
 * one; NULL. How private it is: as in the form of its table, else as in the strictest form that has one, so that a name
 * is a person's. Its label: in the form of its table, else [column.NAME] of words.ini (needed where several forms have
 * one and call it differently), else of NAME_id in that form, of the first form that has one, of the column that is
 * summed the metric's own, of NAME_id; NULL where nobody says (the linter does). */
const struct field *report_field(const struct screens *s, const struct metric_def *m, const char *column);
enum privacy report_privacy(const struct screens *s, const struct metric_def *m, const char *column);
const char *report_label(const struct screens *s, const struct metric_def *m, const char *column);
const struct report_def *screens_report(const struct screens *s, const char *name);
size_t screens_reports(const struct screens *s, const struct report_def *const **out); /* by menu, then name */

#endif

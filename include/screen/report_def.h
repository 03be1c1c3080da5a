/* report.NAME.ini: numbers with the rows behind each, and the text they stand in.
 *
 *   [report]
 *   title = 年度总结          title_en = Summary of the year
 *   kind = year               ; month | campaign | year | term: what its period is
 *   menu = 3
 *   [metric.aided_households]
 *   label = 资助户数          label_en = Households aided
 *   unit = household          ; household student person visit time(次) yuan(fen) wan_yuan(fen, shown in 万元) percent
 * rate area … : [choice.metric_unit] sql = SELECT count(DISTINCT household_id) FROM aid_paid WHERE substr(term, 1, 4) =
 * :year rows = SELECT DISTINCT household_id AS id FROM aid_paid WHERE …   ; what opens: ids of `table`; sql2, rows2 …
 * go on table = household count = rows              ; the value is the number of rows; sum = COLUMN: the sum of that
 * column of rows (then no sql) of = retained             ; a rate: value = 100 × retained ÷ of_age, both metrics; `of =
 * NUMERATOR / DENOMINATOR` decimals = 2 [paragraph.aid] position by order in the file heading = 一、行业扶贫 text =
 * 教育补助建档立卡户{{aided_households}}户，{{aided_students}}名学生…   ; text2, text3 go on when = aided_households ;
 * left out where this metric is 0 each = SQL giving one line an item: name, value…; {{1}} {{2}} stand for its columns:
 * "其中" lists, campaigns A metric has `rows` always; value = count of rows, or sum of one column, so a number always
 * opens what it counts. Parameters: :year :month :from :until (days of the period) :term :spring :autumn :campaign
 * :village :scope :me :today. */
#ifndef SCREEN_REPORT_DEF_H
#define SCREEN_REPORT_DEF_H

#include <stdbool.h>
#include <stddef.h>

struct field;
struct screens;

struct metric_def {
	const char *name, *label, *unit;     /* unit: key of choice metric_unit */
	const char *unit_word;               /* its word in the chosen language: 户, 名, 万元 … */
	const char *rows;                    /* SQL: column id first */
	const char *table;                   /* of the ids */
	const char *sum;                     /* column to add up; "" counts the rows */
	const char *numerator, *denominator; /* of a rate; "" */
	int decimals;
	int line;
};
struct paragraph_def {
	const char *key, *heading, *text, *when, *each;
	int line;
};
struct report_def {
	const char *name, *file, *title, *kind;
	int menu;
	const struct metric_def *metric;
	size_t n_metrics;
	const struct paragraph_def *paragraph;
	size_t n_paragraphs;
	int line;
};
const struct metric_def *report_metric(const struct report_def *d, const char *name); /* NULL if there is none */
/* What a column of a metric's rows is: the field of that name in the form of its table, else of the first form that has
 * one; NULL. Its label: the field's, else of the column that is summed the metric's own, else [column.NAME] of
 * words.ini, else of NAME_id; NULL where nobody says (the linter does). */
const struct field *report_field(const struct screens *s, const struct metric_def *m, const char *column);
const char *report_label(const struct screens *s, const struct metric_def *m, const char *column);
const struct report_def *screens_report(const struct screens *s, const char *name);
size_t screens_reports(const struct screens *s, const struct report_def *const **out); /* by menu, then name */

#endif

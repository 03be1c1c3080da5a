/* chart.NAME.ini: figures people would rather look at.
 *
 *   [chart]
 *   title = 每月走访      title_en = Visits by month
 *   kind = bars           ; bars | stacked (series on top of each other) | lines (a line a series) | progress (first
 *                         ; series of the second)
 *   period = year         ; month | year | term | campaign | none: what < and > turn
 *   unit = 次             unit_en = visits
 *   decimals = 1
 *   menu = 1
 *   empty = 记了走访才有    empty_en = …  ; what makes it, said where a period has nothing
 *   sql = SELECT category, series, value …   ; in the order they are shown; series '' where there is but one
 *   category = {1}月      category_en = {1}  ; how a category is written; absent: as it is
 *   choices = cause       ; categories are labels of this list
 *   by_list = yes         ; in the order of that list, else as the query gives them
 *   [series.opened]  label, label_en         ; words of the series; those not named stand as they are
 * SQL may use :year :month :from :until :term :spring :autumn :campaign :village :scope :me :today. */
#ifndef SCREEN_CHART_DEF_H
#define SCREEN_CHART_DEF_H

#include <stdbool.h>
#include <stddef.h>

struct screens;
struct choice_list;

enum chart_kind { CHART_BARS, CHART_STACKED, CHART_LINES, CHART_PROGRESS };
struct chart_series {
	const char *key, *label;
};
struct chart_def {
	const char *name, *file, *title, *unit, *empty, *sql, *category, *period;
	enum chart_kind kind;
	int decimals, menu;
	bool by_list;
	const struct choice_list *choices; /* NULL: none */
	const struct chart_series *series;
	size_t n_series;
	int line;
};
const struct chart_def *screens_chart(const struct screens *s, const char *name);
size_t screens_charts(const struct screens *s, const struct chart_def *const **out); /* by menu, then name */

#endif

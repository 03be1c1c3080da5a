/* threshold.ini: the limits rules may ask for, with what holds where table `threshold` says nothing.
 *
 *   [thresholds]  title, title_en               the name of the list
 *   [threshold.KEY]  value, unit, unit_en, label, label_en, note, note_en
 *
 * The keys with their labels and units are also a choice list by the name `threshold`: the only keys a row may have. */
#ifndef SCREEN_THRESHOLD_H
#define SCREEN_THRESHOLD_H

#include <stddef.h>

struct screens;

struct threshold_def {
	const char *key;
	double value;
	const char *label, *unit, *note; /* unit and note: "" if there is none */
	int line;
};
size_t screens_thresholds(const struct screens *s, const struct threshold_def **out);
/* Calls f(arg, "income_line", 4000) for every one. main hands them to the office. */
void screens_limits(const struct screens *s, void (*f)(void *arg, const char *key, double value), void *arg);

#endif

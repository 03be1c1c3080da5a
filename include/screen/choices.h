/* choices.ini: lists of labels. The label is what is stored; aliases found in the wild are read as it; a role lets C
 * name a label without Chinese in the source.
 *
 *   [choice.relation]
 *   title = 与户主关系
 *   01 = 本人或户主 | 户主 | 本人     ; code = label | alias | alias; a code is letters and digits, a hint only
 *   01_en = head
 *   02 = 配偶 | 之妻 | 之夫
 *   role.head = 本人或户主            ; role "relation.head"
 *   closed.03 = …                     ; a label still read but no longer offered; its English is 03_en
 *   open = open | 未整改              ; the program's own states: the label is an English key,
 *   open_zh = 未整改   open_en = Open ; and both languages stand beside it (CODE_zh absent: the label itself)
 *
 * Two lists have a job here: `yesno` (codes 1 and 0) and `term_season` (codes 1 and 2: spring and autumn, as written
 * after a year; the words for a school year's first term are aliases of autumn, those for its second of spring).
 */
#ifndef SCREEN_CHOICES_H
#define SCREEN_CHOICES_H

#include <stdbool.h>
#include <stddef.h>

struct screens;

struct choice {
	const char *label; /* stored, Chinese (or an English key of the program's own states) */
	const char *shown; /* in the chosen language */
	const char *code;
	const char *aliases; /* '|' separated, or "" */
	bool closed;
};
struct choice_list {
	const char *name, *title;
	const struct choice *choice;
	size_t n;
};
const struct choice_list *screens_choices(const struct screens *s, const char *name); /* NULL if there is none */
/* By code: only for the program's own lists (yesno, term_season), whose codes never move. NULL if there is none. */
const struct choice *choice_of_code(const struct choice_list *l, const char *code);
/* By label, shown text, alias (after NFKC, no blanks); NULL if none, or there is no list. Never by code: codes moved
 * between years. */
const struct choice *choice_find(const struct choice_list *l, const char *text);
/* What stands for a role: "relation.head" a label of its list; "report.year" the title of a report; "term_shown.2" what
 * stands behind the year of such a term ("秋", " aut."). NULL: nobody knows it. The office asks when it needs one. */
const char *screens_role(const struct screens *s, const char *role);
/* Calls f(arg, "relation.head", "本人或户主") for every role; reads all lists and reports for it. */
void screens_roles(const struct screens *s, void (*f)(void *arg, const char *role, const char *label), void *arg);

#endif

/* screens/ as const data: everything a person sees. A file, or a section of the long ones, is read when it is first
 * asked for, and once; `bangfu lint` and `make check` read all of it with the linter (screen/lint.h). One INI file per
 * thing, one section per part, names of sections `kind.name` (iniparser cannot see ':').
 *
 *   form.NAME.ini   [screen] [section.X] [field.Y]        screen/form.h
 *   list.NAME.ini   [screen] [column.X] [sort.X] [filter.X] screen/list_def.h
 *   choices.ini     [choice.LIST]                          screen/choices.h
 *   words.ini       [word.KEY] [error.KEY] [today.KEY] [action.KEY] …  screen/words.h
 *   keys.ini        [request.NAME]                         screen/keys.h
 *   theme.ini       [colour.NAME]                          screen/theme.h
 *   threshold.ini   [thresholds] [threshold.KEY]           screen/threshold.h
 *   stages.ini      [stage.N]                              screen/stages.h
 *   letter.NAME.ini [letter] [line.X] [paragraph.N]        screen/letter_def.h
 *   chart.NAME.ini  [chart] [series.X]                     screen/chart_def.h
 *   checks.ini      [check.ID]                             screen/checks.h
 *   campaign.NAME.ini [campaign] [task.N]                  screen/campaign_def.h
 *   demo.ini        words of the sample village            screen/demo_def.h
 *
 * Every visible word stands in Chinese (`label`, `title`, `message` …) with its English beside it (`label_en` …).
 * Chinese is the default; a missing English falls back to the Chinese. Strings returned live as long as the screens. */
#ifndef SCREEN_SCREENS_H
#define SCREEN_SCREENS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct screens;
enum lang { LANG_ZH, LANG_EN };

/* `dir` NULL: beside the program (../screens), else PREFIX/share/bangfu/screens. Lists the folder; reads no more of it
 * than the heads of words.ini. Errors: SCREENS_DIR, SCREEN_BAD (as screens_problem) of words.ini. */
int screens_open(struct screens **out, const char *dir, enum lang lang, struct err *e);
/* Whatever is wrong in it, things are handed out as far as they could be read: for the linter, which tells all of it.
 */
int screens_open_broken(struct screens **out, const char *dir, enum lang lang, struct err *e);
/* What is broken is not handed out: its accessor gives NULL, or all but it, or a word's key. Whoever shows the result
 * of what he did asks here whether he ran into such a thing since it was last asked: 0 no; -1 SCREEN_BAD {1}=file:line
 * {2}=what, a sentence in the chosen language as the linter says it. */
int screens_problem(const struct screens *s, struct err *e);
/* Reads everything; -1 for the first thing that is broken (as screens_problem). */
int screens_read_all(const struct screens *s, struct err *e);
void screens_close(struct screens **s);
const char *screens_dir(const struct screens *s);
enum lang screens_lang(const struct screens *s);

#endif

/* screens/ as const data: everything a person sees. Read once at start; `bangfu lint` and `make check` read it with the
 * linter (screen/lint.h). One INI file per thing, one section per part, names of sections `kind.name` (iniparser cannot
 * see ':').
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

/* `dir` NULL: beside the program (../screens), else PREFIX/share/bangfu/screens. Errors: SCREENS_DIR, SCREEN_BAD
 * {1}=file:line {2}=what, a sentence in the chosen language as the linter says it, as far as words.ini could be read.
 */
int screens_open(struct screens **out, const char *dir, enum lang lang, struct err *e);
/* As it is, whatever is wrong with it: for the linter, which tells all of it and not only the first. */
int screens_open_broken(struct screens **out, const char *dir, enum lang lang, struct err *e);
void screens_close(struct screens **s);
const char *screens_dir(const struct screens *s);
enum lang screens_lang(const struct screens *s);

#endif

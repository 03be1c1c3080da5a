/* stages.ini: the ladder of school stages, from the nursery up. Every word is a label of a list of choices.ini.
 *
 *   [stage.1]
 *   stage      = 学前                  ; choice school_stage
 *   grade      = 小班 | 中班 | 大班     ; choice grade, first to last
 *   status     = 学前教育               ; choice school_status of each grade, or one for all of them
 *   next       = 小学                  ; the stage after its last grade; absent: it ends, or nobody can say
 *   from_age   = 3                    ; on 1 September, of who is in it; absent: nobody is proposed for it by age
 *   to_age     = 5
 *   compulsory = yes                  ; absent: no
 *
 * Problems, all of which keep the screens from opening: a word its list does not have, a grade missing, as many
 * statuses as neither one nor the grades, a next stage that is no section, a stage named twice. */
#ifndef SCREEN_STAGES_H
#define SCREEN_STAGES_H

#include "model/enrolment.h"

#include <stddef.h>

struct screens;
size_t screens_stages(const struct screens *s, const struct stage **out); /* as the ladder goes */

#endif

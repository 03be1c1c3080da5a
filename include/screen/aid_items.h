/* aid_items.ini: the lines of aid a new office begins with. Lists and labels are those of choices.ini; what is absent
 * holds for all.
 *
 *   [item.day_primary]
 *   key      = CE_DAY
 *   name     = 非寄宿生生活补助
 *   kind     = 补助                       ; choice aid_kind
 *   stages   = 小学                       ; choice school_stage; grades, groups likewise
 *   boarder  = no
 *   season   = spring | autumn
 *   request  = yes                        ; nobody is entitled unasked
 *   amounts  = 250 from 2019-09 | 312.5 from 2024-03   ; yuan a term; absent: in kind, or by contract
 *   from     = 2025-09                    ; of one without amounts
 *   eligible = …                          ; as the policy says
 *   note     = …
 *
 * Problems, all of which keep the screens from opening: a word its list does not have, an amount or a month that is
 * none. */
#ifndef SCREEN_AID_ITEMS_H
#define SCREEN_AID_ITEMS_H

#include "model/aid_item.h"

#include <stddef.h>

struct screens;
size_t screens_aid_items(const struct screens *s, const struct aid_item_def **out); /* in file order */

#endif

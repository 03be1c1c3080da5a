/* What Today says of children at school: who is told, back-payments, lessons at home, dropouts. Only today.c uses this.
 */
#ifndef MODEL_TODAY_SCHOOL_H
#define MODEL_TODAY_SCHOOL_H

#include "model/today.h"

struct today_list;

/* Adds who is to be told, the back-payments to make, a lesson that is overdue, an open case whose next talk or due day
 * has come. Of the household, or (0) of the scope; everything but head and group is filled in. */
int today_school(struct office *o, int64_t household, struct today_list *t, struct err *e);

#endif

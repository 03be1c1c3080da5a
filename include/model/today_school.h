/* What Today says of children at school: back-payments, lessons at home, dropouts. Only today.c uses this. */
#ifndef MODEL_TODAY_SCHOOL_H
#define MODEL_TODAY_SCHOOL_H

#include "model/today.h"

/* A back-payment to make; a lesson that is overdue; an open case whose next talk or due day has come. Of the household,
 * or (0) of the scope; everything but head and group is filled in. free(). */
int today_school(struct office *o, int64_t household, struct item **out, size_t *n, struct err *e);

#endif

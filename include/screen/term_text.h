/* A school term as people write and read it, outside a form. */
#ifndef SCREEN_TERM_TEXT_H
#define SCREEN_TERM_TEXT_H

#include "base/buf.h"
#include "base/term.h"
#include "screen/screens.h"

#include <stdbool.h>

/* 2020-1, 2020春, 2020 autumn, 2020-2021学年第一学期 … as a form's field reads it. False: no term. */
bool term_typed(const struct screens *s, const char *typed, char out[TERM_BYTES]);
/* Appends 2020春 or 2020 spring; what is no term as it is. */
void term_show(const struct screens *s, const char *term, struct buf *out);

#endif

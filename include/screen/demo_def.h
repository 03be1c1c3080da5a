/* demo.ini: [words] KEY = item | item … (goes on in KEY2, KEY3 …), the words of the sample village by the keys of
 * model/demo.h. */
#ifndef SCREEN_DEMO_DEF_H
#define SCREEN_DEMO_DEF_H

#include "model/demo.h"

struct screens;
/* Everything points into the screens. A list that is not there is empty; demo_fill says so. */
void screens_demo(const struct screens *s, struct demo_words *out);

#endif

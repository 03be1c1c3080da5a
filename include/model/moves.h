/* The states a thing may go to, as the model's headers give them: "a|b|c" (base/text.h text_in_bars asks for one). */
#ifndef MODEL_MOVES_H
#define MODEL_MOVES_H

#define MOVES_STATE_BYTES 16

/* The first of them into `state`; returns the rest for the next call, NULL (and state "") where there is none left. */
const char *moves_next(const char *moves, char state[MOVES_STATE_BYTES]);

#endif

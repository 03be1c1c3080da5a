/* States and the moves between them, as the model's headers give them: "a|b|c", the states a thing may go to. */
#ifndef MODEL_MOVES_H
#define MODEL_MOVES_H

#include <stdbool.h>

#define MOVES_STATE_BYTES 16

bool moves_has(const char *moves, const char *to);
/* The first of them into `state`; returns the rest for the next call, NULL (and state "") where there is none left. */
const char *moves_next(const char *moves, char state[MOVES_STATE_BYTES]);

#endif

#include "model/moves.h"

#include <stdio.h>
#include <string.h>

const char *moves_next(const char *moves, char state[MOVES_STATE_BYTES])
{
	size_t n = moves ? strcspn(moves, "|") : 0;

	snprintf(state, MOVES_STATE_BYTES, "%.*s", (int)n, moves ? moves : "");
	if (n == 0)
		return NULL;
	return moves + n + (moves[n] == '|');
}

bool moves_has(const char *moves, const char *to)
{
	char state[MOVES_STATE_BYTES];

	while ((moves = moves_next(moves, state)))
		if (strcmp(state, to) == 0)
			return true;
	return false;
}

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

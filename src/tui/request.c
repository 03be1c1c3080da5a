#include "tui/request.h"

#include <string.h>

#define REQUEST_NAME(id, name) name,
const char *const request_names[] = { REQUEST_LIST(REQUEST_NAME) 0 };

const char *request_name(enum request r)
{
	return r > REQ_NONE && r < REQ_COUNT ? request_names[r - 1] : "";
}

enum request request_of_name(const char *name)
{
	for (int i = 0; request_names[i]; i++)
		if (strcmp(request_names[i], name) == 0)
			return (enum request)(i + 1);
	return REQ_NONE;
}

/* One part of a workbook as events of expat, with a leash: no DTD, no depth, no token without an end. */
#include "xlsx.h"

#include "base/mem.h"

#include <expat.h>
#include <string.h>

#define CHUNK 32768

struct xml {
	struct part *part;
	XML_Parser parser;
	const struct xml_events *on;
	void *arg;
	int depth;
	bool paused, last, failed;
	struct err why;
};

static const char *local(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon ? colon + 1 : name;
}

void xml_fail(struct xml *x, const char *word, const char *arg)
{
	if (x->failed)
		return;
	x->failed = true;
	err_clear(&x->why);
	err_set(&x->why, ERR_FORMAT, word, part_path(x->part), arg);
	XML_StopParser(x->parser, XML_FALSE);
}

void xml_pause(struct xml *x)
{
	if (!x->failed)
		XML_StopParser(x->parser, XML_TRUE);
}

static void XMLCALL on_begin(void *arg, const XML_Char *name, const XML_Char **attributes)
{
	struct xml *x = arg;

	if (x->failed)
		return;
	if (++x->depth > XML_MOST_DEPTH)
		xml_fail(x, "FILE_XLSX_XML", part_name(x->part));
	else
		x->on->begin(x->arg, x, local(name), attributes);
}

static void XMLCALL on_end(void *arg, const XML_Char *name)
{
	struct xml *x = arg;

	if (x->failed)
		return;
	x->depth--;
	x->on->end(x->arg, x, local(name));
}

static void XMLCALL on_text(void *arg, const XML_Char *s, int n)
{
	struct xml *x = arg;

	if (!x->failed && x->on->text)
		x->on->text(x->arg, x, s, (size_t)n);
}

/* No workbook has one; what has one is after the memory of whoever opens it. */
static void XMLCALL on_doctype(void *arg, const XML_Char *name, const XML_Char *system, const XML_Char *public, int own)
{
	struct xml *x = arg;

	(void)name;
	(void)system;
	(void)public;
	(void)own;
	xml_fail(x, "FILE_XLSX_DTD", part_name(x->part));
}

int xml_open(struct xml **out, struct xlsx_zip *z, const char *name, enum part_kind kind, const struct xml_events *on,
	     void *arg, struct err *e)
{
	struct xml *x = mem_alloc(sizeof(*x));

	*out = NULL;
	if (part_open(&x->part, z, name, kind, e) < 0) {
		xml_close(&x);
		return -1;
	}
	x->parser = XML_ParserCreate(NULL);
	if (!x->parser)
		mem_out();
	x->on = on;
	x->arg = arg;
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, on_begin, on_end);
	XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
	*out = x;
	return 0;
}

void xml_close(struct xml **x)
{
	if (!*x)
		return;
	if ((*x)->parser)
		XML_ParserFree((*x)->parser);
	part_close(&(*x)->part);
	mem_free(*x);
	*x = NULL;
}

static enum XML_Status feed(struct xml *x)
{
	void *to = XML_GetBuffer(x->parser, CHUNK);
	size_t n;

	if (!to)
		return XML_STATUS_ERROR;
	if (part_read(x->part, to, CHUNK, &n, &x->why) < 0) {
		x->failed = true;
		return XML_STATUS_ERROR;
	}
	x->last = n == 0;
	return XML_ParseBuffer(x->parser, (int)n, x->last);
}

/* Expat keeps a token until it is whole and looks at it again with every chunk. */
static bool token_is_endless(const struct xml *x)
{
	return part_done(x->part) - (int64_t)XML_GetCurrentByteIndex(x->parser) > XML_MOST_TOKEN;
}

int xml_step(struct xml *x, struct err *e)
{
	enum XML_Status status;

	if (x->last && !x->paused && !x->failed)
		return 0;
	status = x->failed ? XML_STATUS_ERROR : x->paused ? XML_ResumeParser(x->parser) : feed(x);
	x->paused = status == XML_STATUS_SUSPENDED;
	if (status == XML_STATUS_OK && !x->last && token_is_endless(x))
		status = XML_STATUS_ERROR;
	if (status != XML_STATUS_ERROR)
		return 1;
	if (!x->failed) {
		err_clear(&x->why);
		err_set(&x->why, ERR_FORMAT, "FILE_XLSX_XML", part_path(x->part), part_name(x->part));
		x->failed = true;
	}
	if (e)
		*e = x->why;
	return -1;
}

int xml_all(struct xml *x, struct err *e)
{
	int rc;

	while ((rc = xml_step(x, e)) > 0)
		;
	return rc;
}

const char *xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (strcmp(local(attributes[0]), name) == 0)
			return attributes[1];
	return NULL;
}

const struct part *xml_part(const struct xml *x)
{
	return x->part;
}

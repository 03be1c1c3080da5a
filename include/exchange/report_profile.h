/* A report's text as a profile lets it be read: for posting the template's words only, without the paragraphs whose
 * lines quote what somebody wrote (`each`); in it and in the masked one no number that names a person, in titles
 * neither. */
#ifndef EXCHANGE_REPORT_PROFILE_H
#define EXCHANGE_REPORT_PROFILE_H

#include "exchange/profile.h"
#include "exchange/report.h"

/* Titles and paragraphs are new, all else is r's, which must live as long. */
struct report report_as(const struct report *r, enum profile p);
void report_as_release(struct report *shown);

#endif

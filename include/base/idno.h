/* Numbers that name people: resident ID (GB 11643-1999), disability certificate, phone, bank card. DOMAIN §10.1–10.3.
 * Input is what a person typed or a list brought; output is the stored form. Pure; the error names the word to say. */
#ifndef BASE_IDNO_H
#define BASE_IDNO_H

#include "base/err.h"

#include <stdbool.h>

enum idno_kind { IDNO_RESIDENT, IDNO_RESIDENT_15, IDNO_DISABILITY, IDNO_PLACEHOLDER };
#define IDNO_BYTES 24

/* NFKC, blanks and protection (leading ' or ="…") stripped, x → X. 18: checksum and a real birth date between 1900 and
 * `today`. 15: becomes 18 (*kind says so: warn). 20/22: ID + kind + grade (+ suffix). 999999…: placeholder. `*` inside
 * is never guessed. Errors: ID_LENGTH, ID_CHARACTER, ID_CHECKSUM (arg: the right check digit), ID_BIRTH, ID_MASKED,
 * ID_LOST_DIGITS. */
int idno_parse(const char *s, const char *today, char out[IDNO_BYTES], enum idno_kind *kind, struct err *e);
char idno_check_digit(const char *first17);
/* Both take a stored number whose first 18 are an ID; birth as YYYY-MM-DD; male → true. */
void idno_birth(const char *idno, char out[11]);
bool idno_is_male(const char *idno);
/* Excel's marks: 3.40123E+17, or 18 digits ending 000 (or rounded to a multiple of 8/16/32/64…) with a bad check. */
bool idno_lost_digits(const char *s);
int idno_disability_kind(const char *cert); /* 1..7, grade 1..4; 0 if it is none */
int idno_disability_grade(const char *cert);

/* Mobile 1[3-9]×9 (synthetic 1xx0000xxxx included by 1[0-9]? no: only 1[3-9]); landline 0dd(d)-7..8 digits as second
 * form. Stored: digits, landlines with one '-'. Error PHONE_BAD. */
int phone_parse(const char *s, char out[24], struct err *e);
/* 16–19 digits; *luhn says whether the check holds (a failure only warns). Error CARD_LENGTH. */
int card_parse(const char *s, char out[24], bool *luhn, struct err *e);

#endif

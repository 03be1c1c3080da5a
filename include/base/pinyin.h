/* Pinyin without tones for every hanzi of Unihan (the usual readings, at most four; ü as v). The table is made at build
 * time from the unicode-data package. */
#ifndef BASE_PINYIN_H
#define BASE_PINYIN_H

#include <stdbool.h>
#include <stdint.h>

/* Space-separated readings, most common first ("dan chan shan"), or NULL where there is none. Static memory. */
const char *pinyin_readings(uint32_t cp);
/* True if `typed` (lower-case ASCII letters, digits or hanzi) matches text from any character on, each character by its
 * hanzi, its full pinyin (the last may be begun) or its initial, any reading: zjg, zhangjg, 张jg match 张建国. zh, ch
 * and sh count as initials too; blanks, · and ASCII signs of the text may be left out. Beyond 63 bytes: as plain text.
 */
bool pinyin_match(const char *text, const char *typed);

#endif

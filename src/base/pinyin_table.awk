# Readings of hanzi from Unihan_Readings.txt as C tables: tones off, u-umlaut as v, most common first, at most four.
# pinyin_code[] is sorted; pinyin_at[i] is where in pinyin_pool the readings of pinyin_code[i] begin, "shan dan chan".
# Plain POSIX awk that sees bytes, not characters (mawk): a letter with its tone mark is a string of two or three bytes.

function letters(plain, marked,    list, n, i) {
	n = split(marked, list, " ")
	for (i = 1; i <= n; i++)
		plain_of[list[i]] = plain
}

BEGIN {
	FS = "\t"
	letters("a", "\303\240 \303\241 \304\201 \307\216")
	letters("e", "\303\250 \303\251 \303\252 \304\223 \304\233 \341\272\277 \341\273\201")
	letters("i", "\303\254 \303\255 \304\253 \307\220")
	letters("o", "\303\262 \303\263 \305\215 \307\222")
	letters("u", "\303\271 \303\272 \305\253 \307\224")
	letters("v", "\303\274 \307\226 \307\230 \307\232 \307\234")
	letters("m", "\341\270\277")
	letters("n", "\305\204 \305\210 \307\271")
	rank["kMandarin"] = 1
	rank["kHanyuPinlu"] = 2
	rank["kTGHZ2013"] = 3
	rank["kXHC1983"] = 4
	rank["kHanyuPinyin"] = 5
}

# One syllable in ASCII, or "" if something else is left in it.
function plain(s,    mark) {
	gsub(/\314[\200-\277]/, "", s)
	for (mark in plain_of)
		gsub(mark, plain_of[mark], s)
	return s ~ /^[a-z]+$/ ? s : ""
}

# The fields say "dān(603)", "dān", "0117.100:chán" or "10109.030,20110.080:qiú,chóu".
$2 in rank {
	code = substr($1, 3)
	if (!(code in seen)) {
		seen[code] = 1
		order[length(code), ++count[length(code)]] = code
	}
	found = ""
	n = split($3, word, /[ ]+/)
	for (i = 1; i <= n; i++) {
		sub(/^.*:/, "", word[i])
		gsub(/\([0-9]*\)/, "", word[i])
		m = split(word[i], syllable, ",")
		for (k = 1; k <= m; k++)
			found = found " " syllable[k]
	}
	field[code, rank[$2]] = found
}

function readings(code,    r, n, i, s, list, word, have) {
	list = ""
	for (r = 1; r <= 5; r++) {
		# The last is a dictionary of two thousand years: only for what is in none of today's.
		if (!((code, r) in field) || (r == 5 && list != ""))
			continue
		n = split(field[code, r], word, " ")
		for (i = 1; i <= n; i++) {
			if (!(word[i] in ascii))
				ascii[word[i]] = plain(word[i])
			s = ascii[word[i]]
			if (s != "" && index(" " list " ", " " s " ") == 0 && split(list, have, " ") < 4)
				list = list == "" ? s : list " " s
		}
	}
	return list
}

# Four hex digits sort before five; within a length the file is in order.
END {
	total = 0
	pool = 0
	print "static const uint32_t pinyin_code[] = {"
	for (len = 4; len <= 5; len++)
		for (i = 1; i <= count[len]; i++) {
			code = order[len, i]
			list = readings(code)
			if (list == "")
				continue
			if (!(list in offset)) {
				offset[list] = pool
				pool += length(list) + 1
				distinct[++lists] = list
			}
			at[++total] = offset[list]
			printf "0x%s,%s", code, total % 12 ? " " : "\n"
		}
	print "\n};\nstatic const uint32_t pinyin_at[] = {"
	for (i = 1; i <= total; i++)
		printf "%d,%s", at[i], i % 16 ? " " : "\n"
	print "\n};\nstatic const char pinyin_pool[] ="
	for (i = 1; i <= lists; i++)
		printf "\"%s\\0\"\n", distinct[i]
	print ";"
}

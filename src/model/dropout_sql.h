/* The SQL dropout.c and today_school.c share. */
#ifndef MODEL_DROPOUT_SQL_H
#define MODEL_DROPOUT_SQL_H

/* The day an open case is talked about next: the one agreed last, unless somebody talked on it or since; then, as
 * before any talk, threshold persuasion_days after the last talk, or after the case was found. A day known to the month
 * counts from its first. ?1 is today. */
#define DROPOUT_NEXT_SQL(id, found, place) \
	"coalesce((SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM persuasion l WHERE l.dropout_id = t.dropout_id" \
	" AND l.deleted_on IS NULL AND l.id <> t.id AND l.talked_on >= t.next_on) THEN t.next_on END" \
	" FROM persuasion t WHERE t.dropout_id = " id \
	" AND t.deleted_on IS NULL AND t.next_on IS NOT NULL ORDER BY t.talked_on DESC, t.id DESC LIMIT 1)," \
	" date(substr(coalesce((SELECT max(l.talked_on) FROM persuasion l WHERE l.dropout_id = " id \
	" AND l.deleted_on IS NULL), " found ") || '-01-01', 1, 10)," \
	" '+' || CAST(coalesce(threshold('persuasion_days', " place ", ?1), 0) AS INTEGER) || ' days'))"

#endif

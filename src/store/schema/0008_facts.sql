-- Indexes that cover what Today, the checks, coverage and the reports count.

-- Children taught at home, for Today and the lessons: the few among all of a term.
CREATE INDEX enrolment_mode ON enrolment(term, attendance_mode) WHERE attendance_mode IS NOT NULL;
CREATE INDEX enrolment_away ON enrolment(term, away_reason) WHERE away_reason IS NOT NULL;
-- Ticks of students and villages, one by one.
CREATE INDEX task_mark_person ON task_mark(person_id) WHERE person_id IS NOT NULL;

-- Rule phone_shared, for one household and for all: the index search has, word for word.
CREATE INDEX IF NOT EXISTS household_phone ON household(replace(replace(phone, '-', ''), ' ', '')) WHERE phone IS NOT NULL;
-- Households of each kind, village by village, without reading a household: table region_kind.
CREATE INDEX household_kind ON household(place_id, household_type, monitor_type, poverty_status, removed_on) WHERE deleted_on IS NULL;

-- The journal's next number and clock follow from its last row (src/store/journal_triggers.c): two indexes less for every
-- row that is written.
DROP INDEX change_origin;
DROP INDEX change_clock;

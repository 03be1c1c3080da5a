-- Students: whom aid is for, the way of a payment, who was told, lessons at home, children out of school, and lists from other bureaus.
-- Sources: the domain notes on aid, enrolment, home teaching, dropout control and reconciliation.

ALTER TABLE enrolment ADD COLUMN student_groups TEXT;     -- JSON array: why aid is due (orphan, martyr's child ...); what other facts say needs no entry
ALTER TABLE enrolment ADD COLUMN school_area TEXT;        -- label: in the town, the county, the province, outside
ALTER TABLE enrolment ADD COLUMN registered_on TEXT;      -- the day the student came onto the roll
ALTER TABLE enrolment ADD COLUMN proof TEXT;              -- of a school elsewhere: what proves it, where it lies
ALTER TABLE enrolment ADD COLUMN guardian_id_no TEXT;
ALTER TABLE enrolment ADD COLUMN guardian_relation TEXT;
ALTER TABLE enrolment ADD COLUMN hukou_address TEXT;
ALTER TABLE enrolment ADD COLUMN address TEXT;
UPDATE enrolment SET student_groups = (SELECT json_array(x.value) FROM extra x WHERE x.tbl = 'enrolment' AND x.row = enrolment.id AND x.field = 'student_group')
 WHERE id IN (SELECT row FROM extra WHERE tbl = 'enrolment' AND field = 'student_group' AND value IS NOT NULL);
DELETE FROM extra WHERE tbl = 'enrolment' AND field = 'student_group';
CREATE INDEX enrolment_term ON enrolment(term, school);

-- Who a line of aid is for. Each condition that is blank holds for all; together they are the sentence a form shows.
ALTER TABLE aid_item ADD COLUMN stages TEXT;              -- JSON array of stages; "compulsory" means primary and junior
ALTER TABLE aid_item ADD COLUMN grades TEXT;              -- JSON array of grades
ALTER TABLE aid_item ADD COLUMN student_groups TEXT;      -- JSON array: any of them
ALTER TABLE aid_item ADD COLUMN is_boarder INTEGER;       -- 1 boarders only, 0 day pupils only
ALTER TABLE aid_item ADD COLUMN season TEXT;              -- '1' spring terms only, '2' autumn terms only
ALTER TABLE aid_item ADD COLUMN on_request INTEGER;       -- 1: by application or contract (a loan): nobody is entitled unasked
ALTER TABLE aid_item ADD COLUMN place_id INTEGER REFERENCES place(id); -- the region it is paid in, and all within; NULL: everywhere
UPDATE aid_item SET stages = json_array(school_stage) WHERE school_stage IS NOT NULL;
ALTER TABLE aid_item DROP COLUMN school_stage;

-- The way of a payment: a date a step.
ALTER TABLE aid ADD COLUMN applied_on TEXT;
ALTER TABLE aid ADD COLUMN reviewed_on TEXT;
ALTER TABLE aid ADD COLUMN posted_on TEXT;                -- the posting's first day
ALTER TABLE aid ADD COLUMN posted_to TEXT;                -- its last day
ALTER TABLE aid ADD COLUMN posted_at TEXT;                -- where it hung
ALTER TABLE aid ADD COLUMN locked_on TEXT;
ALTER TABLE aid ADD COLUMN reported_on TEXT;
ALTER TABLE aid ADD COLUMN returned_on TEXT;
ALTER TABLE aid ADD COLUMN reason TEXT;                   -- why rejected or returned
ALTER TABLE aid ADD COLUMN backpay INTEGER;               -- 1: came after the term's list was locked
ALTER TABLE aid ADD COLUMN elsewhere INTEGER;             -- 1: another county or province pays it
ALTER TABLE aid ADD COLUMN proof TEXT;                    -- what proves that
CREATE INDEX aid_term ON aid(term, state);
CREATE INDEX aid_of_item ON aid(aid_item_id, term);

-- The aid list of a term is closed. It opens again only with a reason.
CREATE TABLE term_lock (
  id            INTEGER PRIMARY KEY,
  term          TEXT NOT NULL,
  locked_on     TEXT NOT NULL,
  cadre_id      INTEGER REFERENCES cadre(id),
  unlocked_on   TEXT,
  unlock_reason TEXT,
  deleted_on    TEXT
) STRICT;
CREATE INDEX term_lock_term ON term_lock(term);

-- A lock comes off with a reason only, whoever takes it off: undo and the bin would need none.
CREATE TRIGGER term_lock_d BEFORE DELETE ON term_lock
  WHEN OLD.unlocked_on IS NULL AND OLD.deleted_on IS NULL
BEGIN SELECT RAISE(ABORT, 'word:TERM_LOCKED'); END;
CREATE TRIGGER term_lock_u BEFORE UPDATE ON term_lock
  WHEN OLD.unlocked_on IS NULL AND OLD.deleted_on IS NULL
   AND (NEW.deleted_on IS NOT NULL OR NEW.term IS NOT OLD.term OR (NEW.unlocked_on IS NOT NULL AND trim(coalesce(NEW.unlock_reason, '')) = ''))
BEGIN SELECT RAISE(ABORT, 'word:TERM_LOCKED'); END;

-- The database itself keeps a locked list, whoever writes: forms, imports, undo, another program. What may still move is the payment
-- (reported, paid, returned, paid later) and what is marked as back-payment. The message is a word of words.ini [error.…].
CREATE TRIGGER aid_locked_i BEFORE INSERT ON aid
  WHEN NEW.backpay IS NOT 1 AND EXISTS (SELECT 1 FROM term_lock l WHERE l.term = NEW.term AND l.unlocked_on IS NULL AND l.deleted_on IS NULL)
BEGIN SELECT RAISE(ABORT, 'word:TERM_LOCKED'); END;
CREATE TRIGGER aid_locked_d BEFORE DELETE ON aid
  WHEN OLD.backpay IS NOT 1 AND EXISTS (SELECT 1 FROM term_lock l WHERE l.term = OLD.term AND l.unlocked_on IS NULL AND l.deleted_on IS NULL)
BEGIN SELECT RAISE(ABORT, 'word:TERM_LOCKED'); END;
CREATE TRIGGER aid_locked_u BEFORE UPDATE ON aid
  WHEN (OLD.backpay IS NOT 1 OR NEW.backpay IS NOT 1)
   AND (OLD.person_id IS NOT NEW.person_id OR OLD.term IS NOT NEW.term OR OLD.aid_item_id IS NOT NEW.aid_item_id OR OLD.amount IS NOT NEW.amount
        OR OLD.deleted_on IS NOT NEW.deleted_on OR OLD.backpay IS NOT NEW.backpay OR OLD.elsewhere IS NOT NEW.elsewhere
        OR OLD.proof IS NOT NEW.proof OR OLD.applied_on IS NOT NEW.applied_on OR OLD.reviewed_on IS NOT NEW.reviewed_on
        OR OLD.posted_on IS NOT NEW.posted_on OR OLD.posted_to IS NOT NEW.posted_to OR OLD.posted_at IS NOT NEW.posted_at
        OR (OLD.state IS NOT NEW.state AND NEW.state NOT IN ('reported', 'paid', 'returned', 'backpaid')))
   AND EXISTS (SELECT 1 FROM term_lock l WHERE l.term IN (OLD.term, NEW.term) AND l.unlocked_on IS NULL AND l.deleted_on IS NULL)
BEGIN SELECT RAISE(ABORT, 'word:TERM_LOCKED'); END;

-- One child, one school year, one plan (一人一案). What the settings say where it is blank: thresholds lesson_week, lesson_hours.
CREATE TABLE lesson_plan (
  id          INTEGER PRIMARY KEY,
  person_id   INTEGER NOT NULL REFERENCES person(id),
  school_year TEXT NOT NULL,               -- the year it begins in, September
  school      TEXT,
  teachers    TEXT,
  assessed_on TEXT,                        -- assessment of the child
  agreed_on   TEXT,                        -- agreement with the family signed
  week        REAL,                        -- lessons a week
  hours       REAL,                        -- class hours a school year
  started_on  TEXT,
  ended_on    TEXT,
  content     TEXT,
  result      TEXT,                        -- what it led to, at the year's end
  note        TEXT,
  deleted_on  TEXT
) STRICT;
CREATE INDEX lesson_plan_key ON lesson_plan(person_id, school_year);
CREATE INDEX home_teaching_day ON home_teaching(taught_on);

-- A child suspected or known to be out of school, until it is back or explained.
CREATE TABLE dropout (
  id            INTEGER PRIMARY KEY,
  person_id     INTEGER NOT NULL REFERENCES person(id),
  found_on      TEXT NOT NULL,
  source        TEXT,                      -- label: which comparison or who said so
  term          TEXT,
  school        TEXT,
  reason        TEXT,
  state         TEXT NOT NULL,             -- suspected dropout returned explained
  confirmed_on  TEXT,
  measure       TEXT,
  owner         TEXT,
  due_on        TEXT,
  returned_on   TEXT,
  return_school TEXT,
  explained     TEXT,                      -- why it is no dropout: moved, deferred, deceased
  note          TEXT,
  deleted_on    TEXT
) STRICT;
CREATE INDEX dropout_person ON dropout(person_id);

-- One attempt to bring a child back (劝返).
CREATE TABLE persuasion (
  id         INTEGER PRIMARY KEY,
  dropout_id INTEGER NOT NULL REFERENCES dropout(id),
  talked_on  TEXT NOT NULL,
  by_whom    TEXT,
  person_met TEXT,
  way        TEXT,
  content    TEXT,
  result     TEXT,
  next_on    TEXT,
  deleted_on TEXT
) STRICT;
CREATE INDEX persuasion_of ON persuasion(dropout_id, talked_on);

-- A list from outside, as it came. A later one with the same source and claim is its next round.
CREATE TABLE roster (
  id         INTEGER PRIMARY KEY,
  source     TEXT NOT NULL,                -- whose list
  claim      TEXT NOT NULL,                -- what it claims to be: key of model/roster.h
  dated_on   TEXT NOT NULL,
  term       TEXT,                         -- of which term, where the claim is of one
  file       TEXT,
  loaded_on  TEXT NOT NULL,
  cadre_id   INTEGER REFERENCES cadre(id),
  headings   TEXT NOT NULL,                -- JSON array, as in the file
  mapping    TEXT NOT NULL,                -- JSON array: field of each heading, "" none
  rows       INTEGER NOT NULL,
  note       TEXT,
  deleted_on TEXT
) STRICT;
CREATE INDEX roster_round ON roster(source, claim, dated_on);

CREATE TABLE roster_row (
  id         INTEGER PRIMARY KEY,
  roster_id  INTEGER NOT NULL REFERENCES roster(id),
  line       INTEGER NOT NULL,             -- in the file
  cells      TEXT NOT NULL                 -- JSON array: the raw cells
) STRICT;
CREATE INDEX roster_row_of ON roster_row(roster_id, line);

-- What a person said of a difference; it holds for later rounds of the same source and claim as long as both values are the same.
CREATE TABLE roster_decision (
  id         INTEGER PRIMARY KEY,
  source     TEXT NOT NULL,
  claim      TEXT NOT NULL,
  subject    TEXT NOT NULL,                -- of whom: key of model/roster.h
  field      TEXT NOT NULL,                -- "" : the row as a whole
  decision   TEXT NOT NULL,                -- same other ours theirs ignore finding
  ours       TEXT,
  theirs     TEXT,
  person_id  INTEGER REFERENCES person(id), -- who it is, where that was decided
  reason     TEXT,
  cadre_id   INTEGER REFERENCES cadre(id),
  decided_on TEXT NOT NULL,
  deleted_on TEXT
) STRICT;
CREATE INDEX roster_decision_of ON roster_decision(source, claim, subject);

-- Who is at school in a term, with every reason for aid the facts give. `groups` is read with instr(groups, '"label"').
CREATE VIEW student AS
  SELECT e.id AS enrolment_id, e.person_id, e.term, e.school, e.school_stage, e.grade, e.class, e.is_boarder, e.attendance_mode, e.school_area,
         e.verified_on, e.registered_on, p.name, p.id_no, p.sex, p.birth, p.household_id, h.household_no, h.head_name, h.place_id, h.village_group,
         coalesce(e.student_groups, '')
         || CASE WHEN coalesce(h.household_type, '') <> role('household_type.ordinary')
                 THEN '"' || role('student_group.registered') || '""' || role('student_group.exited') || '"' ELSE '' END
         || CASE WHEN h.monitor_type IS NOT NULL THEN '"' || role('student_group.monitored') || '"' ELSE '' END
         || CASE WHEN p.dibao <> role('dibao.none') THEN '"' || role('student_group.dibao') || '"' ELSE '' END
         || CASE WHEN p.tekun <> role('tekun.none') THEN '"' || role('student_group.tekun') || '"' ELSE '' END
         || CASE WHEN p.disability_cert_no IS NOT NULL OR instr(coalesce(p.health_status, ''), '"' || role('health_status.disabled') || '"') > 0
                 THEN '"' || role('student_group.disabled') || '"' ELSE '' END AS groups
    FROM enrolment e JOIN person p ON p.id = e.person_id JOIN household h ON h.id = p.household_id
   WHERE e.deleted_on IS NULL AND p.deleted_on IS NULL AND h.deleted_on IS NULL AND coalesce(e.away_reason, '') = ''
     AND (p.left_on IS NULL OR p.left_on > term_day(e.term)) AND (h.removed_on IS NULL OR h.removed_on > term_day(e.term));

-- What each student is entitled to, from the lines of aid alone.
CREATE VIEW entitlement AS
  SELECT s.*, i.id AS aid_item_id, i.key AS item_key, i.name AS item, i.aid_kind, i.amount AS standard
    FROM student s JOIN aid_item i
      ON (coalesce(i.stages, '[]') = '[]' OR instr(i.stages, '"' || s.school_stage || '"') > 0
          OR (instr(i.stages, '"' || role('school_stage.compulsory') || '"') > 0
              AND s.school_stage IN (role('school_stage.primary'), role('school_stage.junior'), role('school_stage.special'))))
     AND (coalesce(i.grades, '[]') = '[]' OR instr(i.grades, '"' || s.grade || '"') > 0)
     AND (i.season IS NULL OR i.season = substr(s.term, 6, 1))
     AND (i.is_boarder IS NULL OR i.is_boarder = coalesce(s.is_boarder, 0))
     AND (i.valid_from IS NULL OR i.valid_from <= term_day(s.term))
     AND (i.valid_to IS NULL OR substr(i.valid_to || '-99-99', 1, 10) >= term_day(s.term))
     AND (coalesce(i.student_groups, '[]') = '[]'
          OR EXISTS (SELECT 1 FROM json_each(i.student_groups) g WHERE instr(s.groups, '"' || g.value || '"') > 0))
     AND (i.place_id IS NULL OR i.place_id IN (WITH RECURSIVE around(id, up) AS (SELECT p.id, p.parent_id FROM place p WHERE p.id = s.place_id
                                                UNION SELECT p.id, p.parent_id FROM place p JOIN around ON p.id = around.up) SELECT id FROM around))
   WHERE i.deleted_on IS NULL AND i.on_request IS NOT 1;

-- Entitlement beside what was done about it: the furthest aid of that student, term and item.
CREATE VIEW coverage AS
  SELECT c.*, a.state, a.amount, a.paid_on, a.elsewhere, coalesce(a.state IN ('paid', 'backpaid'), 0) AS is_paid
    FROM (SELECT e.*, (SELECT b.id FROM aid b WHERE b.person_id = e.person_id AND b.term = e.term AND +b.aid_item_id = e.aid_item_id
                          AND b.deleted_on IS NULL ORDER BY b.state IN ('paid', 'backpaid') DESC, b.state = 'rejected', b.id LIMIT 1) AS aid_id,
                 EXISTS (SELECT 1 FROM notification n WHERE n.person_id = e.person_id AND n.term = e.term AND n.deleted_on IS NULL) AS is_told
            FROM entitlement e) c
    LEFT JOIN aid a ON a.id = c.aid_id;

-- Aid that was paid, with whose it is: what figures and lists of money read.
CREATE VIEW aid_paid AS
  SELECT a.*, i.key AS item_key, i.name AS item, i.aid_kind, p.name, p.id_no, p.household_id, h.head_name, h.household_no, h.place_id, h.village_group,
         e.school, e.school_stage, e.grade, e.id AS enrolment_id
    FROM aid a JOIN aid_item i ON i.id = a.aid_item_id JOIN person p ON p.id = a.person_id JOIN household h ON h.id = p.household_id
    LEFT JOIN enrolment e ON e.id = (SELECT x.id FROM enrolment x WHERE x.person_id = a.person_id AND x.term = a.term AND x.deleted_on IS NULL LIMIT 1)
   WHERE a.deleted_on IS NULL AND a.state IN ('paid', 'backpaid') AND p.deleted_on IS NULL AND h.deleted_on IS NULL;

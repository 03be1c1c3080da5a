-- Inspection: limits that differ by year and place, rules waived for one record, findings in a closed loop, reviews of the handbook,
-- monitoring cases, self-checks. Source of the words: the domain notes on handbooks, findings and monitoring.

-- A limit of a rule: income line, ages, ranges, the day school ages are counted on. The line that holds is the one of the nearest place (the
-- household's own village, then the regions around it, then everywhere) whose days include the one asked about. SQL says
-- threshold('income_line', place_id, day); a key without a line is NULL, and a comparison with it finds nothing.
CREATE TABLE threshold (
  id         INTEGER PRIMARY KEY,
  key        TEXT NOT NULL,
  place_id   INTEGER REFERENCES place(id), -- NULL: everywhere
  valid_from TEXT,                         -- day, month or year; NULL: always
  valid_to   TEXT,
  value      REAL NOT NULL,                -- in the unit of what it limits: yuan, years, mu, km, months; a day of the year as MMDD
  note       TEXT,
  deleted_on TEXT
) STRICT;
CREATE INDEX threshold_key ON threshold(key);

-- A rule set aside for one record: bureaus keep such lists. Counted apart, never forgotten.
CREATE TABLE rule_waiver (
  id         INTEGER PRIMARY KEY,
  rule       TEXT NOT NULL,                -- id in checks.ini, or "blank:COLUMN" for an empty cell of the handbook
  tbl        TEXT NOT NULL,
  row        INTEGER NOT NULL,
  reason     TEXT NOT NULL,
  cadre_id   INTEGER REFERENCES cadre(id),
  waived_on  TEXT NOT NULL,
  until      TEXT,                         -- the last day; NULL: for good
  deleted_on TEXT
) STRICT;
CREATE INDEX rule_waiver_row ON rule_waiver(rule, tbl, row);

-- A finding that a rule gave birth to names it, so that it can be proposed for closing when the rule passes and re-opened when it fails again.
ALTER TABLE finding ADD COLUMN rule TEXT;
ALTER TABLE finding ADD COLUMN rule_tbl TEXT;
ALTER TABLE finding ADD COLUMN rule_row INTEGER;
ALTER TABLE finding ADD COLUMN rule_field TEXT;
ALTER TABLE finding ADD COLUMN verified_on TEXT;
ALTER TABLE finding ADD COLUMN reopened_on TEXT;   -- the last time; each time is in the journal
CREATE INDEX finding_rule ON finding(rule, rule_tbl, rule_row);

-- Every time somebody names the problem: three inspections that find the same leave one finding with three notices.
CREATE TABLE finding_notice (
  id         INTEGER PRIMARY KEY,
  finding_id INTEGER NOT NULL REFERENCES finding(id),
  noticed_on TEXT NOT NULL,
  level      TEXT,
  source     TEXT,
  content    TEXT,                         -- the words used this time
  deleted_on TEXT
) STRICT;
CREATE INDEX finding_notice_of ON finding_notice(finding_id, noticed_on);

-- Households drawn for a review: the seed and the pool make it repeatable.
CREATE TABLE review_sample (
  id         INTEGER PRIMARY KEY,
  drawn_on   TEXT NOT NULL,
  cadre_id   INTEGER REFERENCES cadre(id),
  place_id   INTEGER REFERENCES place(id),
  seed       INTEGER NOT NULL,
  size       INTEGER NOT NULL,
  pool       INTEGER NOT NULL,             -- households it was drawn from
  households TEXT NOT NULL,                -- JSON array of ids, in the order to walk them
  note       TEXT,
  deleted_on TEXT
) STRICT;

ALTER TABLE handbook_review ADD COLUMN sample_id INTEGER REFERENCES review_sample(id);
ALTER TABLE handbook_review ADD COLUMN finished_on TEXT;

-- What a reviewer said of a chapter.
CREATE TABLE review_mark (
  id         INTEGER PRIMARY KEY,
  review_id  INTEGER NOT NULL REFERENCES handbook_review(id),
  chapter    TEXT NOT NULL,                -- name of the form
  verdict    TEXT NOT NULL,                -- seen fine problem
  note       TEXT,
  finding_id INTEGER REFERENCES finding(id),
  deleted_on TEXT
) STRICT;
CREATE INDEX review_mark_of ON review_mark(review_id);

-- Monitoring after 2021: dated steps from the clue to the county's decision, and the same again when the risk is cleared.
CREATE TABLE monitoring_case (
  id               INTEGER PRIMARY KEY,
  household_id     INTEGER NOT NULL REFERENCES household(id),
  monitor_type     TEXT,
  no_labour        INTEGER,                -- whole household without labour: not to be marked cleared
  risks            TEXT,                   -- JSON array, at most five
  risk_note        TEXT,
  clue_on          TEXT NOT NULL,          -- the clue; identification is due within 15 days
  clue_source      TEXT,
  home_checked_on  TEXT,
  authorised_on    TEXT,                   -- the family's letter of authorisation
  compared_on      TEXT,                   -- information comparison by the bureaus
  assessed_on      TEXT,                   -- democratic assessment
  posted_on        TEXT,                   -- posting in the village, at least posting_days
  posted_to        TEXT,
  town_on          TEXT,
  county_on        TEXT,                   -- identified
  settlement       TEXT,                   -- resettlement area, where the family was moved to one
  disaster         TEXT,                   -- which disaster, where that is a risk
  line_at          INTEGER,                -- the income range households were looked at by, fen
  school_at        INTEGER,                -- problems at identification: schooling, housing, water, medical insurance; 0 none
  housing_at       INTEGER,
  water_at         INTEGER,
  medical_at       INTEGER,
  wage_at          INTEGER,                -- amounts at identification, fen; the same again after clearing
  business_at      INTEGER,
  property_at      INTEGER,
  transfer_at      INTEGER,
  expense_at       INTEGER,
  net_at           INTEGER,
  income_at        INTEGER,                -- net income per capita
  claim_at         INTEGER,                -- paid by insurance
  self_pay_at      INTEGER,                -- medical costs the family bore itself
  measures         TEXT,                   -- JSON array of measure kinds
  measure_state    TEXT,
  clear_checked_on TEXT,
  clear_assessed_on TEXT,
  clear_posted_on  TEXT,
  clear_posted_to  TEXT,
  clear_town_on    TEXT,
  cleared_on       TEXT,
  cleared_by       TEXT,
  wage_after       INTEGER,
  business_after   INTEGER,
  property_after   INTEGER,
  transfer_after   INTEGER,
  expense_after    INTEGER,
  net_after        INTEGER,
  income_after     INTEGER,
  claim_after      INTEGER,
  self_pay_after   INTEGER,
  school_after     INTEGER,                -- problems after clearing: schooling, housing, water, medical insurance; 0 none
  housing_after    INTEGER,
  water_after      INTEGER,
  medical_after    INTEGER,
  returned_on      TEXT,                   -- the risk came back
  contact          TEXT,
  head_signed_on   TEXT,
  note             TEXT,
  deleted_on       TEXT
) STRICT;
CREATE INDEX monitoring_case_household ON monitoring_case(household_id);

-- The office's own look at itself, in the three groups of the source report.
CREATE TABLE self_check (
  id         INTEGER PRIMARY KEY,
  checked_on TEXT NOT NULL,
  unit_id    INTEGER REFERENCES unit(id),
  check_group TEXT NOT NULL,
  item       TEXT NOT NULL,
  result     TEXT,
  gap        TEXT,
  measure    TEXT,
  due_on     TEXT,
  done_on    TEXT,
  deleted_on TEXT
) STRICT;

-- Two rows that were one person or household, made one. The transaction of the merge can be taken back exactly.
CREATE TABLE merge (
  id         INTEGER PRIMARY KEY,
  tbl        TEXT NOT NULL,
  kept       INTEGER NOT NULL,
  gone       INTEGER NOT NULL,
  reason     TEXT,
  cadre_id   INTEGER REFERENCES cadre(id),
  merged_on  TEXT NOT NULL,
  deleted_on TEXT
) STRICT;
-- Pairs a person has said are two people.
CREATE TABLE not_same (
  id      INTEGER PRIMARY KEY,
  tbl     TEXT NOT NULL,
  one     INTEGER NOT NULL,
  other   INTEGER NOT NULL,
  said_on TEXT NOT NULL,
  cadre_id INTEGER REFERENCES cadre(id)
) STRICT;
CREATE INDEX not_same_pair ON not_same(tbl, one, other);

-- What the rules of screens/checks.ini read: rows of households that owe and are owed something (neither binned nor gone from the registry).
-- Each has the column `household` a rule gives second, and the place its limits are looked up for.

CREATE VIEW household_checked AS
  SELECT h.*, h.id AS household FROM household h WHERE h.deleted_on IS NULL AND h.removed_on IS NULL;

CREATE VIEW person_checked AS
  SELECT p.*, p.household_id AS household, h.place_id
    FROM person p JOIN household h ON h.id = p.household_id
   WHERE p.deleted_on IS NULL AND p.left_on IS NULL AND h.deleted_on IS NULL AND h.removed_on IS NULL;

-- gross and net in fen, by the formula of the form: most places take off the business expense alone, some (net_base 1) all expenses.
CREATE VIEW year_checked AS
  SELECT g.*, g.gross - coalesce(g.business_expense, 0)
         - CASE WHEN threshold('net_base', g.place_id, g.year) = 1 THEN coalesce(g.other_expense, 0) ELSE 0 END AS net
    FROM (SELECT y.*, y.household_id AS household, h.place_id, h.head_name, h.household_type, h.poverty_status, h.monitor_type,
                 coalesce(y.wage_income, 0) + coalesce(y.business_income, 0) + coalesce(y.asset_dividend, 0) + coalesce(y.other_property, 0)
                 + coalesce(y.family_planning, 0) + coalesce(y.dibao, 0) + coalesce(y.tekun, 0) + coalesce(y.pension, 0)
                 + coalesce(y.eco_comp, 0) + coalesce(y.other_transfer, 0) AS gross
            FROM household_year y JOIN household h ON h.id = y.household_id
           WHERE y.deleted_on IS NULL AND h.deleted_on IS NULL AND h.removed_on IS NULL) g;

CREATE VIEW aid_checked AS
  SELECT a.*, p.household_id AS household, p.name, p.school_status, p.place_id, i.key, i.valid_from, i.valid_to
    FROM aid a JOIN person_checked p ON p.id = a.person_id JOIN aid_item i ON i.id = a.aid_item_id
   WHERE a.deleted_on IS NULL;

CREATE VIEW case_checked AS
  SELECT c.*, c.household_id AS household, h.place_id, h.head_name
    FROM monitoring_case c JOIN household h ON h.id = c.household_id
   WHERE c.deleted_on IS NULL AND h.deleted_on IS NULL AND h.removed_on IS NULL;

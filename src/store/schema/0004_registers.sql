-- The office's registers: what the month's and the year's summary count and no household's file holds. Source: the themes of the reports
-- in the domain notes. And what was written and handed out: texts of reports, exports.

-- A county on the list of poor counties: summaries say "of which".
ALTER TABLE place ADD COLUMN is_poor INTEGER;

ALTER TABLE meeting ADD COLUMN document_id INTEGER REFERENCES document(id); -- what was studied

CREATE TABLE training (
  id         INTEGER PRIMARY KEY,
  held_on    TEXT NOT NULL,                -- its first day
  ended_on   TEXT,
  category   TEXT,                         -- label: the eight kinds of the reports, and training of cadres and heads of schools
  topic      TEXT NOT NULL,
  unit_id    INTEGER REFERENCES unit(id),  -- who held it
  place_id   INTEGER REFERENCES place(id), -- for whom: county, village
  hours      REAL,
  attendees  INTEGER,                      -- person-times
  of_poor    INTEGER,                      -- of which from poor households
  amount     INTEGER,                      -- spent, fen
  note       TEXT,
  deleted_on TEXT
) STRICT;
CREATE INDEX training_day ON training(held_on);

-- Building, equipment, upkeep. Quantities in `measure_unit`; money in fen.
CREATE TABLE project (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  project_kind TEXT,
  year         TEXT,
  unit_id      INTEGER REFERENCES unit(id),
  place_id     INTEGER REFERENCES place(id),
  measure_unit TEXT,                       -- of the three quantities
  planned      REAL,
  started      REAL,
  finished     REAL,
  planned_value INTEGER,
  done_value   INTEGER,
  started_on   TEXT,
  finished_on  TEXT,
  note         TEXT,
  deleted_on   TEXT
) STRICT;
CREATE INDEX project_year ON project(year);

-- A look at what was built (后续管养, 校舍排查).
CREATE TABLE project_check (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project(id),
  checked_on TEXT NOT NULL,
  checked_by TEXT,
  result     TEXT,
  problem    TEXT,
  measure    TEXT,
  done_on    TEXT,
  deleted_on TEXT
) STRICT;
CREATE INDEX project_check_of ON project_check(project_id, checked_on);

CREATE TABLE publicity (
  id             INTEGER PRIMARY KEY,
  published_on   TEXT NOT NULL,
  publicity_kind TEXT,                     -- label: press, leaflet, at school, at home ...
  outlet         TEXT,
  topic          TEXT NOT NULL,
  unit_id        INTEGER REFERENCES unit(id),
  quantity       INTEGER,                  -- copies, or households reached
  link           TEXT,
  note           TEXT,
  deleted_on     TEXT
) STRICT;
CREATE INDEX publicity_day ON publicity(published_on);

-- Papers of the office: who was consulted, when issued, which counties took it over.
ALTER TABLE document ADD COLUMN unit_id INTEGER REFERENCES unit(id);
ALTER TABLE document ADD COLUMN document_kind TEXT;
ALTER TABLE document ADD COLUMN consulted TEXT;           -- units asked for their opinion, as text
ALTER TABLE document ADD COLUMN issued_on TEXT;
CREATE TABLE document_adoption (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document(id),
  place_id    INTEGER REFERENCES place(id),
  adopted_on  TEXT NOT NULL,
  number      TEXT,                        -- of its own paper
  note        TEXT,
  deleted_on  TEXT
) STRICT;
CREATE INDEX document_adoption_of ON document_adoption(document_id);

-- Teachers sent, exchanged, rotated.
CREATE TABLE secondment (
  id              INTEGER PRIMARY KEY,
  name            TEXT NOT NULL,
  secondment_kind TEXT,
  from_unit       TEXT,
  to_unit         TEXT,
  place_id        INTEGER REFERENCES place(id),
  subject         TEXT,
  started_on      TEXT NOT NULL,
  ended_on        TEXT,
  note            TEXT,
  deleted_on      TEXT
) STRICT;

-- Who answers for what: the leading group and the table of responsibilities.
CREATE TABLE responsibility (
  id         INTEGER PRIMARY KEY,
  unit_id    INTEGER REFERENCES unit(id),
  position   TEXT,                         -- label: head, deputy, member, liaison
  name       TEXT NOT NULL,
  cadre_id   INTEGER REFERENCES cadre(id),
  post       TEXT,
  duty       TEXT NOT NULL,
  phone      TEXT,
  started_on TEXT,
  ended_on   TEXT,
  note       TEXT,
  deleted_on TEXT
) STRICT;

-- What a unit owes every month. Owed from a unit from its first report on, by threshold monthly_report_day of the next month.
CREATE TABLE monthly_report (
  id           INTEGER PRIMARY KEY,
  unit_id      INTEGER NOT NULL REFERENCES unit(id),
  month        TEXT NOT NULL,
  submitted_on TEXT,
  content      TEXT,
  lies_in      TEXT,
  note         TEXT,
  deleted_on   TEXT
) STRICT;
CREATE INDEX monthly_report_key ON monthly_report(unit_id, month);

-- A day the archive was put in order; each is counted once (次).
CREATE TABLE archive_filing (
  id         INTEGER PRIMARY KEY,
  filed_on   TEXT NOT NULL,
  scope      TEXT,                         -- what: whose files, which kinds
  households INTEGER,
  boxes      INTEGER,
  by_whom    TEXT,
  content    TEXT,
  note       TEXT,
  deleted_on TEXT
) STRICT;

CREATE TABLE unit_plan (
  id         INTEGER PRIMARY KEY,
  unit_id    INTEGER REFERENCES unit(id),
  year       TEXT NOT NULL,
  title      TEXT NOT NULL,
  content    TEXT,
  due_on     TEXT,
  done_on    TEXT,
  note       TEXT,
  deleted_on TEXT
) STRICT;

-- One household, one plan (一户一策).
CREATE TABLE household_plan (
  id           INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household(id),
  year         TEXT NOT NULL,
  need         TEXT,
  goal         TEXT,
  measures     TEXT,
  income_goal  INTEGER,                    -- net income per head, fen
  due_on       TEXT,
  result       TEXT,
  signed_on    TEXT,                       -- by the family
  note         TEXT,
  deleted_on   TEXT
) STRICT;
CREATE INDEX household_plan_key ON household_plan(household_id, year);

-- A report's text as a person left it: one row a paragraph that was edited. `made` is the template's text it was edited from, so that
-- numbers can be brought up to date in it.
CREATE TABLE report_text (
  id         INTEGER PRIMARY KEY,
  report     TEXT NOT NULL,                -- name of screens/report.NAME.ini
  period     TEXT NOT NULL,                -- YYYY or YYYY-MM, or a campaign's id
  paragraph  TEXT NOT NULL,                -- key in the template; "own.N": a paragraph the template has not
  position   INTEGER NOT NULL,             -- of an own paragraph: after which one of the template
  made       TEXT,
  body       TEXT NOT NULL,
  cadre_id   INTEGER REFERENCES cadre(id),
  edited_on  TEXT NOT NULL,
  deleted_on TEXT
) STRICT;
CREATE INDEX report_text_of ON report_text(report, period);

-- Every file that left the program.
CREATE TABLE export_log (
  id          INTEGER PRIMARY KEY,
  exported_at TEXT NOT NULL,               -- local moment
  cadre_id    INTEGER REFERENCES cadre(id),
  what        TEXT NOT NULL,               -- kind, table or report
  profile     TEXT NOT NULL,               -- internal masked posting
  rows        INTEGER NOT NULL,
  file        TEXT NOT NULL,
  deleted_on  TEXT
) STRICT;

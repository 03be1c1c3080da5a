-- A database of version 1 with a little of everything, as the sqlite3 shell dumps it. The journal's triggers are left out: schema_v2.sql has some.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE place (
  id         INTEGER PRIMARY KEY,
  parent_id  INTEGER REFERENCES place(id), -- the region around it
  name       TEXT NOT NULL,
  level      TEXT NOT NULL,                -- label: province, city, county, town, village, group
  code       TEXT,                         -- 12-digit region code where known
  natural_village TEXT,
  note       TEXT,
  deleted_on TEXT
) STRICT;
INSERT INTO place VALUES(1,NULL,'清河县','县',NULL,NULL,NULL,NULL);
INSERT INTO place VALUES(2,1,'长潭村','行政村',NULL,NULL,NULL,NULL);
CREATE TABLE unit (
  id          INTEGER PRIMARY KEY,
  parent_id   INTEGER REFERENCES unit(id), -- the unit that leads it
  name        TEXT NOT NULL,
  affiliation TEXT,                        -- label: central, province, city, county, township ...
  unit_kind   TEXT,                        -- label: bureau, school, village team ...
  leader      TEXT,                        -- head of the unit
  phone       TEXT,
  place_id    INTEGER REFERENCES place(id), -- the village it answers for
  note        TEXT,
  deleted_on  TEXT
) STRICT;
INSERT INTO unit VALUES(11,NULL,'县教育局',NULL,'帮扶单位',NULL,NULL,2,NULL,NULL);
CREATE TABLE cadre (
  id               INTEGER PRIMARY KEY,
  name             TEXT NOT NULL,
  sex              TEXT,
  id_no            TEXT,
  political_status TEXT,
  education_level  TEXT,
  skill            TEXT,                   -- technical speciality
  phone            TEXT,
  unit_id          INTEGER REFERENCES unit(id),
  post             TEXT,                   -- post in the sending unit
  rank             TEXT,
  role             TEXT,                   -- label: responsible cadre, first secretary, team leader, team member, leader ...
  is_leader        INTEGER,                -- counts for the leaders' rounds
  started_on       TEXT,
  ended_on         TEXT,
  note             TEXT,
  deleted_on       TEXT
) STRICT;
INSERT INTO cadre VALUES(12,'李明',NULL,NULL,NULL,NULL,NULL,NULL,11,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO cadre VALUES(13,'赵检查',NULL,NULL,NULL,NULL,NULL,NULL,11,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE household (
  id                  INTEGER PRIMARY KEY,
  household_no        TEXT,                -- digits kept as text
  place_id            INTEGER REFERENCES place(id), -- the village
  village_group       TEXT,                -- group within the village
  natural_village     TEXT,
  address             TEXT,
  head_name           TEXT,                -- as the registration card says; a check compares it with the persons
  head_id_no          TEXT,
  phone               TEXT,
  bank_name           TEXT,
  bank_card_no        TEXT,
  identify_standard   TEXT,
  household_type      TEXT,
  household_attr      TEXT,
  poverty_status      TEXT,
  monitor_type        TEXT,
  main_cause          TEXT,
  other_causes        TEXT,                -- JSON array, at most two
  return_cause        TEXT,
  is_martyr_family    INTEGER,
  is_only_child       INTEGER,
  is_two_daughters    INTEGER,
  person_count        INTEGER,             -- as the card says; a check counts the persons
  first_identified_on TEXT,
  plan_exit_year      TEXT,
  exited_on           TEXT,
  return_year         TEXT,
  relocation          INTEGER,             -- is it to be moved
  relocation_way      TEXT,
  relocation_settlement TEXT,
  relocation_to       TEXT,
  relocation_will     TEXT,
  not_exited_reason   TEXT,
  months_at_home      REAL,
  social_relations    TEXT,
  flyer_posted_on     TEXT,                -- policy flyer on the wall
  archive_place       TEXT,                -- where the paper lies
  filled_by           TEXT,
  filled_by_phone     TEXT,
  filled_on           TEXT,
  head_signed_on      TEXT,
  team_leader         TEXT,
  entered_on          TEXT,                -- the day it came into this office's file: no target of a campaign that was over by then
  removed_on          TEXT,                -- left the registry (moved away, died out): owes and is owed nothing from then on
  removed_reason      TEXT,
  note                TEXT,
  deleted_on          TEXT
) STRICT;
INSERT INTO household VALUES(21,'001',2,'三组',NULL,NULL,'张建国',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO household VALUES(22,'002',2,'一组',NULL,NULL,'王秀英',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE household_year (
  id                INTEGER PRIMARY KEY,
  household_id      INTEGER NOT NULL REFERENCES household(id),
  year              TEXT NOT NULL,
  household_attr    TEXT,
  person_count      INTEGER,
  wage_income       INTEGER,
  business_income   INTEGER,
  asset_dividend    INTEGER,               -- part of property income
  other_property    INTEGER,
  family_planning   INTEGER,               -- parts of transfer income from here
  dibao             INTEGER,
  tekun             INTEGER,
  pension           INTEGER,
  eco_comp          INTEGER,
  other_transfer    INTEGER,
  business_expense  INTEGER,
  other_expense     INTEGER,
  compliant_self_pay INTEGER,
  claim_income      INTEGER,
  farmland          REAL,
  irrigated         REAL,
  woodland          REAL,
  returned_woodland REAL,
  orchard           REAL,
  grassland         REAL,
  water_surface     REAL,
  production_power  INTEGER,
  home_power        INTEGER,
  broadcast_tv      INTEGER,
  water_difficult   INTEGER,
  water_safe        INTEGER,
  water_source      TEXT,
  road_distance     REAL,
  access_road_type  TEXT,
  house_area        REAL,                  -- square metres
  danger_house      INTEGER,
  house_danger_level TEXT,
  sanitary_toilet   INTEGER,
  fuel              TEXT,
  cooperative       INTEGER,
  leading_firm      INTEGER,
  leading_person    INTEGER,
  livestock         TEXT,
  appliances        TEXT,
  note              TEXT,
  deleted_on        TEXT
) STRICT;
INSERT INTO household_year VALUES(41,21,'2020',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE person (
  id                   INTEGER PRIMARY KEY,
  household_id         INTEGER NOT NULL REFERENCES household(id),
  person_no            TEXT,
  name                 TEXT NOT NULL,
  sex                  TEXT,
  id_kind              TEXT,
  id_no                TEXT,
  disability_cert_no   TEXT,
  birth                TEXT,
  relation_to_head     TEXT,
  ethnicity            TEXT,
  political_status     TEXT,
  education_level      TEXT,
  school_status        TEXT,
  school               TEXT,
  dropout_reason       TEXT,
  health_status        TEXT,               -- JSON array
  illness              TEXT,
  labour_ability       TEXT,
  work_months          REAL,
  work_area            TEXT,
  work_place           TEXT,
  work_firm            TEXT,
  public_job           TEXT,
  public_job_months    REAL,
  resident_medical_ins INTEGER,
  employee_medical_ins INTEGER,
  critical_illness_ins INTEGER,
  commercial_medical_ins INTEGER,
  resident_pension     INTEGER,
  employee_pension     INTEGER,
  dibao                TEXT,
  tekun                TEXT,
  is_soldier           INTEGER,
  speaks_mandarin      INTEGER,
  phone                TEXT,
  identified_on        TEXT,
  joined_on            TEXT,
  joined_reason        TEXT,
  left_on              TEXT,               -- no longer of the household from this day
  left_reason          TEXT,
  note                 TEXT,
  deleted_on           TEXT
) STRICT;
INSERT INTO person VALUES(31,21,NULL,'张建国',NULL,NULL,NULL,NULL,'1970-03-02','户主',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO person VALUES(32,21,NULL,'张小明',NULL,NULL,NULL,NULL,'2010-08-15','之子',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE enrolment (
  id              INTEGER PRIMARY KEY,
  person_id       INTEGER NOT NULL REFERENCES person(id),
  term            TEXT NOT NULL,
  school          TEXT,
  school_stage    TEXT,
  grade           TEXT,
  class           TEXT,
  student_no      TEXT,
  attendance_mode TEXT,
  is_boarder      INTEGER,
  away_reason     TEXT,                    -- why not at school
  guardian        TEXT,
  guardian_phone  TEXT,
  verified_by     TEXT,                    -- the school's confirmation
  verified_on     TEXT,
  note            TEXT,
  deleted_on      TEXT
) STRICT;
CREATE TABLE pairing (
  id           INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household(id),
  cadre_id     INTEGER NOT NULL REFERENCES cadre(id),
  started_on   TEXT NOT NULL,
  ended_on     TEXT,                       -- the last day
  goal         TEXT,
  plan         TEXT,
  note         TEXT,
  deleted_on   TEXT
) STRICT;
CREATE TABLE measure (
  id           INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household(id),
  year         TEXT,
  measure_kind TEXT,
  project      TEXT,
  need         TEXT,
  scale        TEXT,
  amount       INTEGER,                    -- fen
  unit_name    TEXT,                       -- the unit that carries it
  started_on   TEXT,
  finished_on  TEXT,
  note         TEXT,
  deleted_on   TEXT
) STRICT;
CREATE TABLE effect (
  id           INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household(id),
  noted_on     TEXT NOT NULL,
  content      TEXT NOT NULL,
  signed_by    TEXT,
  signed_on    TEXT,
  deleted_on   TEXT
) STRICT;
CREATE TABLE visit (
  id              INTEGER PRIMARY KEY,
  household_id    INTEGER NOT NULL REFERENCES household(id),
  cadre_id        INTEGER REFERENCES cadre(id),
  visited_on      TEXT NOT NULL,           -- a full day
  visit_kind      TEXT,
  visit_mode      TEXT,
  second_visitor  TEXT,
  content         TEXT,
  person_met      TEXT,
  policy_aware    INTEGER,                 -- did the family know the policy
  read_back       INTEGER,                 -- was the record read to the family
  flyer_posted    INTEGER,
  handbook_seen   INTEGER,
  support_amount  INTEGER,                 -- fen given on this visit
  support_goods   TEXT,
  next_on         TEXT,                    -- agreed next visit
  visit_place     TEXT,
  photo           TEXT,                    -- where the picture lies
  comment         TEXT,                    -- the reviewer's
  registered_at   TEXT,                    -- when it was typed in
  deleted_on      TEXT
) STRICT;
INSERT INTO visit VALUES(51,21,12,'2020-11-03',NULL,NULL,NULL,'看孩子在校情况',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE support (
  id           INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household(id),
  given_on     TEXT NOT NULL,
  giver        TEXT,
  cadre_id     INTEGER REFERENCES cadre(id),
  amount       INTEGER,                    -- fen; goods at their value
  goods        TEXT,
  note         TEXT,
  deleted_on   TEXT
) STRICT;
CREATE TABLE duty_rule (
  id             INTEGER PRIMARY KEY,
  unit_id        INTEGER REFERENCES unit(id),
  household_kind TEXT,
  months         INTEGER NOT NULL,         -- a period: 1 a month, 3 a quarter, 12 a year (periods start in January)
  visits         INTEGER NOT NULL,         -- visits owed in a period
  house_only     INTEGER,                  -- only visits to the house count, no calls
  valid_from     TEXT,
  valid_to       TEXT,
  note           TEXT,
  deleted_on     TEXT
) STRICT;
CREATE TABLE campaign (
  id         INTEGER PRIMARY KEY,
  key        TEXT NOT NULL,                -- the file it came from: "spring"
  version    TEXT,                         -- of that file
  name       TEXT NOT NULL,
  year       TEXT NOT NULL,
  started_on TEXT NOT NULL,
  ends_on    TEXT NOT NULL,
  closed_on  TEXT,
  document   TEXT,                         -- the paper that ordered it
  owner      TEXT,
  note       TEXT,
  deleted_on TEXT
) STRICT;
CREATE TABLE task (
  id          INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL REFERENCES campaign(id),
  position    INTEGER NOT NULL,
  title       TEXT NOT NULL,
  scope       TEXT NOT NULL,               -- once village household student
  fact        TEXT,                        -- visit handbook_review notification flyer full_round: a record of that kind within the campaign
                                           -- counts as done without a tick; NULL: only ticks count
  evidence    TEXT,                        -- what paper proves it
  guidance    TEXT,
  due_on      TEXT,
  owner       TEXT,
  deleted_on  TEXT
) STRICT;
CREATE TABLE task_mark (
  id           INTEGER PRIMARY KEY,
  task_id      INTEGER NOT NULL REFERENCES task(id),
  place_id     INTEGER REFERENCES place(id),      -- scope village
  household_id INTEGER REFERENCES household(id),  -- scope household
  person_id    INTEGER REFERENCES person(id),     -- scope student
  done_on      TEXT NOT NULL,
  cadre_id     INTEGER REFERENCES cadre(id),
  evidence     TEXT,                       -- where it lies, number, count
  note         TEXT,
  deleted_on   TEXT
) STRICT;
CREATE TABLE finding (
  id           INTEGER PRIMARY KEY,
  household_id INTEGER REFERENCES household(id),
  person_id    INTEGER REFERENCES person(id),
  place_id     INTEGER REFERENCES place(id),
  level        TEXT,                       -- who found it: province, city, district, self
  source       TEXT,
  found_on     TEXT NOT NULL,
  category     TEXT,
  content      TEXT NOT NULL,
  measure      TEXT,
  owner_id     INTEGER REFERENCES cadre(id),
  due_on       TEXT,
  done_on      TEXT,
  evidence     TEXT,
  reviewer     TEXT,
  closed_on    TEXT,
  state        TEXT NOT NULL,              -- open rectified verified closed
  note         TEXT,
  deleted_on   TEXT
) STRICT;
INSERT INTO finding VALUES(61,22,NULL,NULL,'省督查','反馈','2020-10-01',NULL,'主要致贫原因空缺',NULL,12,NULL,NULL,NULL,NULL,NULL,'open',NULL,NULL);
INSERT INTO finding VALUES(62,21,NULL,NULL,'自查',NULL,'2020-09-01',NULL,'收入不一致','改正',NULL,NULL,'2020-09-10',NULL,'赵检查','2020-09-20','closed',NULL,NULL);
CREATE TABLE handbook_review (
  id           INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household(id),
  reviewed_on  TEXT NOT NULL,
  reviewer     TEXT,
  sections     TEXT,                       -- JSON array of sections seen
  result       TEXT,
  note         TEXT,
  deleted_on   TEXT
) STRICT;
INSERT INTO handbook_review VALUES(71,21,'2020-11-10','赵检查','["家庭情况"]','有缺项',NULL,NULL);
CREATE TABLE aid_item (
  id           INTEGER PRIMARY KEY,
  key          TEXT NOT NULL,
  name         TEXT NOT NULL,
  school_stage TEXT,
  aid_kind     TEXT,                       -- label: cash, waiver, loan, once
  amount       INTEGER,
  eligible     TEXT,
  region       TEXT,
  valid_from   TEXT,
  valid_to     TEXT,
  counts_as_income INTEGER,
  note         TEXT,
  deleted_on   TEXT
) STRICT;
CREATE TABLE aid (
  id          INTEGER PRIMARY KEY,
  person_id   INTEGER NOT NULL REFERENCES person(id),
  term        TEXT NOT NULL,
  aid_item_id INTEGER NOT NULL REFERENCES aid_item(id),
  amount      INTEGER,
  state       TEXT NOT NULL,               -- applied reviewed posted locked reported paid rejected returned backpaid
  paid_on     TEXT,
  account     TEXT,
  note        TEXT,
  deleted_on  TEXT
) STRICT;
CREATE TABLE notification (
  id             INTEGER PRIMARY KEY,
  person_id      INTEGER NOT NULL REFERENCES person(id),
  term           TEXT NOT NULL,
  notified_on    TEXT NOT NULL,
  way            TEXT,                     -- label: letter, visit, phone
  school_seal    INTEGER,
  student_signed INTEGER,
  receipt        TEXT,
  note           TEXT,
  deleted_on     TEXT
) STRICT;
CREATE TABLE home_teaching (
  id            INTEGER PRIMARY KEY,
  person_id     INTEGER NOT NULL REFERENCES person(id),
  taught_on     TEXT NOT NULL,
  teachers      TEXT,
  hours         REAL,
  content       TEXT,
  child_state   TEXT,
  parent_signed INTEGER,
  next_plan     TEXT,
  photo         TEXT,
  deleted_on    TEXT
) STRICT;
CREATE TABLE meeting (
  id           INTEGER PRIMARY KEY,
  met_on       TEXT NOT NULL,
  meeting_kind TEXT,
  topic        TEXT NOT NULL,
  unit_id      INTEGER REFERENCES unit(id),
  chair        TEXT,
  attendees    INTEGER,
  content      TEXT,
  note         TEXT,
  deleted_on   TEXT
) STRICT;
CREATE TABLE document (
  id            INTEGER PRIMARY KEY,
  household_id  INTEGER REFERENCES household(id),
  evidence_kind TEXT,
  title         TEXT NOT NULL,
  number        TEXT,
  dated_on      TEXT,
  lies_in       TEXT,
  note          TEXT,
  deleted_on    TEXT
) STRICT;
CREATE TABLE note (
  id           INTEGER PRIMARY KEY,
  household_id INTEGER REFERENCES household(id),
  noted_on     TEXT NOT NULL,
  content      TEXT NOT NULL,
  deleted_on   TEXT
) STRICT;
CREATE TABLE extra (
  id     INTEGER PRIMARY KEY,
  tbl    TEXT NOT NULL,
  row    INTEGER NOT NULL,
  field  TEXT NOT NULL,
  value  TEXT
) STRICT;
INSERT INTO extra VALUES(81,'household',21,'wechat','zjg');
CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('me','12');
INSERT INTO setting VALUES('origin','1af8b0000000001');
INSERT INTO setting VALUES('village','2');
CREATE TABLE context (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  cadre  INTEGER,
  action TEXT,
  at     TEXT,
  txn    INTEGER,
  undoes INTEGER
) STRICT;
INSERT INTO context VALUES(1,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE change (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  origin     TEXT NOT NULL,                -- the laptop
  origin_seq INTEGER NOT NULL,             -- counted by that laptop
  clock      INTEGER NOT NULL,             -- hybrid logical clock: milliseconds << 16, never going back
  at         TEXT NOT NULL,                -- local time for people
  cadre      INTEGER,
  action     TEXT,
  txn        INTEGER,                      -- seq of the transaction's first change; NULL: alone
  undoes     INTEGER,                      -- txn it takes back
  tbl        TEXT NOT NULL,
  row        INTEGER NOT NULL,
  op         TEXT NOT NULL,                -- I U D
  cols       TEXT NOT NULL                 -- JSON: column -> [old, new]; {} for an insert
) STRICT;
INSERT INTO change VALUES(1,'1af8b0000000001',1,117659474993479680,'2020-11-23T08:00:00',12,NULL,1,NULL,'place',1,'I','{}');
INSERT INTO change VALUES(2,'1af8b0000000001',2,117659474993479681,'2020-11-23T08:00:00',12,NULL,1,NULL,'place',2,'I','{}');
INSERT INTO change VALUES(3,'1af8b0000000001',3,117659474993545216,'2020-11-23T08:00:00',12,NULL,3,NULL,'unit',11,'I','{}');
INSERT INTO change VALUES(4,'1af8b0000000001',4,117659474993545217,'2020-11-23T08:00:00',12,NULL,4,NULL,'cadre',12,'I','{}');
INSERT INTO change VALUES(5,'1af8b0000000001',5,117659474993545218,'2020-11-23T08:00:00',12,NULL,4,NULL,'cadre',13,'I','{}');
INSERT INTO change VALUES(6,'1af8b0000000001',6,117659474993610752,'2020-11-23T08:00:00',12,NULL,6,NULL,'household',21,'I','{}');
INSERT INTO change VALUES(7,'1af8b0000000001',7,117659474993610753,'2020-11-23T08:00:00',12,NULL,6,NULL,'household',22,'I','{}');
INSERT INTO change VALUES(8,'1af8b0000000001',8,117659474993610754,'2020-11-23T08:00:00',12,NULL,8,NULL,'person',31,'I','{}');
INSERT INTO change VALUES(9,'1af8b0000000001',9,117659474993610755,'2020-11-23T08:00:00',12,NULL,8,NULL,'person',32,'I','{}');
INSERT INTO change VALUES(10,'1af8b0000000001',10,117659474993676288,'2020-11-23T08:00:00',12,NULL,10,NULL,'household_year',41,'I','{}');
INSERT INTO change VALUES(11,'1af8b0000000001',11,117659474993676289,'2020-11-23T08:00:00',12,NULL,11,NULL,'visit',51,'I','{}');
INSERT INTO change VALUES(12,'1af8b0000000001',12,117659474993741824,'2020-11-23T08:00:00',12,NULL,12,NULL,'finding',61,'I','{}');
INSERT INTO change VALUES(13,'1af8b0000000001',13,117659474993741825,'2020-11-23T08:00:00',12,NULL,13,NULL,'finding',62,'I','{}');
INSERT INTO change VALUES(14,'1af8b0000000001',14,117659474993741826,'2020-11-23T08:00:00',12,NULL,14,NULL,'handbook_review',71,'I','{}');
INSERT INTO change VALUES(15,'1af8b0000000001',15,117659474993807360,'2020-11-23T08:00:00',12,NULL,15,NULL,'extra',81,'I','{}');
INSERT INTO change VALUES(16,'1af8b0000000001',16,117659474993807361,'2020-11-23T08:00:00',12,NULL,16,NULL,'household',21,'U','{"head_name":["张建国","张建国国"]}');
INSERT INTO change VALUES(17,'1af8b0000000001',17,117659474993872896,'2020-11-23T08:00:00',12,NULL,17,NULL,'household',21,'U','{"head_name":["张建国国","张建国"]}');
CREATE TABLE replaced (
  tbl  TEXT NOT NULL,
  row  INTEGER NOT NULL,
  cols TEXT NOT NULL,
  PRIMARY KEY (tbl, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE draft (
  id           INTEGER PRIMARY KEY,
  form         TEXT NOT NULL,
  row          INTEGER NOT NULL,
  parent       INTEGER NOT NULL,
  owner        TEXT NOT NULL,              -- the program that fills it in: "pid:start" (base/process.h)
  base_seq     INTEGER NOT NULL,
  form_version TEXT NOT NULL,
  focus        TEXT NOT NULL,
  cursor       INTEGER NOT NULL,
  at           TEXT NOT NULL,
  cells        TEXT NOT NULL,
  UNIQUE (form, row, parent, owner)
) STRICT;
CREATE TABLE search_key (
  key       TEXT NOT NULL,
  household INTEGER NOT NULL,
  person    INTEGER NOT NULL,              -- 0: the household itself
  PRIMARY KEY (key, household, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE search_stale (
  household INTEGER NOT NULL,
  person    INTEGER NOT NULL,
  PRIMARY KEY (household, person)
) STRICT, WITHOUT ROWID;
INSERT INTO search_stale VALUES(21,0);
INSERT INTO search_stale VALUES(21,31);
INSERT INTO search_stale VALUES(21,32);
INSERT INTO search_stale VALUES(22,0);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('change',17);
CREATE INDEX place_parent ON place(parent_id);
CREATE INDEX place_name ON place(name);
CREATE INDEX cadre_unit ON cadre(unit_id);
CREATE INDEX cadre_name ON cadre(name);
CREATE INDEX household_number ON household(household_no);
CREATE INDEX household_place ON household(place_id, village_group);
CREATE INDEX household_name ON household(head_name);
CREATE INDEX household_year_key ON household_year(household_id, year);
CREATE INDEX household_year_year ON household_year(year);
CREATE INDEX person_household ON person(household_id);
CREATE INDEX person_id_no ON person(id_no);
CREATE INDEX person_name ON person(name);
CREATE INDEX enrolment_key ON enrolment(person_id, term);
CREATE INDEX pairing_household ON pairing(household_id, started_on);
CREATE INDEX pairing_cadre ON pairing(cadre_id, household_id);
CREATE INDEX measure_household ON measure(household_id);
CREATE INDEX effect_household ON effect(household_id);
CREATE INDEX visit_household ON visit(household_id, visited_on);
CREATE INDEX visit_cadre ON visit(cadre_id, visited_on);
CREATE INDEX visit_day ON visit(visited_on);
CREATE INDEX support_household ON support(household_id);
CREATE INDEX task_campaign ON task(campaign_id, position);
CREATE INDEX task_mark_task ON task_mark(task_id);
CREATE INDEX task_mark_household ON task_mark(household_id);
CREATE INDEX finding_household ON finding(household_id);
CREATE INDEX finding_state ON finding(state, due_on);
CREATE INDEX handbook_review_household ON handbook_review(household_id);
CREATE INDEX aid_key ON aid(person_id, term);
CREATE INDEX notification_key ON notification(person_id, term);
CREATE INDEX home_teaching_key ON home_teaching(person_id, taught_on);
CREATE INDEX document_household ON document(household_id);
CREATE INDEX note_household ON note(household_id);
CREATE UNIQUE INDEX extra_key ON extra(tbl, row, field);
CREATE INDEX change_row ON change(tbl, row, seq);
CREATE INDEX change_origin ON change(origin, origin_seq);
CREATE INDEX change_txn ON change(txn);
CREATE INDEX change_undoes ON change(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX change_clock ON change(clock);
CREATE INDEX search_key_of ON search_key(household, person);
CREATE TRIGGER search_person_b BEFORE INSERT ON person BEGIN
  INSERT INTO search_stale SELECT household_id, id FROM person WHERE id = NEW.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_person_i AFTER INSERT ON person BEGIN
  INSERT INTO search_stale VALUES (NEW.household_id, NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_person_u AFTER UPDATE OF id, household_id, name, id_no, disability_cert_no, birth, phone, left_on, deleted_on ON person BEGIN
  INSERT INTO search_stale VALUES (OLD.household_id, OLD.id) ON CONFLICT DO NOTHING;
  INSERT INTO search_stale VALUES (NEW.household_id, NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_person_d AFTER DELETE ON person BEGIN
  INSERT INTO search_stale VALUES (OLD.household_id, OLD.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_household_i AFTER INSERT ON household BEGIN
  INSERT INTO search_stale VALUES (NEW.id, 0) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_household_u AFTER UPDATE OF id, household_no, head_name, head_id_no, phone, place_id, village_group, deleted_on ON household BEGIN
  INSERT INTO search_stale VALUES (OLD.id, 0) ON CONFLICT DO NOTHING;
  INSERT INTO search_stale VALUES (NEW.id, 0) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_household_bin AFTER UPDATE OF id, deleted_on ON household BEGIN
  INSERT INTO search_stale SELECT NEW.id, id FROM person WHERE household_id = NEW.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_household_d AFTER DELETE ON household BEGIN
  INSERT INTO search_stale VALUES (OLD.id, 0) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_place_u AFTER UPDATE OF name ON place BEGIN
  INSERT INTO search_stale SELECT id, 0 FROM household WHERE place_id = NEW.id ON CONFLICT DO NOTHING;
END;
CREATE VIEW household_now AS
  SELECT h.*, p.name AS village
    FROM household h LEFT JOIN place p ON p.id = h.place_id
   WHERE h.deleted_on IS NULL;
CREATE VIEW person_now AS
  SELECT p.* FROM person p JOIN household h ON h.id = p.household_id
   WHERE p.deleted_on IS NULL AND p.left_on IS NULL AND h.deleted_on IS NULL;
CREATE VIEW pairing_now AS
  SELECT p.*, c.name AS cadre, c.unit_id FROM pairing p JOIN cadre c ON c.id = p.cadre_id
   WHERE p.deleted_on IS NULL AND c.deleted_on IS NULL;
CREATE VIEW visit_now AS
  SELECT v.*, h.head_name, h.village_group, c.name AS cadre
    FROM visit v JOIN household h ON h.id = v.household_id LEFT JOIN cadre c ON c.id = v.cadre_id
   WHERE v.deleted_on IS NULL AND h.deleted_on IS NULL;
CREATE VIEW support_given AS
  SELECT household_id, visited_on AS given_on, cadre_id, support_amount AS amount, support_goods AS goods, 'visit' AS source, id
    FROM visit WHERE deleted_on IS NULL AND (support_amount IS NOT NULL OR support_goods IS NOT NULL)
  UNION ALL
  SELECT household_id, given_on, cadre_id, amount, goods, 'support', id FROM support WHERE deleted_on IS NULL;
CREATE VIEW journal_entry AS SELECT tbl, row, op, cols FROM change;
CREATE TRIGGER change_keep_u BEFORE UPDATE ON change BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER change_keep_d BEFORE DELETE ON change BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER change_keep_i BEFORE INSERT ON change WHEN NEW.seq IN (SELECT seq FROM change) BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;
PRAGMA application_id=1650552423;
PRAGMA user_version=1;
COMMIT;

-- A database of version 2 with students, their aid and values a bureau added, as the sqlite3 shell dumps it. Of the journal's triggers those of the
-- tables that version 3 changes are left: a migration drops them all and makes them anew.
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
INSERT INTO enrolment VALUES(91,32,'2020-1','长潭小学','小学','四年级',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO enrolment VALUES(92,32,'2020-2','长潭小学','小学','五年级',NULL,'G990101',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO enrolment VALUES(93,31,'2020-2',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
, rule TEXT, rule_tbl TEXT, rule_row INTEGER, rule_field TEXT, verified_on TEXT, reopened_on TEXT) STRICT;
INSERT INTO finding VALUES(61,22,NULL,NULL,'省督查',NULL,'2020-10-01',NULL,'主要致贫原因空缺',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'open',NULL,NULL,'blank:main_cause','household',22,'main_cause',NULL,NULL);
CREATE TABLE handbook_review (
  id           INTEGER PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household(id),
  reviewed_on  TEXT NOT NULL,
  reviewer     TEXT,
  sections     TEXT,                       -- JSON array of sections seen
  result       TEXT,
  note         TEXT,
  deleted_on   TEXT
, sample_id INTEGER REFERENCES review_sample(id), finished_on TEXT) STRICT;
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
INSERT INTO aid_item VALUES(101,'CE_BOARD','义教生活补助','义务教育','现金',62500,'寄宿生',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(102,'SH_GRANT','国家助学金','普高','现金',100000,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(103,'OTHER','其他资助',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO aid VALUES(111,32,'2020-1',101,62500,'paid','2020-06-01',NULL,NULL,NULL);
INSERT INTO aid VALUES(112,32,'2020-2',101,NULL,'applied',NULL,NULL,NULL,NULL);
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
INSERT INTO notification VALUES(121,32,'2020-1','2020-06-05','家长信',NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO home_teaching VALUES(131,32,'2020-10-12','王老师',2.0,NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO extra VALUES(82,'enrolment',91,'student_group','孤儿或事实无人抚养');
INSERT INTO extra VALUES(83,'enrolment',92,'student_group','城镇"困难"');
INSERT INTO extra VALUES(84,'enrolment',93,'student_group',NULL);
INSERT INTO extra VALUES(85,'enrolment',92,'bus','1路');
INSERT INTO extra VALUES(86,'person',91,'student_group','别的表');
CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('me','12');
INSERT INTO setting VALUES('origin','1af8b0000000002');
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
INSERT INTO change VALUES(1,'1af8b0000000002',1,117659474993479681,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'place',1,'I','{}');
INSERT INTO change VALUES(2,'1af8b0000000002',2,117659474993479682,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'place',2,'I','{}');
INSERT INTO change VALUES(3,'1af8b0000000002',3,117659474993479683,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'unit',11,'I','{}');
INSERT INTO change VALUES(4,'1af8b0000000002',4,117659474993479684,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'cadre',12,'I','{}');
INSERT INTO change VALUES(5,'1af8b0000000002',5,117659474993479685,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'household',21,'I','{}');
INSERT INTO change VALUES(6,'1af8b0000000002',6,117659474993479686,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'household',22,'I','{}');
INSERT INTO change VALUES(7,'1af8b0000000002',7,117659474993479687,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'person',31,'I','{}');
INSERT INTO change VALUES(8,'1af8b0000000002',8,117659474993479688,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'person',32,'I','{}');
INSERT INTO change VALUES(9,'1af8b0000000002',9,117659474993479689,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'finding',61,'I','{}');
INSERT INTO change VALUES(10,'1af8b0000000002',10,117659474993479690,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'enrolment',91,'I','{}');
INSERT INTO change VALUES(11,'1af8b0000000002',11,117659474993479691,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'enrolment',92,'I','{}');
INSERT INTO change VALUES(12,'1af8b0000000002',12,117659474993479692,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'enrolment',93,'I','{}');
INSERT INTO change VALUES(13,'1af8b0000000002',13,117659474993479693,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'aid_item',101,'I','{}');
INSERT INTO change VALUES(14,'1af8b0000000002',14,117659474993479694,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'aid_item',102,'I','{}');
INSERT INTO change VALUES(15,'1af8b0000000002',15,117659474993479695,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'aid_item',103,'I','{}');
INSERT INTO change VALUES(16,'1af8b0000000002',16,117659474993479696,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'aid',111,'I','{}');
INSERT INTO change VALUES(17,'1af8b0000000002',17,117659474993479697,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'aid',112,'I','{}');
INSERT INTO change VALUES(18,'1af8b0000000002',18,117659474993479698,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'notification',121,'I','{}');
INSERT INTO change VALUES(19,'1af8b0000000002',19,117659474993479699,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'home_teaching',131,'I','{}');
INSERT INTO change VALUES(20,'1af8b0000000002',20,117659474993479700,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'extra',82,'I','{}');
INSERT INTO change VALUES(21,'1af8b0000000002',21,117659474993479701,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'extra',83,'I','{}');
INSERT INTO change VALUES(22,'1af8b0000000002',22,117659474993479702,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'extra',84,'I','{}');
INSERT INTO change VALUES(23,'1af8b0000000002',23,117659474993479703,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'extra',85,'I','{}');
INSERT INTO change VALUES(24,'1af8b0000000002',24,117659474993479704,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'extra',86,'I','{}');
INSERT INTO change VALUES(25,'1af8b0000000002',25,117659474993479705,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'threshold',141,'I','{}');
INSERT INTO change VALUES(26,'1af8b0000000002',26,117659474993479706,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'rule_waiver',151,'I','{}');
INSERT INTO change VALUES(27,'1af8b0000000002',27,117659474993479707,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'finding_notice',161,'I','{}');
INSERT INTO change VALUES(28,'1af8b0000000002',28,117659474993479708,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'aid_item',102,'U','{"school_stage":["中职","普高"],"amount":[90000,100000]}');
INSERT INTO change VALUES(29,'1af8b0000000002',29,117659474993479709,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'extra',83,'U','{"value":["低保边缘","城镇\"困难\""]}');
INSERT INTO change VALUES(30,'1af8b0000000002',30,117659474993479710,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'enrolment',92,'U','{"grade":["四年级","五年级"]}');
INSERT INTO change VALUES(31,'1af8b0000000002',31,117659474993479711,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'aid_item',104,'I','{}');
INSERT INTO change VALUES(32,'1af8b0000000002',32,117659474993479712,'2020-11-23T08:00:00',12,NULL,NULL,NULL,'aid_item',104,'D','{"id":[104,null],"key":["ONCE",null],"name":["临时救助",null],"school_stage":[null,null],"aid_kind":["现金",null],"amount":[null,null],"eligible":[null,null],"region":[null,null],"valid_from":[null,null],"valid_to":[null,null],"counts_as_income":[null,null],"note":[null,null],"deleted_on":[null,null]}');
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
INSERT INTO threshold VALUES(141,'income_line',NULL,'2020',NULL,4000.0,NULL,NULL);
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
INSERT INTO rule_waiver VALUES(151,'blank:main_cause','household',22,'已核实',12,'2020-11-11',NULL,NULL);
CREATE TABLE finding_notice (
  id         INTEGER PRIMARY KEY,
  finding_id INTEGER NOT NULL REFERENCES finding(id),
  noticed_on TEXT NOT NULL,
  level      TEXT,
  source     TEXT,
  content    TEXT,                         -- the words used this time
  deleted_on TEXT
) STRICT;
INSERT INTO finding_notice VALUES(161,61,'2020-10-08',NULL,'省督查',NULL,NULL);
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
CREATE TABLE review_mark (
  id         INTEGER PRIMARY KEY,
  review_id  INTEGER NOT NULL REFERENCES handbook_review(id),
  chapter    TEXT NOT NULL,                -- name of the form
  verdict    TEXT NOT NULL,                -- seen fine problem
  note       TEXT,
  finding_id INTEGER REFERENCES finding(id),
  deleted_on TEXT
) STRICT;
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
CREATE TABLE not_same (
  id      INTEGER PRIMARY KEY,
  tbl     TEXT NOT NULL,
  one     INTEGER NOT NULL,
  other   INTEGER NOT NULL,
  said_on TEXT NOT NULL,
  cadre_id INTEGER REFERENCES cadre(id)
) STRICT;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('change',32);
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
CREATE INDEX threshold_key ON threshold(key);
CREATE INDEX rule_waiver_row ON rule_waiver(rule, tbl, row);
CREATE INDEX finding_rule ON finding(rule, rule_tbl, rule_row);
CREATE INDEX finding_notice_of ON finding_notice(finding_id, noticed_on);
CREATE INDEX review_mark_of ON review_mark(review_id);
CREATE INDEX monitoring_case_household ON monitoring_case(household_id);
CREATE INDEX not_same_pair ON not_same(tbl, one, other);
CREATE VIEW household_checked AS
  SELECT h.*, h.id AS household FROM household h WHERE h.deleted_on IS NULL AND h.removed_on IS NULL;
CREATE VIEW person_checked AS
  SELECT p.*, p.household_id AS household, h.place_id
    FROM person p JOIN household h ON h.id = p.household_id
   WHERE p.deleted_on IS NULL AND p.left_on IS NULL AND h.deleted_on IS NULL AND h.removed_on IS NULL;
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
CREATE VIEW journal_entry AS SELECT tbl, row, op, cols FROM change;
CREATE TRIGGER journal_aid_item_b BEFORE INSERT ON "aid_item" BEGIN
  DELETE FROM replaced WHERE tbl = 'aid_item';
  INSERT INTO replaced(tbl, row, cols) SELECT 'aid_item', id, '{"id":[' || json_quote(o."id") || ',null],"key":[' || json_quote(o."key") || ',null],"name":[' || json_quote(o."name") || ',null],"school_stage":[' || json_quote(o."school_stage") || ',null],"aid_kind":[' || json_quote(o."aid_kind") || ',null],"amount":[' || json_quote(o."amount") || ',null],"eligible":[' || json_quote(o."eligible") || ',null],"region":[' || json_quote(o."region") || ',null],"valid_from":[' || json_quote(o."valid_from") || ',null],"valid_to":[' || json_quote(o."valid_to") || ',null],"counts_as_income":[' || json_quote(o."counts_as_income") || ',null],"note":[' || json_quote(o."note") || ',null],"deleted_on":[' || json_quote(o."deleted_on") || ',null]}' FROM "aid_item" AS o WHERE id = NEW.id;
END;
CREATE TRIGGER journal_aid_item_i AFTER INSERT ON "aid_item" BEGIN
  INSERT INTO journal_entry SELECT tbl, row, 'D', cols FROM replaced WHERE tbl = 'aid_item';
  DELETE FROM replaced WHERE tbl = 'aid_item';
  INSERT INTO journal_entry VALUES ('aid_item', NEW.id, 'I', '{}');
END;
CREATE TRIGGER journal_aid_item_m BEFORE UPDATE OF id ON "aid_item" WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;
CREATE TRIGGER journal_aid_item_u AFTER UPDATE ON "aid_item" BEGIN
  INSERT INTO journal_entry SELECT 'aid_item', NEW.id, 'U', d FROM (SELECT '{' || substr(iif(OLD."id" IS NEW."id", '', ',"id":[' || json_quote(OLD."id") || ',' || json_quote(NEW."id") || ']') || iif(OLD."key" IS NEW."key", '', ',"key":[' || json_quote(OLD."key") || ',' || json_quote(NEW."key") || ']') || iif(OLD."name" IS NEW."name", '', ',"name":[' || json_quote(OLD."name") || ',' || json_quote(NEW."name") || ']') || iif(OLD."school_stage" IS NEW."school_stage", '', ',"school_stage":[' || json_quote(OLD."school_stage") || ',' || json_quote(NEW."school_stage") || ']') || iif(OLD."aid_kind" IS NEW."aid_kind", '', ',"aid_kind":[' || json_quote(OLD."aid_kind") || ',' || json_quote(NEW."aid_kind") || ']') || iif(OLD."amount" IS NEW."amount", '', ',"amount":[' || json_quote(OLD."amount") || ',' || json_quote(NEW."amount") || ']') || iif(OLD."eligible" IS NEW."eligible", '', ',"eligible":[' || json_quote(OLD."eligible") || ',' || json_quote(NEW."eligible") || ']') || iif(OLD."region" IS NEW."region", '', ',"region":[' || json_quote(OLD."region") || ',' || json_quote(NEW."region") || ']') || iif(OLD."valid_from" IS NEW."valid_from", '', ',"valid_from":[' || json_quote(OLD."valid_from") || ',' || json_quote(NEW."valid_from") || ']') || iif(OLD."valid_to" IS NEW."valid_to", '', ',"valid_to":[' || json_quote(OLD."valid_to") || ',' || json_quote(NEW."valid_to") || ']') || iif(OLD."counts_as_income" IS NEW."counts_as_income", '', ',"counts_as_income":[' || json_quote(OLD."counts_as_income") || ',' || json_quote(NEW."counts_as_income") || ']') || iif(OLD."note" IS NEW."note", '', ',"note":[' || json_quote(OLD."note") || ',' || json_quote(NEW."note") || ']') || iif(OLD."deleted_on" IS NEW."deleted_on", '', ',"deleted_on":[' || json_quote(OLD."deleted_on") || ',' || json_quote(NEW."deleted_on") || ']'), 2) || '}' AS d) WHERE d <> '{}';
END;
CREATE TRIGGER journal_aid_item_d AFTER DELETE ON "aid_item" BEGIN
  DELETE FROM replaced WHERE tbl = 'aid_item' AND row = OLD.id;
  INSERT INTO journal_entry VALUES ('aid_item', OLD.id, 'D', '{"id":[' || json_quote(OLD."id") || ',null],"key":[' || json_quote(OLD."key") || ',null],"name":[' || json_quote(OLD."name") || ',null],"school_stage":[' || json_quote(OLD."school_stage") || ',null],"aid_kind":[' || json_quote(OLD."aid_kind") || ',null],"amount":[' || json_quote(OLD."amount") || ',null],"eligible":[' || json_quote(OLD."eligible") || ',null],"region":[' || json_quote(OLD."region") || ',null],"valid_from":[' || json_quote(OLD."valid_from") || ',null],"valid_to":[' || json_quote(OLD."valid_to") || ',null],"counts_as_income":[' || json_quote(OLD."counts_as_income") || ',null],"note":[' || json_quote(OLD."note") || ',null],"deleted_on":[' || json_quote(OLD."deleted_on") || ',null]}');
END;
CREATE TRIGGER journal_enrolment_b BEFORE INSERT ON "enrolment" BEGIN
  DELETE FROM replaced WHERE tbl = 'enrolment';
  INSERT INTO replaced(tbl, row, cols) SELECT 'enrolment', id, '{"id":[' || json_quote(o."id") || ',null],"person_id":[' || json_quote(o."person_id") || ',null],"term":[' || json_quote(o."term") || ',null],"school":[' || json_quote(o."school") || ',null],"school_stage":[' || json_quote(o."school_stage") || ',null],"grade":[' || json_quote(o."grade") || ',null],"class":[' || json_quote(o."class") || ',null],"student_no":[' || json_quote(o."student_no") || ',null],"attendance_mode":[' || json_quote(o."attendance_mode") || ',null],"is_boarder":[' || json_quote(o."is_boarder") || ',null],"away_reason":[' || json_quote(o."away_reason") || ',null],"guardian":[' || json_quote(o."guardian") || ',null],"guardian_phone":[' || json_quote(o."guardian_phone") || ',null],"verified_by":[' || json_quote(o."verified_by") || ',null],"verified_on":[' || json_quote(o."verified_on") || ',null],"note":[' || json_quote(o."note") || ',null],"deleted_on":[' || json_quote(o."deleted_on") || ',null]}' FROM "enrolment" AS o WHERE id = NEW.id;
END;
CREATE TRIGGER journal_enrolment_i AFTER INSERT ON "enrolment" BEGIN
  INSERT INTO journal_entry SELECT tbl, row, 'D', cols FROM replaced WHERE tbl = 'enrolment';
  DELETE FROM replaced WHERE tbl = 'enrolment';
  INSERT INTO journal_entry VALUES ('enrolment', NEW.id, 'I', '{}');
END;
CREATE TRIGGER journal_enrolment_m BEFORE UPDATE OF id ON "enrolment" WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;
CREATE TRIGGER journal_enrolment_u AFTER UPDATE ON "enrolment" BEGIN
  INSERT INTO journal_entry SELECT 'enrolment', NEW.id, 'U', d FROM (SELECT '{' || substr(iif(OLD."id" IS NEW."id", '', ',"id":[' || json_quote(OLD."id") || ',' || json_quote(NEW."id") || ']') || iif(OLD."person_id" IS NEW."person_id", '', ',"person_id":[' || json_quote(OLD."person_id") || ',' || json_quote(NEW."person_id") || ']') || iif(OLD."term" IS NEW."term", '', ',"term":[' || json_quote(OLD."term") || ',' || json_quote(NEW."term") || ']') || iif(OLD."school" IS NEW."school", '', ',"school":[' || json_quote(OLD."school") || ',' || json_quote(NEW."school") || ']') || iif(OLD."school_stage" IS NEW."school_stage", '', ',"school_stage":[' || json_quote(OLD."school_stage") || ',' || json_quote(NEW."school_stage") || ']') || iif(OLD."grade" IS NEW."grade", '', ',"grade":[' || json_quote(OLD."grade") || ',' || json_quote(NEW."grade") || ']') || iif(OLD."class" IS NEW."class", '', ',"class":[' || json_quote(OLD."class") || ',' || json_quote(NEW."class") || ']') || iif(OLD."student_no" IS NEW."student_no", '', ',"student_no":[' || json_quote(OLD."student_no") || ',' || json_quote(NEW."student_no") || ']') || iif(OLD."attendance_mode" IS NEW."attendance_mode", '', ',"attendance_mode":[' || json_quote(OLD."attendance_mode") || ',' || json_quote(NEW."attendance_mode") || ']') || iif(OLD."is_boarder" IS NEW."is_boarder", '', ',"is_boarder":[' || json_quote(OLD."is_boarder") || ',' || json_quote(NEW."is_boarder") || ']') || iif(OLD."away_reason" IS NEW."away_reason", '', ',"away_reason":[' || json_quote(OLD."away_reason") || ',' || json_quote(NEW."away_reason") || ']') || iif(OLD."guardian" IS NEW."guardian", '', ',"guardian":[' || json_quote(OLD."guardian") || ',' || json_quote(NEW."guardian") || ']') || iif(OLD."guardian_phone" IS NEW."guardian_phone", '', ',"guardian_phone":[' || json_quote(OLD."guardian_phone") || ',' || json_quote(NEW."guardian_phone") || ']') || iif(OLD."verified_by" IS NEW."verified_by", '', ',"verified_by":[' || json_quote(OLD."verified_by") || ',' || json_quote(NEW."verified_by") || ']') || iif(OLD."verified_on" IS NEW."verified_on", '', ',"verified_on":[' || json_quote(OLD."verified_on") || ',' || json_quote(NEW."verified_on") || ']') || iif(OLD."note" IS NEW."note", '', ',"note":[' || json_quote(OLD."note") || ',' || json_quote(NEW."note") || ']') || iif(OLD."deleted_on" IS NEW."deleted_on", '', ',"deleted_on":[' || json_quote(OLD."deleted_on") || ',' || json_quote(NEW."deleted_on") || ']'), 2) || '}' AS d) WHERE d <> '{}';
END;
CREATE TRIGGER journal_enrolment_d AFTER DELETE ON "enrolment" BEGIN
  DELETE FROM replaced WHERE tbl = 'enrolment' AND row = OLD.id;
  INSERT INTO journal_entry VALUES ('enrolment', OLD.id, 'D', '{"id":[' || json_quote(OLD."id") || ',null],"person_id":[' || json_quote(OLD."person_id") || ',null],"term":[' || json_quote(OLD."term") || ',null],"school":[' || json_quote(OLD."school") || ',null],"school_stage":[' || json_quote(OLD."school_stage") || ',null],"grade":[' || json_quote(OLD."grade") || ',null],"class":[' || json_quote(OLD."class") || ',null],"student_no":[' || json_quote(OLD."student_no") || ',null],"attendance_mode":[' || json_quote(OLD."attendance_mode") || ',null],"is_boarder":[' || json_quote(OLD."is_boarder") || ',null],"away_reason":[' || json_quote(OLD."away_reason") || ',null],"guardian":[' || json_quote(OLD."guardian") || ',null],"guardian_phone":[' || json_quote(OLD."guardian_phone") || ',null],"verified_by":[' || json_quote(OLD."verified_by") || ',null],"verified_on":[' || json_quote(OLD."verified_on") || ',null],"note":[' || json_quote(OLD."note") || ',null],"deleted_on":[' || json_quote(OLD."deleted_on") || ',null]}');
END;
CREATE TRIGGER journal_extra_b BEFORE INSERT ON "extra" BEGIN
  DELETE FROM replaced WHERE tbl = 'extra';
  INSERT INTO replaced(tbl, row, cols) SELECT 'extra', id, '{"id":[' || json_quote(o."id") || ',null],"tbl":[' || json_quote(o."tbl") || ',null],"row":[' || json_quote(o."row") || ',null],"field":[' || json_quote(o."field") || ',null],"value":[' || json_quote(o."value") || ',null]}' FROM "extra" AS o WHERE id = NEW.id OR (tbl = NEW.tbl AND row = NEW.row AND field = NEW.field);
END;
CREATE TRIGGER journal_extra_i AFTER INSERT ON "extra" BEGIN
  INSERT INTO journal_entry SELECT tbl, row, 'D', cols FROM replaced WHERE tbl = 'extra';
  DELETE FROM replaced WHERE tbl = 'extra';
  INSERT INTO journal_entry VALUES ('extra', NEW.id, 'I', '{}');
END;
CREATE TRIGGER journal_extra_m BEFORE UPDATE OF id ON "extra" WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;
CREATE TRIGGER journal_extra_u AFTER UPDATE ON "extra" BEGIN
  INSERT INTO journal_entry SELECT 'extra', NEW.id, 'U', d FROM (SELECT '{' || substr(iif(OLD."id" IS NEW."id", '', ',"id":[' || json_quote(OLD."id") || ',' || json_quote(NEW."id") || ']') || iif(OLD."tbl" IS NEW."tbl", '', ',"tbl":[' || json_quote(OLD."tbl") || ',' || json_quote(NEW."tbl") || ']') || iif(OLD."row" IS NEW."row", '', ',"row":[' || json_quote(OLD."row") || ',' || json_quote(NEW."row") || ']') || iif(OLD."field" IS NEW."field", '', ',"field":[' || json_quote(OLD."field") || ',' || json_quote(NEW."field") || ']') || iif(OLD."value" IS NEW."value", '', ',"value":[' || json_quote(OLD."value") || ',' || json_quote(NEW."value") || ']'), 2) || '}' AS d) WHERE d <> '{}';
END;
CREATE TRIGGER journal_extra_d AFTER DELETE ON "extra" BEGIN
  DELETE FROM replaced WHERE tbl = 'extra' AND row = OLD.id;
  INSERT INTO journal_entry VALUES ('extra', OLD.id, 'D', '{"id":[' || json_quote(OLD."id") || ',null],"tbl":[' || json_quote(OLD."tbl") || ',null],"row":[' || json_quote(OLD."row") || ',null],"field":[' || json_quote(OLD."field") || ',null],"value":[' || json_quote(OLD."value") || ',null]}');
END;
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
PRAGMA user_version=2;
COMMIT;

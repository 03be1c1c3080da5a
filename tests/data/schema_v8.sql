-- A database of version 8 with visits of a day and a household's last one, as the sqlite3 shell dumps it. Of the journal's triggers those of one table are
-- left: a migration drops them all and makes them anew.
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
, is_poor INTEGER) STRICT;
INSERT INTO place VALUES(121468548581054774,NULL,'长潭村','村',NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO unit VALUES(121468548581054775,NULL,'县教育局',NULL,'驻村工作队',NULL,NULL,121468548581054774,NULL,NULL);
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
INSERT INTO cadre VALUES(121468548581054776,'李明',NULL,NULL,NULL,NULL,NULL,NULL,121468548581054775,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO household VALUES(21,'990100000021',121468548581054774,'四组','单庄',NULL,'张建国',NULL,'10000001234',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO household VALUES(22,'990100000022',121468548581054774,NULL,NULL,NULL,'曾小明',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2020-05-01');
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
INSERT INTO person VALUES(31,21,NULL,'张建国',NULL,NULL,'990101197502031559',NULL,'1975-02-03','户主',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'10000001234',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO person VALUES(32,21,NULL,'解秀英',NULL,NULL,'990101197801011224',NULL,NULL,'配偶',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO person VALUES(33,22,NULL,'曾小明',NULL,NULL,NULL,NULL,'1990-10','户主',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
, student_groups TEXT, school_area TEXT, registered_on TEXT, proof TEXT, guardian_id_no TEXT, guardian_relation TEXT, hukou_address TEXT, address TEXT) STRICT;
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
INSERT INTO visit VALUES(41,21,121468548581054776,'2020-10-05','走访','入户',NULL,'看了手册',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2020-11-05',NULL,NULL,NULL,NULL,NULL);
INSERT INTO visit VALUES(42,21,121468548581054776,'2020-10-05','走访','电话',NULL,'问了补助',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO visit VALUES(43,22,121468548581054776,'2020-09-02','走访','入户',NULL,'发放宣传单',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2020-10-06');
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
INSERT INTO duty_rule VALUES(121468548581054777,NULL,NULL,1,1,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO finding VALUES(61,21,NULL,NULL,NULL,NULL,'2020-10-01',NULL,'缺照片',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'open','v8',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
  aid_kind     TEXT,                       -- label: cash, waiver, loan, once
  amount       INTEGER,
  eligible     TEXT,
  region       TEXT,
  valid_from   TEXT,
  valid_to     TEXT,
  counts_as_income INTEGER,
  note         TEXT,
  deleted_on   TEXT
, stages TEXT, grades TEXT, student_groups TEXT, is_boarder INTEGER, season TEXT, on_request INTEGER, place_id INTEGER REFERENCES place(id)) STRICT;
INSERT INTO aid_item VALUES(121468548581054778,'PRE_AID','学前教育资助','补助',75000,'在园困难儿童、孤儿、残疾儿童',NULL,NULL,NULL,0,'脱贫户、城镇困难每年1500元；其他困难儿童各县每年1000元或800元，按当地标准改。',NULL,'["学前"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生","孤儿或事实无人抚养","城镇困难"]',NULL,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054779,'PRE_FREE','学前一年免保教费','减免',NULL,'幼儿园大班在园儿童',NULL,'2025-09',NULL,0,'按当地公办园收费标准减免。',NULL,'["学前"]','["大班"]',NULL,NULL,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054780,'CE_FEE','免学杂费、免教科书','减免',NULL,'义务教育阶段全体学生',NULL,NULL,NULL,0,'按人数统计，小学每年600元、初中800元为测算数。',NULL,'["义务教育"]',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054781,'CE_BOARD','寄宿生生活补助','补助',50000,'家庭经济困难寄宿生',NULL,NULL,'2024-02',0,NULL,NULL,'["小学"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生","孤儿或事实无人抚养","低保边缘","城镇困难"]',1,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054782,'CE_BOARD','寄宿生生活补助','补助',62500,'家庭经济困难寄宿生',NULL,'2024-03',NULL,0,NULL,NULL,'["小学"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生","孤儿或事实无人抚养","低保边缘","城镇困难"]',1,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054783,'CE_BOARD','寄宿生生活补助','补助',62500,'家庭经济困难寄宿生',NULL,NULL,'2024-02',0,NULL,NULL,'["初中","特殊教育"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生","孤儿或事实无人抚养","低保边缘","城镇困难"]',1,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054784,'CE_BOARD','寄宿生生活补助','补助',75000,'家庭经济困难寄宿生',NULL,'2024-03',NULL,0,NULL,NULL,'["初中","特殊教育"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生","孤儿或事实无人抚养","低保边缘","城镇困难"]',1,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054785,'CE_DAY','非寄宿生生活补助','补助',25000,'脱贫户、低保、特困、残疾、监测对象家庭的走读生',NULL,'2019-09','2024-02',0,NULL,NULL,'["小学"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生"]',0,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054786,'CE_DAY','非寄宿生生活补助','补助',31250,'脱贫户、低保、特困、残疾、监测对象家庭的走读生',NULL,'2024-03',NULL,0,NULL,NULL,'["小学"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生"]',0,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054787,'CE_DAY','非寄宿生生活补助','补助',31250,'脱贫户、低保、特困、残疾、监测对象家庭的走读生',NULL,'2019-09','2024-02',0,NULL,NULL,'["初中","特殊教育"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生"]',0,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054788,'CE_DAY','非寄宿生生活补助','补助',37500,'脱贫户、低保、特困、残疾、监测对象家庭的走读生',NULL,'2024-03',NULL,0,NULL,NULL,'["初中","特殊教育"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生"]',0,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054789,'CE_LOCAL','市级提标','补助',25000,'义务教育寄宿的脱贫户、城镇困难学生',NULL,NULL,NULL,0,'只有部分市有；当地有的，把“凭申请”改为否。',NULL,'["小学","初中"]',NULL,'["建档立卡","脱贫户","城镇困难"]',1,NULL,1,NULL);
INSERT INTO aid_item VALUES(121468548581054790,'CE_MEAL','营养改善计划','实物',40000,'试点地区农村义务教育学生',NULL,NULL,'2021-08',0,'每天4元，2021年秋季起5元，按200天算；属试点地区的，把“凭申请”改为否。',NULL,'["义务教育"]',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO aid_item VALUES(121468548581054791,'CE_MEAL','营养改善计划','实物',50000,'试点地区农村义务教育学生',NULL,'2021-09',NULL,0,'每天4元，2021年秋季起5元，按200天算；属试点地区的，把“凭申请”改为否。',NULL,'["义务教育"]',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO aid_item VALUES(121468548581054792,'HS_GRANT','普高国家助学金','补助',100000,'家庭经济困难学生',NULL,NULL,'2025-02',0,'平均每年2000元，分1500、2000、2500三档；2025年起平均2300元。脱贫户、监测户按最高档，发放时按实际金额填。',NULL,'["普高"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生","孤儿或事实无人抚养","低保边缘","城镇困难"]',NULL,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054793,'HS_GRANT','普高国家助学金','补助',115000,'家庭经济困难学生',NULL,'2025-03',NULL,0,'平均每年2000元，分1500、2000、2500三档；2025年起平均2300元。脱贫户、监测户按最高档，发放时按实际金额填。',NULL,'["普高"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生","孤儿或事实无人抚养","低保边缘","城镇困难"]',NULL,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054794,'HS_FEE','普高免学杂费','减免',NULL,'脱贫户、低保、特困、残疾学生',NULL,NULL,NULL,0,'按学校批准的收费标准减免。',NULL,'["普高"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生"]',NULL,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054795,'VOC_FEE','中职免学费','减免',NULL,'农村、涉农专业和家庭经济困难学生',NULL,NULL,NULL,0,'按学校批准的收费标准减免。',NULL,'["中职"]',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054796,'VOC_GRANT','中职国家助学金','补助',100000,'涉农专业和家庭经济困难学生',NULL,NULL,'2025-02',0,'当地只发一、二年级的，在“年级”里写明。',NULL,'["中职"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生","孤儿或事实无人抚养","低保边缘","城镇困难"]',NULL,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054797,'VOC_GRANT','中职国家助学金','补助',115000,'涉农专业和家庭经济困难学生',NULL,'2025-03',NULL,0,'当地只发一、二年级的，在“年级”里写明。',NULL,'["中职"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生","孤儿或事实无人抚养","低保边缘","城镇困难"]',NULL,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054798,'YULU','雨露计划职业教育补助','补助',150000,'脱贫家庭、监测对象家庭的中高职学生',NULL,NULL,NULL,0,NULL,NULL,'["中职","高职"]',NULL,'["建档立卡","脱贫户","监测对象"]',NULL,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054799,'UNI_GRANT','本专科国家助学金','补助',165000,'家庭经济困难学生',NULL,NULL,'2024-08',0,'平均每年3300元，2024年秋季起3700元，由学校分档。',NULL,'["高职","本科"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生","孤儿或事实无人抚养","低保边缘","城镇困难"]',NULL,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054800,'UNI_GRANT','本专科国家助学金','补助',185000,'家庭经济困难学生',NULL,'2024-09',NULL,0,'平均每年3300元，2024年秋季起3700元，由学校分档。',NULL,'["高职","本科"]',NULL,'["建档立卡","脱贫户","监测对象","农村低保家庭","农村特困救助供养","残疾学生","孤儿或事实无人抚养","低保边缘","城镇困难"]',NULL,NULL,NULL,NULL);
INSERT INTO aid_item VALUES(121468548581054801,'UNI_START','大学新生入学资助','一次性',50000,'当年考入大学的家庭经济困难新生',NULL,NULL,NULL,0,'省内500元，省外1000元，按实际金额填。',NULL,'["高职","本科"]','["高职一年级","大一"]',NULL,NULL,'2',1,NULL);
INSERT INTO aid_item VALUES(121468548581054802,'UNI_GOV','高考入学政府资助','一次性',500000,'当年考入本科的建档立卡家庭新生',NULL,NULL,NULL,0,'各省各市标准不同，按当地文件改。',NULL,'["本科"]','["大一"]',NULL,NULL,'2',1,NULL);
INSERT INTO aid_item VALUES(121468548581054803,'LOAN','生源地信用助学贷款','贷款',NULL,'签订贷款合同的家庭经济困难学生',NULL,NULL,NULL,0,'按合同金额填；每年上限2020年本专科8000元、研究生12000元，以后几次提高。',NULL,'["高职","本科","研究生"]',NULL,NULL,NULL,NULL,1,NULL);
INSERT INTO aid_item VALUES(121468548581054804,'TRI_FREE','三免（学费、住宿费、教科书）','减免',NULL,'公办普高、中职、高校的建档立卡学生',NULL,NULL,NULL,0,'只有部分市有；当地有的，把“凭申请”改为否。',NULL,'["普高","中职","高职","本科"]',NULL,'["建档立卡","脱贫户"]',NULL,'2',1,NULL);
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
, applied_on TEXT, reviewed_on TEXT, posted_on TEXT, posted_to TEXT, posted_at TEXT, locked_on TEXT, reported_on TEXT, returned_on TEXT, reason TEXT, backpay INTEGER, elsewhere INTEGER, proof TEXT) STRICT;
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
, document_id INTEGER REFERENCES document(id)) STRICT;
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
, unit_id INTEGER REFERENCES unit(id), document_kind TEXT, consulted TEXT, issued_on TEXT) STRICT;
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
CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('me','121468548581054776');
INSERT INTO setting VALUES('origin','1af8b00598e5935');
INSERT INTO setting VALUES('village','121468548581054774');
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
INSERT INTO change VALUES(1,'1af8b00598e5935',1,117660765374906368,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'place',121468548581054774,'I','{}');
INSERT INTO change VALUES(2,'1af8b00598e5935',2,117660765374906369,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'unit',121468548581054775,'I','{}');
INSERT INTO change VALUES(3,'1af8b00598e5935',3,117660765374906370,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'cadre',121468548581054776,'I','{}');
INSERT INTO change VALUES(4,'1af8b00598e5935',4,117660765374906371,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'duty_rule',121468548581054777,'I','{}');
INSERT INTO change VALUES(5,'1af8b00598e5935',5,117660765374971904,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054778,'I','{}');
INSERT INTO change VALUES(6,'1af8b00598e5935',6,117660765374971905,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054779,'I','{}');
INSERT INTO change VALUES(7,'1af8b00598e5935',7,117660765374971906,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054780,'I','{}');
INSERT INTO change VALUES(8,'1af8b00598e5935',8,117660765374971907,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054781,'I','{}');
INSERT INTO change VALUES(9,'1af8b00598e5935',9,117660765374971908,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054782,'I','{}');
INSERT INTO change VALUES(10,'1af8b00598e5935',10,117660765374971909,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054783,'I','{}');
INSERT INTO change VALUES(11,'1af8b00598e5935',11,117660765374971910,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054784,'I','{}');
INSERT INTO change VALUES(12,'1af8b00598e5935',12,117660765374971911,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054785,'I','{}');
INSERT INTO change VALUES(13,'1af8b00598e5935',13,117660765374971912,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054786,'I','{}');
INSERT INTO change VALUES(14,'1af8b00598e5935',14,117660765374971913,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054787,'I','{}');
INSERT INTO change VALUES(15,'1af8b00598e5935',15,117660765374971914,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054788,'I','{}');
INSERT INTO change VALUES(16,'1af8b00598e5935',16,117660765374971915,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054789,'I','{}');
INSERT INTO change VALUES(17,'1af8b00598e5935',17,117660765374971916,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054790,'I','{}');
INSERT INTO change VALUES(18,'1af8b00598e5935',18,117660765374971917,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054791,'I','{}');
INSERT INTO change VALUES(19,'1af8b00598e5935',19,117660765374971918,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054792,'I','{}');
INSERT INTO change VALUES(20,'1af8b00598e5935',20,117660765374971919,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054793,'I','{}');
INSERT INTO change VALUES(21,'1af8b00598e5935',21,117660765374971920,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054794,'I','{}');
INSERT INTO change VALUES(22,'1af8b00598e5935',22,117660765374971921,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054795,'I','{}');
INSERT INTO change VALUES(23,'1af8b00598e5935',23,117660765374971922,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054796,'I','{}');
INSERT INTO change VALUES(24,'1af8b00598e5935',24,117660765374971923,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054797,'I','{}');
INSERT INTO change VALUES(25,'1af8b00598e5935',25,117660765374971924,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054798,'I','{}');
INSERT INTO change VALUES(26,'1af8b00598e5935',26,117660765374971925,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054799,'I','{}');
INSERT INTO change VALUES(27,'1af8b00598e5935',27,117660765374971926,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054800,'I','{}');
INSERT INTO change VALUES(28,'1af8b00598e5935',28,117660765374971927,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054801,'I','{}');
INSERT INTO change VALUES(29,'1af8b00598e5935',29,117660765374971928,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054802,'I','{}');
INSERT INTO change VALUES(30,'1af8b00598e5935',30,117660765374971929,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054803,'I','{}');
INSERT INTO change VALUES(31,'1af8b00598e5935',31,117660765374971930,'2020-11-23T08:00:00',NULL,'office.found',1,NULL,'aid_item',121468548581054804,'I','{}');
INSERT INTO change VALUES(32,'1af8b00598e5935',32,117660765379035136,'2026-11-22T15:19:59',NULL,NULL,NULL,NULL,'household',21,'I','{}');
INSERT INTO change VALUES(33,'1af8b00598e5935',33,117660765379887104,'2026-11-22T15:19:59',NULL,NULL,NULL,NULL,'household',22,'I','{}');
INSERT INTO change VALUES(34,'1af8b00598e5935',34,117660765380149248,'2026-11-22T15:19:59',NULL,NULL,NULL,NULL,'person',31,'I','{}');
INSERT INTO change VALUES(35,'1af8b00598e5935',35,117660765380149249,'2026-11-22T15:19:59',NULL,NULL,NULL,NULL,'person',32,'I','{}');
INSERT INTO change VALUES(36,'1af8b00598e5935',36,117660765380149250,'2026-11-22T15:19:59',NULL,NULL,NULL,NULL,'person',33,'I','{}');
INSERT INTO change VALUES(37,'1af8b00598e5935',37,117660766477811712,'2026-11-22T15:20:16',NULL,NULL,NULL,NULL,'finding',61,'I','{}');
INSERT INTO change VALUES(38,'1af8b00598e5935',38,117660766478663680,'2026-11-22T15:20:16',NULL,NULL,NULL,NULL,'household',21,'U','{"village_group":["三组","四组"]}');
INSERT INTO change VALUES(39,'1af8b00598e5935',39,117661304306794496,'2026-11-22T17:37:03',NULL,NULL,NULL,NULL,'visit',41,'I','{}');
INSERT INTO change VALUES(40,'1af8b00598e5935',40,117661304306794497,'2026-11-22T17:37:03',NULL,NULL,NULL,NULL,'visit',42,'I','{}');
INSERT INTO change VALUES(41,'1af8b00598e5935',41,117661304306794498,'2026-11-22T17:37:03',NULL,NULL,NULL,NULL,'visit',43,'I','{}');
INSERT INTO change VALUES(42,'1af8b00598e5935',42,117661304306794499,'2026-11-22T17:37:03',NULL,NULL,NULL,NULL,'visit',43,'U','{"deleted_on":[null,"2020-10-06"]}');
INSERT INTO change VALUES(43,'1af8b00598e5935',43,117661304306794500,'2026-11-22T17:37:03',NULL,NULL,NULL,NULL,'finding',61,'U','{"note":[null,"v8"]}');
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
CREATE TABLE finding_notice (
  id         INTEGER PRIMARY KEY,
  finding_id INTEGER NOT NULL REFERENCES finding(id),
  noticed_on TEXT NOT NULL,
  level      TEXT,
  source     TEXT,
  content    TEXT,                         -- the words used this time
  deleted_on TEXT
) STRICT;
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
CREATE TABLE term_lock (
  id            INTEGER PRIMARY KEY,
  term          TEXT NOT NULL,
  locked_on     TEXT NOT NULL,
  cadre_id      INTEGER REFERENCES cadre(id),
  unlocked_on   TEXT,
  unlock_reason TEXT,
  deleted_on    TEXT
) STRICT;
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
CREATE TABLE roster_row (
  id         INTEGER PRIMARY KEY,
  roster_id  INTEGER NOT NULL REFERENCES roster(id),
  line       INTEGER NOT NULL,             -- in the file
  cells      TEXT NOT NULL                 -- JSON array: the raw cells
) STRICT;
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
CREATE TABLE document_adoption (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document(id),
  place_id    INTEGER REFERENCES place(id),
  adopted_on  TEXT NOT NULL,
  number      TEXT,                        -- of its own paper
  note        TEXT,
  deleted_on  TEXT
) STRICT;
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
CREATE TABLE search_text (
  id     INTEGER PRIMARY KEY,              -- this file's own: never shown, never kept elsewhere
  text   TEXT NOT NULL UNIQUE,
  pinyin TEXT NOT NULL                     -- its first readings, a blank between: the order of lists
) STRICT;
CREATE TABLE search_key (
  key  TEXT NOT NULL,
  text INTEGER NOT NULL,                   -- search_text.id
  PRIMARY KEY (key, text)
) STRICT, WITHOUT ROWID;
CREATE TABLE search_stale (
  text TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO search_stale VALUES('单庄');
INSERT INTO search_stale VALUES('四组');
INSERT INTO search_stale VALUES('张建国');
INSERT INTO search_stale VALUES('曾小明');
INSERT INTO search_stale VALUES('解秀英');
INSERT INTO search_stale VALUES('长潭村');
CREATE TABLE household_last (
  household_id INTEGER PRIMARY KEY,
  visited_on   TEXT
) STRICT;
INSERT INTO household_last VALUES(21,'2020-10-05');
INSERT INTO household_last VALUES(22,NULL);
CREATE TABLE household_last_due (
  household_id INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE replaced(tbl TEXT NOT NULL, row INTEGER NOT NULL, names TEXT NOT NULL, cols TEXT NOT NULL) STRICT;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('change',43);
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
CREATE INDEX change_txn ON change(txn);
CREATE INDEX change_undoes ON change(undoes) WHERE undoes IS NOT NULL;
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
CREATE INDEX enrolment_term ON enrolment(term, school);
CREATE INDEX aid_term ON aid(term, state);
CREATE INDEX aid_of_item ON aid(aid_item_id, term);
CREATE INDEX term_lock_term ON term_lock(term);
CREATE TRIGGER term_lock_d BEFORE DELETE ON term_lock
  WHEN OLD.unlocked_on IS NULL AND OLD.deleted_on IS NULL
BEGIN SELECT RAISE(ABORT, 'word:TERM_LOCKED'); END;
CREATE TRIGGER term_lock_u BEFORE UPDATE ON term_lock
  WHEN OLD.unlocked_on IS NULL AND OLD.deleted_on IS NULL
   AND (NEW.deleted_on IS NOT NULL OR NEW.term IS NOT OLD.term OR (NEW.unlocked_on IS NOT NULL AND trim(coalesce(NEW.unlock_reason, '')) = ''))
BEGIN SELECT RAISE(ABORT, 'word:TERM_LOCKED'); END;
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
CREATE INDEX lesson_plan_key ON lesson_plan(person_id, school_year);
CREATE INDEX home_teaching_day ON home_teaching(taught_on);
CREATE INDEX dropout_person ON dropout(person_id);
CREATE INDEX persuasion_of ON persuasion(dropout_id, talked_on);
CREATE INDEX roster_round ON roster(source, claim, dated_on);
CREATE INDEX roster_row_of ON roster_row(roster_id, line);
CREATE INDEX roster_decision_of ON roster_decision(source, claim, subject);
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
CREATE VIEW coverage AS
  SELECT c.*, a.state, a.amount, a.paid_on, a.elsewhere, coalesce(a.state IN ('paid', 'backpaid'), 0) AS is_paid
    FROM (SELECT e.*, (SELECT b.id FROM aid b WHERE b.person_id = e.person_id AND b.term = e.term AND +b.aid_item_id = e.aid_item_id
                          AND b.deleted_on IS NULL ORDER BY b.state IN ('paid', 'backpaid') DESC, b.state = 'rejected', b.id LIMIT 1) AS aid_id,
                 EXISTS (SELECT 1 FROM notification n WHERE n.person_id = e.person_id AND n.term = e.term AND n.deleted_on IS NULL) AS is_told
            FROM entitlement e) c
    LEFT JOIN aid a ON a.id = c.aid_id;
CREATE VIEW aid_paid AS
  SELECT a.*, i.key AS item_key, i.name AS item, i.aid_kind, p.name, p.id_no, p.household_id, h.head_name, h.household_no, h.place_id, h.village_group,
         e.school, e.school_stage, e.grade, e.id AS enrolment_id
    FROM aid a JOIN aid_item i ON i.id = a.aid_item_id JOIN person p ON p.id = a.person_id JOIN household h ON h.id = p.household_id
    LEFT JOIN enrolment e ON e.id = (SELECT x.id FROM enrolment x WHERE x.person_id = a.person_id AND x.term = a.term AND x.deleted_on IS NULL LIMIT 1)
   WHERE a.deleted_on IS NULL AND a.state IN ('paid', 'backpaid') AND p.deleted_on IS NULL AND h.deleted_on IS NULL;
CREATE INDEX training_day ON training(held_on);
CREATE INDEX project_year ON project(year);
CREATE INDEX project_check_of ON project_check(project_id, checked_on);
CREATE INDEX publicity_day ON publicity(published_on);
CREATE INDEX document_adoption_of ON document_adoption(document_id);
CREATE INDEX monthly_report_key ON monthly_report(unit_id, month);
CREATE INDEX household_plan_key ON household_plan(household_id, year);
CREATE INDEX report_text_of ON report_text(report, period);
CREATE VIEW school_child AS
  SELECT x.*, CASE WHEN d.state IN ('suspected', 'dropout') OR (d.state = 'returned' AND d.returned_on > x.day) THEN 'out'
                   WHEN e.attendance_mode = role('attendance_mode.home') OR e.away_reason = role('away_reason.home')
                        OR EXISTS (SELECT 1 FROM lesson_plan l WHERE l.person_id = x.person_id AND l.deleted_on IS NULL
                                      AND l.school_year = substr(CASE substr(x.term, 6, 1) WHEN '2' THEN x.term ELSE term_shift(x.term, -1) END, 1, 4)
                                      AND (l.started_on IS NULL OR l.started_on <= x.day)
                                      AND (l.ended_on IS NULL OR l.ended_on >= substr(x.day, 1, length(l.ended_on)))) THEN 'taught'
                   WHEN e.id IS NOT NULL AND (coalesce(e.away_reason, '') = '' OR e.away_reason IN (role('away_reason.sick'), role('away_reason.elsewhere'))
                        OR (e.away_reason = role('away_reason.graduated') AND e.school_stage = role('school_stage.junior'))) THEN 'enrolled'
                   WHEN d.state = 'returned' AND term_of(d.returned_on) = x.term THEN 'enrolled'
                   WHEN d.state = 'explained' THEN 'explained'
                   ELSE 'out' END AS class, e.school, e.grade, e.away_reason, d.state
    FROM (SELECT t.term, t.day, p.id AS person_id, p.name, p.birth, p.household_id, h.head_name, h.place_id,
                 (SELECT max(n.id) FROM enrolment n WHERE n.person_id = p.id AND n.term = t.term AND n.deleted_on IS NULL) AS enrolment_id,
                 (SELECT c.id FROM dropout c WHERE c.person_id = p.id AND c.deleted_on IS NULL AND c.found_on <= t.day
                   ORDER BY c.found_on DESC, c.id DESC LIMIT 1) AS dropout_id,
                 school_age(p.birth, threshold('school_day', h.place_id, t.day), t.last) AS age,
                 threshold('school_age_from', h.place_id, t.day) AS from_age, threshold('school_age_to', h.place_id, t.day) AS to_age
            FROM (SELECT term, last, max(first, min(last, today())) AS day
                    FROM (SELECT DISTINCT term, CASE substr(term, 6, 1) WHEN '1' THEN substr(term, 1, 4) || '-02-01' ELSE substr(term, 1, 4) || '-08-01' END AS first,
                                 CASE substr(term, 6, 1) WHEN '1' THEN substr(term, 1, 4) || '-07-31' ELSE (CAST(substr(term, 1, 4) AS INTEGER) + 1) || '-01-31' END AS last
                            FROM enrolment WHERE deleted_on IS NULL)) t
            JOIN household h JOIN person p ON p.household_id = h.id
           WHERE p.deleted_on IS NULL AND (p.left_on IS NULL OR p.left_on > substr(t.day, 1, length(p.left_on)))
             AND h.deleted_on IS NULL AND (h.removed_on IS NULL OR h.removed_on > substr(t.day, 1, length(h.removed_on)))) x
    LEFT JOIN enrolment e ON e.id = x.enrolment_id LEFT JOIN dropout d ON d.id = x.dropout_id
   WHERE x.age >= x.from_age AND x.age < x.to_age;
CREATE VIEW place_poor AS
  WITH RECURSIVE poor(id) AS (SELECT id FROM place WHERE is_poor = 1 AND deleted_on IS NULL
                              UNION SELECT p.id FROM place p JOIN poor ON p.parent_id = poor.id WHERE p.deleted_on IS NULL)
  SELECT id FROM poor;
CREATE TRIGGER change_keep_u BEFORE UPDATE ON change BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER change_keep_d BEFORE DELETE ON change BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER change_keep_i BEFORE INSERT ON change WHEN NEW.seq IN (SELECT seq FROM change) BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE INDEX search_text_pinyin ON search_text(pinyin, text);
CREATE INDEX household_group ON household(village_group) WHERE village_group IS NOT NULL;
CREATE INDEX household_natural ON household(natural_village) WHERE natural_village IS NOT NULL;
CREATE INDEX place_natural ON place(natural_village) WHERE natural_village IS NOT NULL;
CREATE INDEX person_certificate ON person(disability_cert_no) WHERE disability_cert_no IS NOT NULL;
CREATE INDEX person_phone ON person(replace(replace(phone, '-', ''), ' ', '')) WHERE phone IS NOT NULL;
CREATE INDEX household_phone ON household(replace(replace(phone, '-', ''), ' ', '')) WHERE phone IS NOT NULL;
CREATE INDEX household_head_id ON household(head_id_no) WHERE head_id_no IS NOT NULL;
CREATE INDEX person_id_tail ON person(upper(substr(id_no, -1, 1) || substr(id_no, -2, 1) || substr(id_no, -3, 1) || substr(id_no, -4, 1) || substr(id_no, -5, 1) || substr(id_no, -6, 1) || substr(id_no, -7, 1) || substr(id_no, -8, 1))) WHERE id_no IS NOT NULL;
CREATE INDEX person_certificate_tail ON person(upper(substr(disability_cert_no, -1, 1) || substr(disability_cert_no, -2, 1) || substr(disability_cert_no, -3, 1) || substr(disability_cert_no, -4, 1) || substr(disability_cert_no, -5, 1) || substr(disability_cert_no, -6, 1) || substr(disability_cert_no, -7, 1) || substr(disability_cert_no, -8, 1))) WHERE disability_cert_no IS NOT NULL;
CREATE INDEX person_phone_tail ON person(upper(substr(phone, -1, 1) || substr(phone, -2, 1) || substr(phone, -3, 1) || substr(phone, -4, 1) || substr(phone, -5, 1) || substr(phone, -6, 1) || substr(phone, -7, 1) || substr(phone, -8, 1))) WHERE phone IS NOT NULL;
CREATE INDEX household_phone_tail ON household(upper(substr(phone, -1, 1) || substr(phone, -2, 1) || substr(phone, -3, 1) || substr(phone, -4, 1) || substr(phone, -5, 1) || substr(phone, -6, 1) || substr(phone, -7, 1) || substr(phone, -8, 1))) WHERE phone IS NOT NULL;
CREATE INDEX household_number_tail ON household(upper(substr(household_no, -1, 1) || substr(household_no, -2, 1) || substr(household_no, -3, 1) || substr(household_no, -4, 1) || substr(household_no, -5, 1) || substr(household_no, -6, 1) || substr(household_no, -7, 1) || substr(household_no, -8, 1))) WHERE household_no IS NOT NULL;
CREATE INDEX person_birth ON person(birth);
CREATE INDEX person_birth_of_id ON person(substr(id_no, 7, 8)) WHERE birth IS NULL AND id_no IS NOT NULL;
CREATE INDEX person_binned ON person(household_id) WHERE deleted_on IS NOT NULL;
CREATE INDEX household_binned ON household(deleted_on) WHERE deleted_on IS NOT NULL;
CREATE TRIGGER search_person_b BEFORE INSERT ON person BEGIN
  INSERT INTO search_stale SELECT name FROM person WHERE id = NEW.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_person_i AFTER INSERT ON person BEGIN
  INSERT INTO search_stale SELECT NEW.name WHERE NOT EXISTS (SELECT 1 FROM search_text WHERE text = NEW.name) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_person_u AFTER UPDATE OF name ON person WHEN OLD.name IS NOT NEW.name BEGIN
  INSERT INTO search_stale VALUES (OLD.name), (NEW.name) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_person_d AFTER DELETE ON person BEGIN
  INSERT INTO search_stale VALUES (OLD.name) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_household_b BEFORE INSERT ON household BEGIN
  INSERT INTO search_stale SELECT head_name FROM household WHERE id = NEW.id AND head_name IS NOT NULL ON CONFLICT DO NOTHING;
  INSERT INTO search_stale SELECT village_group FROM household WHERE id = NEW.id AND village_group IS NOT NULL ON CONFLICT DO NOTHING;
  INSERT INTO search_stale SELECT natural_village FROM household WHERE id = NEW.id AND natural_village IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_household_i AFTER INSERT ON household BEGIN
  INSERT INTO search_stale SELECT NEW.head_name WHERE NEW.head_name IS NOT NULL AND NOT EXISTS (SELECT 1 FROM search_text WHERE text = NEW.head_name) ON CONFLICT DO NOTHING;
  INSERT INTO search_stale SELECT NEW.village_group WHERE NEW.village_group IS NOT NULL AND NOT EXISTS (SELECT 1 FROM search_text WHERE text = NEW.village_group) ON CONFLICT DO NOTHING;
  INSERT INTO search_stale SELECT NEW.natural_village WHERE NEW.natural_village IS NOT NULL AND NOT EXISTS (SELECT 1 FROM search_text WHERE text = NEW.natural_village) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_household_u AFTER UPDATE OF head_name, village_group, natural_village ON household
WHEN OLD.head_name IS NOT NEW.head_name OR OLD.village_group IS NOT NEW.village_group OR OLD.natural_village IS NOT NEW.natural_village BEGIN
  INSERT INTO search_stale SELECT t FROM (SELECT OLD.head_name AS t UNION ALL SELECT NEW.head_name UNION ALL SELECT OLD.village_group UNION ALL SELECT NEW.village_group UNION ALL SELECT OLD.natural_village UNION ALL SELECT NEW.natural_village) WHERE t IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_household_d AFTER DELETE ON household BEGIN
  INSERT INTO search_stale SELECT t FROM (SELECT OLD.head_name AS t UNION ALL SELECT OLD.village_group UNION ALL SELECT OLD.natural_village) WHERE t IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_place_b BEFORE INSERT ON place BEGIN
  INSERT INTO search_stale SELECT name FROM place WHERE id = NEW.id ON CONFLICT DO NOTHING;
  INSERT INTO search_stale SELECT natural_village FROM place WHERE id = NEW.id AND natural_village IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_place_i AFTER INSERT ON place BEGIN
  INSERT INTO search_stale SELECT t FROM (SELECT NEW.name AS t UNION ALL SELECT NEW.natural_village) WHERE t IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_place_u AFTER UPDATE OF name, natural_village ON place BEGIN
  INSERT INTO search_stale SELECT t FROM (SELECT OLD.name AS t UNION ALL SELECT NEW.name UNION ALL SELECT OLD.natural_village UNION ALL SELECT NEW.natural_village) WHERE t IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_place_d AFTER DELETE ON place BEGIN
  INSERT INTO search_stale SELECT t FROM (SELECT OLD.name AS t UNION ALL SELECT OLD.natural_village) WHERE t IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE INDEX household_order ON household(place_id, CASE WHEN village_group GLOB '[0-9]*' THEN printf('%02d', CAST(village_group AS INTEGER)) WHEN substr(village_group, 1, 1) = '十' THEN printf('%02d', 10 + instr('一二三四五六七八九', substr(village_group, 2, 1))) ELSE printf('%02d', instr('一二三四五六七八九', substr(village_group, 1, 1))) END || coalesce(village_group, ''));
CREATE INDEX household_removed ON household(removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX person_school ON person(school_status) WHERE school_status IS NOT NULL;
CREATE INDEX person_pupil ON person(substr(birth, 1, 10), school_status) WHERE school_status IS NOT NULL;
CREATE INDEX enrolment_latest ON enrolment(term);
CREATE INDEX enrolment_school ON enrolment(school);
CREATE INDEX aid_state ON aid(state, term);
CREATE INDEX notification_day ON notification(notified_on);
CREATE INDEX pairing_from ON pairing(started_on);
CREATE INDEX measure_year ON measure(coalesce(year, substr(started_on, 1, 4)));
CREATE INDEX measure_amount ON measure(amount);
CREATE INDEX support_day ON support(given_on);
CREATE INDEX support_amount ON support(amount);
CREATE INDEX finding_due ON finding(CASE state WHEN 'open' THEN '0' WHEN 'rectified' THEN '1' WHEN 'verified' THEN '2' ELSE '3' END || coalesce(due_on, '9999'));
CREATE INDEX finding_found ON finding(found_on);
CREATE INDEX finding_owner ON finding(owner_id);
CREATE INDEX household_last_day ON household_last(visited_on);
CREATE TRIGGER last_household_i AFTER INSERT ON household BEGIN
  INSERT INTO household_last VALUES (NEW.id, (SELECT max(v.visited_on) FROM visit v WHERE v.household_id = NEW.id AND v.deleted_on IS NULL))
    ON CONFLICT (household_id) DO UPDATE SET visited_on = excluded.visited_on;
END;
CREATE TRIGGER last_household_u AFTER UPDATE OF id ON household WHEN NEW.id <> OLD.id BEGIN
  DELETE FROM household_last WHERE household_id = OLD.id;
  INSERT INTO household_last VALUES (NEW.id, (SELECT max(v.visited_on) FROM visit v WHERE v.household_id = NEW.id AND v.deleted_on IS NULL))
    ON CONFLICT (household_id) DO UPDATE SET visited_on = excluded.visited_on;
END;
CREATE TRIGGER last_household_d AFTER DELETE ON household BEGIN
  DELETE FROM household_last WHERE household_id = OLD.id;
END;
CREATE TRIGGER last_visit_b BEFORE INSERT ON visit BEGIN
  INSERT INTO household_last_due SELECT household_id FROM visit WHERE id = NEW.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER last_visit_i AFTER INSERT ON visit BEGIN
  UPDATE household_last SET visited_on = NEW.visited_on
   WHERE household_id = NEW.household_id AND NEW.deleted_on IS NULL AND (visited_on IS NULL OR visited_on < NEW.visited_on);
  UPDATE household_last SET visited_on = (SELECT max(v.visited_on) FROM visit v WHERE v.household_id = household_last.household_id AND v.deleted_on IS NULL)
   WHERE household_id IN (SELECT household_id FROM household_last_due);
  DELETE FROM household_last_due;
END;
CREATE TRIGGER last_visit_ub BEFORE UPDATE OF id ON visit WHEN NEW.id <> OLD.id BEGIN
  INSERT INTO household_last_due SELECT household_id FROM visit WHERE id = NEW.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER last_visit_u AFTER UPDATE OF id, household_id, visited_on, deleted_on ON visit BEGIN
  UPDATE household_last SET visited_on = (SELECT max(v.visited_on) FROM visit v WHERE v.household_id = household_last.household_id AND v.deleted_on IS NULL)
   WHERE household_id IN (SELECT OLD.household_id UNION SELECT NEW.household_id UNION SELECT household_id FROM household_last_due);
  DELETE FROM household_last_due;
END;
CREATE TRIGGER last_visit_d AFTER DELETE ON visit BEGIN
  UPDATE household_last SET visited_on = (SELECT max(v.visited_on) FROM visit v WHERE v.household_id = OLD.household_id AND v.deleted_on IS NULL)
   WHERE household_id = OLD.household_id;
END;
CREATE INDEX enrolment_mode ON enrolment(term, attendance_mode) WHERE attendance_mode IS NOT NULL;
CREATE INDEX enrolment_away ON enrolment(term, away_reason) WHERE away_reason IS NOT NULL;
CREATE INDEX task_mark_person ON task_mark(person_id) WHERE person_id IS NOT NULL;
CREATE INDEX household_kind ON household(place_id, household_type, monitor_type, removed_on, deleted_on);
CREATE INDEX finding_person ON finding(person_id) WHERE person_id IS NOT NULL;
CREATE INDEX task_mark_place ON task_mark(place_id) WHERE place_id IS NOT NULL;
CREATE VIEW campaign_target AS
  WITH job AS (SELECT t.id AS task_id, t.campaign_id, t.scope, t.fact, t.title, c.key, c.year, c.started_on, coalesce(c.closed_on, '9999-12-31') AS until,
                      coalesce(c.closed_on, c.ends_on) AS over, term_of(c.started_on) AS term
                 FROM task t JOIN campaign c ON c.id = t.campaign_id WHERE t.deleted_on IS NULL AND c.deleted_on IS NULL),
       target AS (SELECT j.*, NULL AS household_id, NULL AS place_id, NULL AS person_id,
                         (SELECT min(m.id) FROM task_mark m WHERE m.task_id = j.task_id AND m.deleted_on IS NULL) AS mark_id
                    FROM job j WHERE j.scope = 'once'
                  UNION ALL
                  SELECT j.*, NULL, l.id, NULL,
                         (SELECT min(+m.id) FROM task_mark m WHERE m.place_id = l.id AND +m.task_id = j.task_id AND m.deleted_on IS NULL)
                    FROM job j CROSS JOIN place l
                   WHERE j.scope = 'village' AND EXISTS (SELECT 1 FROM household h WHERE h.place_id = l.id AND h.deleted_on IS NULL
                     AND (h.removed_on IS NULL OR h.removed_on > substr(j.until, 1, length(h.removed_on)))
                     AND (h.entered_on IS NULL OR h.entered_on <= j.over))
                  UNION ALL
                  SELECT j.*, h.id, NULL, NULL,
                         (SELECT min(+m.id) FROM task_mark m WHERE m.household_id = h.id AND +m.task_id = j.task_id AND m.deleted_on IS NULL)
                    FROM job j CROSS JOIN household h
                   WHERE j.scope = 'household' AND h.deleted_on IS NULL
                     AND (h.removed_on IS NULL OR h.removed_on > substr(j.until, 1, length(h.removed_on)))
                     AND (h.entered_on IS NULL OR h.entered_on <= j.over)
                  UNION ALL
                  SELECT j.*, p.household_id, NULL, p.id,
                         (SELECT min(+m.id) FROM task_mark m WHERE m.person_id = p.id AND +m.task_id = j.task_id AND m.deleted_on IS NULL)
                    FROM job j CROSS JOIN person p CROSS JOIN household h ON h.id = p.household_id
                   WHERE j.scope = 'student' AND h.deleted_on IS NULL
                     AND (h.removed_on IS NULL OR h.removed_on > substr(j.until, 1, length(h.removed_on)))
                     AND (h.entered_on IS NULL OR h.entered_on <= j.over)
                     AND p.deleted_on IS NULL AND (p.left_on IS NULL OR p.left_on > substr(j.until, 1, length(p.left_on)))
                     AND (p.joined_on IS NULL OR p.joined_on <= j.over)
                     AND CASE WHEN EXISTS (SELECT 1 FROM enrolment WHERE term = j.term AND deleted_on IS NULL)
                              THEN EXISTS (SELECT 1 FROM enrolment n WHERE n.person_id = p.id AND n.term = j.term AND n.deleted_on IS NULL)
                              ELSE coalesce(p.school_status, '') <> '' END)
  SELECT k.task_id, k.campaign_id, k.scope, k.title, k.household_id, k.place_id, k.person_id, k.mark_id,
         coalesce((SELECT m.done_on FROM task_mark m WHERE m.id = k.mark_id), CASE k.fact
           WHEN 'visit' THEN (SELECT min(+v.visited_on) FROM visit v WHERE v.deleted_on IS NULL AND v.visited_on BETWEEN k.started_on AND k.until
                                 AND v.household_id IN (SELECT k.household_id UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL AND h.place_id = k.place_id
                                 UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL AND k.place_id IS NULL AND h.place_id IS NOT NULL))
           WHEN 'full_round' THEN (SELECT min(+v.visited_on) FROM visit v WHERE v.deleted_on IS NULL AND v.visit_kind = role('visit.round') AND v.visited_on BETWEEN k.started_on AND k.until
                                 AND v.household_id IN (SELECT k.household_id UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL AND h.place_id = k.place_id
                                 UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL AND k.place_id IS NULL AND h.place_id IS NOT NULL))
           WHEN 'flyer' THEN (SELECT min(d) FROM (SELECT (SELECT min(+v.visited_on) FROM visit v WHERE v.deleted_on IS NULL AND v.flyer_posted = 1 AND v.visited_on >= substr(k.started_on, 1, length(v.visited_on))
                                 AND v.visited_on <= k.until AND v.household_id IN (SELECT k.household_id UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL AND h.place_id = k.place_id
                                 UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL AND k.place_id IS NULL AND h.place_id IS NOT NULL)) AS d
                              UNION ALL SELECT (SELECT min(+f.flyer_posted_on) FROM household f WHERE f.deleted_on IS NULL AND f.flyer_posted_on >= substr(k.started_on, 1, length(f.flyer_posted_on))
                                 AND f.flyer_posted_on <= k.until AND f.id IN (SELECT k.household_id UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL AND h.place_id = k.place_id
                                 UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL AND k.place_id IS NULL AND h.place_id IS NOT NULL))))
           WHEN 'handbook_review' THEN (SELECT min(d) FROM (SELECT (SELECT min(+v.visited_on) FROM visit v WHERE v.deleted_on IS NULL AND v.handbook_seen = 1 AND v.visited_on >= substr(k.started_on, 1, length(v.visited_on))
                                 AND v.visited_on <= k.until AND v.household_id IN (SELECT k.household_id UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL AND h.place_id = k.place_id
                                 UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL AND k.place_id IS NULL AND h.place_id IS NOT NULL)) AS d
                              UNION ALL SELECT (SELECT min(+r.reviewed_on) FROM handbook_review r WHERE r.deleted_on IS NULL AND r.reviewed_on >= substr(k.started_on, 1, length(r.reviewed_on))
                                 AND r.reviewed_on <= k.until AND (coalesce(r.finished_on, r.result, r.sections) IS NOT NULL
                                      OR NOT EXISTS (SELECT 1 FROM review_mark m WHERE m.review_id = r.id))
                                 AND r.household_id IN (SELECT k.household_id UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL AND h.place_id = k.place_id
                                 UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL AND k.place_id IS NULL AND h.place_id IS NOT NULL))))
           WHEN 'notification' THEN (SELECT min(+n.notified_on) FROM notification n WHERE n.deleted_on IS NULL
                                 AND n.notified_on >= substr(k.started_on, 1, length(n.notified_on)) AND n.notified_on <= k.until
                                 AND n.person_id IN (SELECT k.person_id UNION ALL
                                     SELECT p.id FROM person p WHERE k.person_id IS NULL AND p.deleted_on IS NULL AND p.household_id IN (SELECT k.household_id UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL AND h.place_id = k.place_id
                                 UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL AND k.place_id IS NULL AND h.place_id IS NOT NULL)))
           END) AS done_on,
         (SELECT m.evidence FROM task_mark m WHERE m.id = k.mark_id) AS evidence, k.key, k.year
    FROM target k;
CREATE VIEW campaign_task AS
  SELECT t.id, s.campaign_id, s.key, s.year, c.name AS campaign, t.position, t.title, t.scope, t.due_on, coalesce(t.evidence, '') AS evidence,
         s.targets, s.done, s.first_on, s.last_on, s.lies_in
    FROM (SELECT task_id, campaign_id, key, year, count(target) AS targets, count(done_on) AS done, min(done_on) AS first_on,
                 max(done_on) AS last_on, max(evidence) AS lies_in
            FROM (SELECT task_id, campaign_id, key, year, 1 AS target, done_on, CASE WHEN scope = 'once' THEN evidence END AS evidence
                    FROM campaign_target
                  UNION ALL
                  SELECT t.id, t.campaign_id, c.key, c.year, NULL, NULL, NULL FROM task t JOIN campaign c ON c.id = t.campaign_id
                   WHERE t.deleted_on IS NULL AND c.deleted_on IS NULL)
           GROUP BY task_id, campaign_id, key, year) s
    JOIN task t ON t.id = s.task_id JOIN campaign c ON c.id = s.campaign_id;
CREATE VIEW journal_i(tbl, row) AS SELECT tbl, row FROM replaced;
CREATE TRIGGER journal_i_write INSTEAD OF INSERT ON journal_i BEGIN
  INSERT INTO journal_d SELECT * FROM replaced WHERE tbl = NEW.tbl AND row = NEW.row LIMIT 1;
  DELETE FROM replaced WHERE tbl = NEW.tbl;
  INSERT INTO change(origin, origin_seq, clock, at, cadre, action, txn, undoes, tbl, row, op, cols)
  SELECT o.value, coalesce((SELECT origin_seq FROM change WHERE origin = o.value ORDER BY seq DESC LIMIT 1), 0) + 1,
    max(coalesce((SELECT clock FROM change ORDER BY seq DESC LIMIT 1), 0) + 1,
        CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER) << 16),
    coalesce(x.at, strftime('%Y-%m-%dT%H:%M:%S', 'now', 'localtime')),
    x.cadre, x.action, x.txn, x.undoes, NEW.tbl, NEW.row, 'I', '{}'
  FROM context AS x,
    (SELECT coalesce((SELECT value FROM setting WHERE key = 'origin'), '') AS value) AS o
  WHERE x.id = 1;
END;
CREATE VIEW journal_u(was, tbl, row, names, cols) AS SELECT row, * FROM replaced;
CREATE TRIGGER journal_u_write INSTEAD OF INSERT ON journal_u BEGIN
  SELECT RAISE(ABORT, 'an id never changes') WHERE NEW.was IS NOT NEW.row;
  INSERT INTO change(origin, origin_seq, clock, at, cadre, action, txn, undoes, tbl, row, op, cols)
  SELECT o.value, coalesce((SELECT origin_seq FROM change WHERE origin = o.value ORDER BY seq DESC LIMIT 1), 0) + 1,
    max(coalesce((SELECT clock FROM change ORDER BY seq DESC LIMIT 1), 0) + 1,
        CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER) << 16),
    coalesce(x.at, strftime('%Y-%m-%dT%H:%M:%S', 'now', 'localtime')),
    x.cadre, x.action, x.txn, x.undoes, NEW.tbl, NEW.row, 'U', '{' || u.d || '}'
  FROM (SELECT group_concat('"' || (NEW.names ->> n.key) || '":[' || (r.cols -> n.key) || ',' || (NEW.cols -> n.key) || ']') AS d
    FROM (SELECT cols FROM replaced WHERE tbl = NEW.tbl AND row = NEW.row LIMIT 1) AS r, json_each(r.cols) AS n
    WHERE iif(n.type = 'real', (r.cols -> n.key) <> (NEW.cols -> n.key), n.value IS NOT (NEW.cols ->> n.key))) AS u, context AS x,
    (SELECT coalesce((SELECT value FROM setting WHERE key = 'origin'), '') AS value) AS o
  WHERE x.id = 1 AND u.d IS NOT NULL;
  DELETE FROM replaced WHERE tbl = NEW.tbl;
END;
CREATE VIEW journal_d(tbl, row, names, cols) AS SELECT * FROM replaced;
CREATE TRIGGER journal_d_write INSTEAD OF INSERT ON journal_d BEGIN
  DELETE FROM replaced WHERE tbl = NEW.tbl AND row = NEW.row;
  INSERT INTO change(origin, origin_seq, clock, at, cadre, action, txn, undoes, tbl, row, op, cols)
  SELECT o.value, coalesce((SELECT origin_seq FROM change WHERE origin = o.value ORDER BY seq DESC LIMIT 1), 0) + 1,
    max(coalesce((SELECT clock FROM change ORDER BY seq DESC LIMIT 1), 0) + 1,
        CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER) << 16),
    coalesce(x.at, strftime('%Y-%m-%dT%H:%M:%S', 'now', 'localtime')),
    x.cadre, x.action, x.txn, x.undoes, NEW.tbl, NEW.row, 'D', (SELECT '{' || group_concat('"' || (NEW.names ->> n.key) || '":[' || iif(n.type = 'real', NEW.cols -> n.key, json_quote(n.value)) || ',null]') || '}' FROM json_each(NEW.cols) AS n)
  FROM context AS x,
    (SELECT coalesce((SELECT value FROM setting WHERE key = 'origin'), '') AS value) AS o
  WHERE x.id = 1;
END;
CREATE VIEW journal_aid AS SELECT 'aid', id, '["id","person_id","term","aid_item_id","amount","state","paid_on","account","note","deleted_on","applied_on","reviewed_on","posted_on","posted_to","posted_at","locked_on","reported_on","returned_on","reason","backpay","elsewhere","proof"]', json_array("id","person_id","term","aid_item_id","amount","state","paid_on","account","note","deleted_on","applied_on","reviewed_on","posted_on","posted_to","posted_at","locked_on","reported_on","returned_on","reason","backpay","elsewhere","proof") FROM "aid";
CREATE VIEW journal_aid_item AS SELECT 'aid_item', id, '["id","key","name","aid_kind","amount","eligible","region","valid_from","valid_to","counts_as_income","note","deleted_on","stages","grades","student_groups","is_boarder","season","on_request","place_id"]', json_array("id","key","name","aid_kind","amount","eligible","region","valid_from","valid_to","counts_as_income","note","deleted_on","stages","grades","student_groups","is_boarder","season","on_request","place_id") FROM "aid_item";
CREATE VIEW journal_archive_filing AS SELECT 'archive_filing', id, '["id","filed_on","scope","households","boxes","by_whom","content","note","deleted_on"]', json_array("id","filed_on","scope","households","boxes","by_whom","content","note","deleted_on") FROM "archive_filing";
CREATE VIEW journal_cadre AS SELECT 'cadre', id, '["id","name","sex","id_no","political_status","education_level","skill","phone","unit_id","post","rank","role","is_leader","started_on","ended_on","note","deleted_on"]', json_array("id","name","sex","id_no","political_status","education_level","skill","phone","unit_id","post","rank","role","is_leader","started_on","ended_on","note","deleted_on") FROM "cadre";
CREATE VIEW journal_campaign AS SELECT 'campaign', id, '["id","key","version","name","year","started_on","ends_on","closed_on","document","owner","note","deleted_on"]', json_array("id","key","version","name","year","started_on","ends_on","closed_on","document","owner","note","deleted_on") FROM "campaign";
CREATE VIEW journal_document AS SELECT 'document', id, '["id","household_id","evidence_kind","title","number","dated_on","lies_in","note","deleted_on","unit_id","document_kind","consulted","issued_on"]', json_array("id","household_id","evidence_kind","title","number","dated_on","lies_in","note","deleted_on","unit_id","document_kind","consulted","issued_on") FROM "document";
CREATE VIEW journal_document_adoption AS SELECT 'document_adoption', id, '["id","document_id","place_id","adopted_on","number","note","deleted_on"]', json_array("id","document_id","place_id","adopted_on","number","note","deleted_on") FROM "document_adoption";
CREATE VIEW journal_dropout AS SELECT 'dropout', id, '["id","person_id","found_on","source","term","school","reason","state","confirmed_on","measure","owner","due_on","returned_on","return_school","explained","note","deleted_on"]', json_array("id","person_id","found_on","source","term","school","reason","state","confirmed_on","measure","owner","due_on","returned_on","return_school","explained","note","deleted_on") FROM "dropout";
CREATE VIEW journal_duty_rule AS SELECT 'duty_rule', id, '["id","unit_id","household_kind","months","visits","house_only","valid_from","valid_to","note","deleted_on"]', json_array("id","unit_id","household_kind","months","visits","house_only","valid_from","valid_to","note","deleted_on") FROM "duty_rule";
CREATE VIEW journal_effect AS SELECT 'effect', id, '["id","household_id","noted_on","content","signed_by","signed_on","deleted_on"]', json_array("id","household_id","noted_on","content","signed_by","signed_on","deleted_on") FROM "effect";
CREATE VIEW journal_enrolment AS SELECT 'enrolment', id, '["id","person_id","term","school","school_stage","grade","class","student_no","attendance_mode","is_boarder","away_reason","guardian","guardian_phone","verified_by","verified_on","note","deleted_on","student_groups","school_area","registered_on","proof","guardian_id_no","guardian_relation","hukou_address","address"]', json_array("id","person_id","term","school","school_stage","grade","class","student_no","attendance_mode","is_boarder","away_reason","guardian","guardian_phone","verified_by","verified_on","note","deleted_on","student_groups","school_area","registered_on","proof","guardian_id_no","guardian_relation","hukou_address","address") FROM "enrolment";
CREATE VIEW journal_export_log AS SELECT 'export_log', id, '["id","exported_at","cadre_id","what","profile","rows","file","deleted_on"]', json_array("id","exported_at","cadre_id","what","profile","rows","file","deleted_on") FROM "export_log";
CREATE VIEW journal_extra AS SELECT 'extra', id, '["id","tbl","row","field","value"]', json_array("id","tbl","row","field","value") FROM "extra";
CREATE VIEW journal_finding AS SELECT 'finding', id, '["id","household_id","person_id","place_id","level","source","found_on","category","content","measure","owner_id","due_on","done_on","evidence","reviewer","closed_on","state","note","deleted_on","rule","rule_tbl","rule_row","rule_field","verified_on","reopened_on"]', json_array("id","household_id","person_id","place_id","level","source","found_on","category","content","measure","owner_id","due_on","done_on","evidence","reviewer","closed_on","state","note","deleted_on","rule","rule_tbl","rule_row","rule_field","verified_on","reopened_on") FROM "finding";
CREATE VIEW journal_finding_notice AS SELECT 'finding_notice', id, '["id","finding_id","noticed_on","level","source","content","deleted_on"]', json_array("id","finding_id","noticed_on","level","source","content","deleted_on") FROM "finding_notice";
CREATE VIEW journal_handbook_review AS SELECT 'handbook_review', id, '["id","household_id","reviewed_on","reviewer","sections","result","note","deleted_on","sample_id","finished_on"]', json_array("id","household_id","reviewed_on","reviewer","sections","result","note","deleted_on","sample_id","finished_on") FROM "handbook_review";
CREATE VIEW journal_home_teaching AS SELECT 'home_teaching', id, '["id","person_id","taught_on","teachers","hours","content","child_state","parent_signed","next_plan","photo","deleted_on"]', json_array("id","person_id","taught_on","teachers",json(iif("hours" IS NULL, 'null', replace(printf('%!.20g', "hours"), 'Inf', '9e999'))),"content","child_state","parent_signed","next_plan","photo","deleted_on") FROM "home_teaching";
CREATE VIEW journal_household AS SELECT 'household', id, '["id","household_no","place_id","village_group","natural_village","address","head_name","head_id_no","phone","bank_name","bank_card_no","identify_standard","household_type","household_attr","poverty_status","monitor_type","main_cause","other_causes","return_cause","is_martyr_family","is_only_child","is_two_daughters","person_count","first_identified_on","plan_exit_year","exited_on","return_year","relocation","relocation_way","relocation_settlement","relocation_to","relocation_will","not_exited_reason","months_at_home","social_relations","flyer_posted_on","archive_place","filled_by","filled_by_phone","filled_on","head_signed_on","team_leader","entered_on","removed_on","removed_reason","note","deleted_on"]', json_array("id","household_no","place_id","village_group","natural_village","address","head_name","head_id_no","phone","bank_name","bank_card_no","identify_standard","household_type","household_attr","poverty_status","monitor_type","main_cause","other_causes","return_cause","is_martyr_family","is_only_child","is_two_daughters","person_count","first_identified_on","plan_exit_year","exited_on","return_year","relocation","relocation_way","relocation_settlement","relocation_to","relocation_will","not_exited_reason",json(iif("months_at_home" IS NULL, 'null', replace(printf('%!.20g', "months_at_home"), 'Inf', '9e999'))),"social_relations","flyer_posted_on","archive_place","filled_by","filled_by_phone","filled_on","head_signed_on","team_leader","entered_on","removed_on","removed_reason","note","deleted_on") FROM "household";
CREATE VIEW journal_household_plan AS SELECT 'household_plan', id, '["id","household_id","year","need","goal","measures","income_goal","due_on","result","signed_on","note","deleted_on"]', json_array("id","household_id","year","need","goal","measures","income_goal","due_on","result","signed_on","note","deleted_on") FROM "household_plan";
CREATE VIEW journal_household_year AS SELECT 'household_year', id, '["id","household_id","year","household_attr","person_count","wage_income","business_income","asset_dividend","other_property","family_planning","dibao","tekun","pension","eco_comp","other_transfer","business_expense","other_expense","compliant_self_pay","claim_income","farmland","irrigated","woodland","returned_woodland","orchard","grassland","water_surface","production_power","home_power","broadcast_tv","water_difficult","water_safe","water_source","road_distance","access_road_type","house_area","danger_house","house_danger_level","sanitary_toilet","fuel","cooperative","leading_firm","leading_person","livestock","appliances","note","deleted_on"]', json_array("id","household_id","year","household_attr","person_count","wage_income","business_income","asset_dividend","other_property","family_planning","dibao","tekun","pension","eco_comp","other_transfer","business_expense","other_expense","compliant_self_pay","claim_income",json(iif("farmland" IS NULL, 'null', replace(printf('%!.20g', "farmland"), 'Inf', '9e999'))),json(iif("irrigated" IS NULL, 'null', replace(printf('%!.20g', "irrigated"), 'Inf', '9e999'))),json(iif("woodland" IS NULL, 'null', replace(printf('%!.20g', "woodland"), 'Inf', '9e999'))),json(iif("returned_woodland" IS NULL, 'null', replace(printf('%!.20g', "returned_woodland"), 'Inf', '9e999'))),json(iif("orchard" IS NULL, 'null', replace(printf('%!.20g', "orchard"), 'Inf', '9e999'))),json(iif("grassland" IS NULL, 'null', replace(printf('%!.20g', "grassland"), 'Inf', '9e999'))),json(iif("water_surface" IS NULL, 'null', replace(printf('%!.20g', "water_surface"), 'Inf', '9e999'))),"production_power","home_power","broadcast_tv","water_difficult","water_safe","water_source",json(iif("road_distance" IS NULL, 'null', replace(printf('%!.20g', "road_distance"), 'Inf', '9e999'))),"access_road_type",json(iif("house_area" IS NULL, 'null', replace(printf('%!.20g', "house_area"), 'Inf', '9e999'))),"danger_house","house_danger_level","sanitary_toilet","fuel","cooperative","leading_firm","leading_person","livestock","appliances","note","deleted_on") FROM "household_year";
CREATE VIEW journal_lesson_plan AS SELECT 'lesson_plan', id, '["id","person_id","school_year","school","teachers","assessed_on","agreed_on","week","hours","started_on","ended_on","content","result","note","deleted_on"]', json_array("id","person_id","school_year","school","teachers","assessed_on","agreed_on",json(iif("week" IS NULL, 'null', replace(printf('%!.20g', "week"), 'Inf', '9e999'))),json(iif("hours" IS NULL, 'null', replace(printf('%!.20g', "hours"), 'Inf', '9e999'))),"started_on","ended_on","content","result","note","deleted_on") FROM "lesson_plan";
CREATE VIEW journal_measure AS SELECT 'measure', id, '["id","household_id","year","measure_kind","project","need","scale","amount","unit_name","started_on","finished_on","note","deleted_on"]', json_array("id","household_id","year","measure_kind","project","need","scale","amount","unit_name","started_on","finished_on","note","deleted_on") FROM "measure";
CREATE VIEW journal_meeting AS SELECT 'meeting', id, '["id","met_on","meeting_kind","topic","unit_id","chair","attendees","content","note","deleted_on","document_id"]', json_array("id","met_on","meeting_kind","topic","unit_id","chair","attendees","content","note","deleted_on","document_id") FROM "meeting";
CREATE VIEW journal_merge AS SELECT 'merge', id, '["id","tbl","kept","gone","reason","cadre_id","merged_on","deleted_on"]', json_array("id","tbl","kept","gone","reason","cadre_id","merged_on","deleted_on") FROM "merge";
CREATE VIEW journal_monitoring_case AS SELECT 'monitoring_case', id, '["id","household_id","monitor_type","no_labour","risks","risk_note","clue_on","clue_source","home_checked_on","authorised_on","compared_on","assessed_on","posted_on","posted_to","town_on","county_on","settlement","disaster","line_at","school_at","housing_at","water_at","medical_at","wage_at","business_at","property_at","transfer_at","expense_at","net_at","income_at","claim_at","self_pay_at","measures","measure_state","clear_checked_on","clear_assessed_on","clear_posted_on","clear_posted_to","clear_town_on","cleared_on","cleared_by","wage_after","business_after","property_after","transfer_after","expense_after","net_after","income_after","claim_after","self_pay_after","school_after","housing_after","water_after","medical_after","returned_on","contact","head_signed_on","note","deleted_on"]', json_array("id","household_id","monitor_type","no_labour","risks","risk_note","clue_on","clue_source","home_checked_on","authorised_on","compared_on","assessed_on","posted_on","posted_to","town_on","county_on","settlement","disaster","line_at","school_at","housing_at","water_at","medical_at","wage_at","business_at","property_at","transfer_at","expense_at","net_at","income_at","claim_at","self_pay_at","measures","measure_state","clear_checked_on","clear_assessed_on","clear_posted_on","clear_posted_to","clear_town_on","cleared_on","cleared_by","wage_after","business_after","property_after","transfer_after","expense_after","net_after","income_after","claim_after","self_pay_after","school_after","housing_after","water_after","medical_after","returned_on","contact","head_signed_on","note","deleted_on") FROM "monitoring_case";
CREATE VIEW journal_monthly_report AS SELECT 'monthly_report', id, '["id","unit_id","month","submitted_on","content","lies_in","note","deleted_on"]', json_array("id","unit_id","month","submitted_on","content","lies_in","note","deleted_on") FROM "monthly_report";
CREATE VIEW journal_not_same AS SELECT 'not_same', id, '["id","tbl","one","other","said_on","cadre_id"]', json_array("id","tbl","one","other","said_on","cadre_id") FROM "not_same";
CREATE VIEW journal_note AS SELECT 'note', id, '["id","household_id","noted_on","content","deleted_on"]', json_array("id","household_id","noted_on","content","deleted_on") FROM "note";
CREATE VIEW journal_notification AS SELECT 'notification', id, '["id","person_id","term","notified_on","way","school_seal","student_signed","receipt","note","deleted_on"]', json_array("id","person_id","term","notified_on","way","school_seal","student_signed","receipt","note","deleted_on") FROM "notification";
CREATE VIEW journal_pairing AS SELECT 'pairing', id, '["id","household_id","cadre_id","started_on","ended_on","goal","plan","note","deleted_on"]', json_array("id","household_id","cadre_id","started_on","ended_on","goal","plan","note","deleted_on") FROM "pairing";
CREATE VIEW journal_person AS SELECT 'person', id, '["id","household_id","person_no","name","sex","id_kind","id_no","disability_cert_no","birth","relation_to_head","ethnicity","political_status","education_level","school_status","school","dropout_reason","health_status","illness","labour_ability","work_months","work_area","work_place","work_firm","public_job","public_job_months","resident_medical_ins","employee_medical_ins","critical_illness_ins","commercial_medical_ins","resident_pension","employee_pension","dibao","tekun","is_soldier","speaks_mandarin","phone","identified_on","joined_on","joined_reason","left_on","left_reason","note","deleted_on"]', json_array("id","household_id","person_no","name","sex","id_kind","id_no","disability_cert_no","birth","relation_to_head","ethnicity","political_status","education_level","school_status","school","dropout_reason","health_status","illness","labour_ability",json(iif("work_months" IS NULL, 'null', replace(printf('%!.20g', "work_months"), 'Inf', '9e999'))),"work_area","work_place","work_firm","public_job",json(iif("public_job_months" IS NULL, 'null', replace(printf('%!.20g', "public_job_months"), 'Inf', '9e999'))),"resident_medical_ins","employee_medical_ins","critical_illness_ins","commercial_medical_ins","resident_pension","employee_pension","dibao","tekun","is_soldier","speaks_mandarin","phone","identified_on","joined_on","joined_reason","left_on","left_reason","note","deleted_on") FROM "person";
CREATE VIEW journal_persuasion AS SELECT 'persuasion', id, '["id","dropout_id","talked_on","by_whom","person_met","way","content","result","next_on","deleted_on"]', json_array("id","dropout_id","talked_on","by_whom","person_met","way","content","result","next_on","deleted_on") FROM "persuasion";
CREATE VIEW journal_place AS SELECT 'place', id, '["id","parent_id","name","level","code","natural_village","note","deleted_on","is_poor"]', json_array("id","parent_id","name","level","code","natural_village","note","deleted_on","is_poor") FROM "place";
CREATE TRIGGER journal_place_b BEFORE INSERT ON "place" BEGIN INSERT INTO replaced SELECT * FROM journal_place WHERE id = NEW.id; END;
CREATE TRIGGER journal_place_i AFTER INSERT ON "place" BEGIN INSERT INTO journal_i VALUES ('place', NEW.id); END;
CREATE TRIGGER journal_place_o BEFORE UPDATE ON "place" BEGIN INSERT INTO replaced SELECT * FROM journal_place WHERE id = OLD.id; END;
CREATE TRIGGER journal_place_u AFTER UPDATE ON "place" BEGIN INSERT INTO journal_u SELECT OLD.id, * FROM journal_place WHERE id = NEW.id; END;
CREATE TRIGGER journal_place_d BEFORE DELETE ON "place" BEGIN INSERT INTO journal_d SELECT * FROM journal_place WHERE id = OLD.id; END;
CREATE VIEW journal_project AS SELECT 'project', id, '["id","name","project_kind","year","unit_id","place_id","measure_unit","planned","started","finished","planned_value","done_value","started_on","finished_on","note","deleted_on"]', json_array("id","name","project_kind","year","unit_id","place_id","measure_unit",json(iif("planned" IS NULL, 'null', replace(printf('%!.20g', "planned"), 'Inf', '9e999'))),json(iif("started" IS NULL, 'null', replace(printf('%!.20g', "started"), 'Inf', '9e999'))),json(iif("finished" IS NULL, 'null', replace(printf('%!.20g', "finished"), 'Inf', '9e999'))),"planned_value","done_value","started_on","finished_on","note","deleted_on") FROM "project";
CREATE VIEW journal_project_check AS SELECT 'project_check', id, '["id","project_id","checked_on","checked_by","result","problem","measure","done_on","deleted_on"]', json_array("id","project_id","checked_on","checked_by","result","problem","measure","done_on","deleted_on") FROM "project_check";
CREATE VIEW journal_publicity AS SELECT 'publicity', id, '["id","published_on","publicity_kind","outlet","topic","unit_id","quantity","link","note","deleted_on"]', json_array("id","published_on","publicity_kind","outlet","topic","unit_id","quantity","link","note","deleted_on") FROM "publicity";
CREATE VIEW journal_report_text AS SELECT 'report_text', id, '["id","report","period","paragraph","position","made","body","cadre_id","edited_on","deleted_on"]', json_array("id","report","period","paragraph","position","made","body","cadre_id","edited_on","deleted_on") FROM "report_text";
CREATE VIEW journal_responsibility AS SELECT 'responsibility', id, '["id","unit_id","position","name","cadre_id","post","duty","phone","started_on","ended_on","note","deleted_on"]', json_array("id","unit_id","position","name","cadre_id","post","duty","phone","started_on","ended_on","note","deleted_on") FROM "responsibility";
CREATE VIEW journal_review_mark AS SELECT 'review_mark', id, '["id","review_id","chapter","verdict","note","finding_id","deleted_on"]', json_array("id","review_id","chapter","verdict","note","finding_id","deleted_on") FROM "review_mark";
CREATE VIEW journal_review_sample AS SELECT 'review_sample', id, '["id","drawn_on","cadre_id","place_id","seed","size","pool","households","note","deleted_on"]', json_array("id","drawn_on","cadre_id","place_id","seed","size","pool","households","note","deleted_on") FROM "review_sample";
CREATE VIEW journal_roster AS SELECT 'roster', id, '["id","source","claim","dated_on","term","file","loaded_on","cadre_id","headings","mapping","rows","note","deleted_on"]', json_array("id","source","claim","dated_on","term","file","loaded_on","cadre_id","headings","mapping","rows","note","deleted_on") FROM "roster";
CREATE VIEW journal_roster_decision AS SELECT 'roster_decision', id, '["id","source","claim","subject","field","decision","ours","theirs","person_id","reason","cadre_id","decided_on","deleted_on"]', json_array("id","source","claim","subject","field","decision","ours","theirs","person_id","reason","cadre_id","decided_on","deleted_on") FROM "roster_decision";
CREATE VIEW journal_roster_row AS SELECT 'roster_row', id, '["id","roster_id","line","cells"]', json_array("id","roster_id","line","cells") FROM "roster_row";
CREATE VIEW journal_rule_waiver AS SELECT 'rule_waiver', id, '["id","rule","tbl","row","reason","cadre_id","waived_on","until","deleted_on"]', json_array("id","rule","tbl","row","reason","cadre_id","waived_on","until","deleted_on") FROM "rule_waiver";
CREATE VIEW journal_secondment AS SELECT 'secondment', id, '["id","name","secondment_kind","from_unit","to_unit","place_id","subject","started_on","ended_on","note","deleted_on"]', json_array("id","name","secondment_kind","from_unit","to_unit","place_id","subject","started_on","ended_on","note","deleted_on") FROM "secondment";
CREATE VIEW journal_self_check AS SELECT 'self_check', id, '["id","checked_on","unit_id","check_group","item","result","gap","measure","due_on","done_on","deleted_on"]', json_array("id","checked_on","unit_id","check_group","item","result","gap","measure","due_on","done_on","deleted_on") FROM "self_check";
CREATE VIEW journal_support AS SELECT 'support', id, '["id","household_id","given_on","giver","cadre_id","amount","goods","note","deleted_on"]', json_array("id","household_id","given_on","giver","cadre_id","amount","goods","note","deleted_on") FROM "support";
CREATE VIEW journal_task AS SELECT 'task', id, '["id","campaign_id","position","title","scope","fact","evidence","guidance","due_on","owner","deleted_on"]', json_array("id","campaign_id","position","title","scope","fact","evidence","guidance","due_on","owner","deleted_on") FROM "task";
CREATE VIEW journal_task_mark AS SELECT 'task_mark', id, '["id","task_id","place_id","household_id","person_id","done_on","cadre_id","evidence","note","deleted_on"]', json_array("id","task_id","place_id","household_id","person_id","done_on","cadre_id","evidence","note","deleted_on") FROM "task_mark";
CREATE VIEW journal_term_lock AS SELECT 'term_lock', id, '["id","term","locked_on","cadre_id","unlocked_on","unlock_reason","deleted_on"]', json_array("id","term","locked_on","cadre_id","unlocked_on","unlock_reason","deleted_on") FROM "term_lock";
CREATE VIEW journal_threshold AS SELECT 'threshold', id, '["id","key","place_id","valid_from","valid_to","value","note","deleted_on"]', json_array("id","key","place_id","valid_from","valid_to",json(iif("value" IS NULL, 'null', replace(printf('%!.20g', "value"), 'Inf', '9e999'))),"note","deleted_on") FROM "threshold";
CREATE VIEW journal_training AS SELECT 'training', id, '["id","held_on","ended_on","category","topic","unit_id","place_id","hours","attendees","of_poor","amount","note","deleted_on"]', json_array("id","held_on","ended_on","category","topic","unit_id","place_id",json(iif("hours" IS NULL, 'null', replace(printf('%!.20g', "hours"), 'Inf', '9e999'))),"attendees","of_poor","amount","note","deleted_on") FROM "training";
CREATE VIEW journal_unit AS SELECT 'unit', id, '["id","parent_id","name","affiliation","unit_kind","leader","phone","place_id","note","deleted_on"]', json_array("id","parent_id","name","affiliation","unit_kind","leader","phone","place_id","note","deleted_on") FROM "unit";
CREATE VIEW journal_unit_plan AS SELECT 'unit_plan', id, '["id","unit_id","year","title","content","due_on","done_on","note","deleted_on"]', json_array("id","unit_id","year","title","content","due_on","done_on","note","deleted_on") FROM "unit_plan";
CREATE VIEW journal_visit AS SELECT 'visit', id, '["id","household_id","cadre_id","visited_on","visit_kind","visit_mode","second_visitor","content","person_met","policy_aware","read_back","flyer_posted","handbook_seen","support_amount","support_goods","next_on","visit_place","photo","comment","registered_at","deleted_on"]', json_array("id","household_id","cadre_id","visited_on","visit_kind","visit_mode","second_visitor","content","person_met","policy_aware","read_back","flyer_posted","handbook_seen","support_amount","support_goods","next_on","visit_place","photo","comment","registered_at","deleted_on") FROM "visit";
PRAGMA application_id=1650552423;
PRAGMA user_version=8;
COMMIT;

/* What is wrong on purpose: one way to break each rule of screens/checks.ini, and blanks of the handbook. $x are rows
 * of the household the fault is planted in (letters: faults_letter), capitals the same of the next one; $I20050505f is
 * a resident number of that birth. `also`: what else follows from it, "rule:letter" by blanks. */
#ifndef FAULTS_PLANTED_H
#define FAULTS_PLANTED_H

struct fault {
	const char *rule;
	char who;
	const char *sql, *also;
};

static const struct fault FAULTS[] = {
	{ "id_duplicate", 's',
	  "UPDATE person SET (id_no, birth) = (SELECT id_no, birth FROM person WHERE id = $s) WHERE id = $S",
	  "id_duplicate:S" },
	{ "id_length", 's', "UPDATE person SET id_no = substr(id_no, 1, 17) WHERE id = $s", "" },
	{ "id_checksum", 's',
	  "UPDATE person SET id_no = substr(id_no, 1, 17) || CASE substr(id_no, 18) WHEN '1' THEN '2' ELSE '1' END "
	  "WHERE id = $s",
	  "" },
	{ "id_placeholder", 's', "UPDATE person SET id_no = '999999197201010020' WHERE id = $s", "" },
	{ "id_kind", 's', "UPDATE person SET id_kind = '残疾人证' WHERE id = $s", "" },
	{ "birth_range", 's', "UPDATE person SET birth = '2030-01-01' WHERE id = $s", "birth_vs_id:s" },
	{ "birth_vs_id", 's', "UPDATE person SET birth = '1969-12-31' WHERE id = $s", "" },
	{ "sex_vs_id", 's', "UPDATE person SET sex = '男' WHERE id = $s", "head_spouse_same_sex:h" },
	{ "cert_length", 's',
	  "UPDATE person SET disability_cert_no = id_no || '4', health_status = '[\"残疾\"]' WHERE id = $s", "" },
	{ "cert_vs_id", 's',
	  "UPDATE person SET disability_cert_no = '99010119881231457243', health_status = '[\"残疾\"]' WHERE id = $s",
	  "" },
	{ "name_bad", 's', "UPDATE person SET name = '李3' WHERE id = $s", "" },
	{ "head_none", 'h', "UPDATE person SET relation_to_head = '其他' WHERE id = $p", "" },
	{ "head_many", 'h', "UPDATE person SET relation_to_head = '户主' WHERE id = $s", "head_name_differs:h" },
	{ "spouse_many", 'h',
	  "UPDATE person SET relation_to_head = '配偶', sex = '女', id_no = '$I20040404f', birth = '2004-04-04', "
	  "school_status = NULL, school = NULL, education_level = '初中', labour_ability = '普通劳动力', "
	  "resident_pension = 1 WHERE id = $d",
	  "" },
	{ "head_spouse_same_sex", 'h', "UPDATE person SET sex = '未说明' WHERE id IN ($p, $s)", "" },
	{ "head_name_differs", 'h', "UPDATE household SET head_name = '欧阳某' WHERE id = $h", "" },
	{ "head_missing", 'h', "UPDATE household SET head_id_no = '990101201008151236' WHERE id = $h", "" },
	{ "relation_bad", 's', "UPDATE person SET relation_to_head = NULL WHERE id = $s", "blank:relation_to_head:s" },
	{ "relation_vs_sex", 's', "UPDATE person SET relation_to_head = '之岳父' WHERE id = $s", "" },
	{ "child_age", 'c',
	  "UPDATE person SET birth = '2000-02-02', id_no = '$I20000202m' WHERE id = $p; UPDATE household SET "
	  "head_id_no = '$I20000202m' WHERE id = $h",
	  "child_age:d" },
	{ "parent_age", 's', "UPDATE person SET relation_to_head = '之母' WHERE id = $s", "" },
	{ "spouse_age", 's', "UPDATE person SET birth = '2005-03-03', id_no = '$I20050303f' WHERE id = $s", "" },
	{ "count_mismatch", 'h', "UPDATE household SET person_count = 5 WHERE id = $h", "year_count:y" },
	{ "household_no_twice", 'h', "UPDATE household SET household_no = 'T$h' WHERE id IN ($h, $H)",
	  "household_no_twice:H" },
	{ "phone_bad", 'h', "UPDATE household SET phone = '12345'||$h % 1000 WHERE id = $h", "" },
	{ "phone_shared", 'h', "UPDATE household SET phone = (SELECT phone FROM household WHERE id = $h) WHERE id = $H",
	  "phone_shared:H" },
	{ "card_bad", 'h', "UPDATE household SET bank_card_no = '9$h' WHERE id = $h", "" },
	{ "card_shared", 'h', "UPDATE household SET bank_card_no = '99999900$h' WHERE id IN ($h, $H)",
	  "card_shared:H" },
	{ "cause_twice", 'h', "UPDATE household SET other_causes = '[\"缺技术\"]' WHERE id = $h", "" },
	{ "cause_many", 'h', "UPDATE household SET other_causes = '[\"因病\", \"因残\", \"缺水\"]' WHERE id = $h", "" },
	{ "exit_before_entry", 'h', "UPDATE household SET exited_on = '2010-01' WHERE id = $h", "" },
	{ "attr_words_old", 'h', "UPDATE household SET household_attr = '一般贫困户' WHERE id = $h", "" },
	{ "dibao_attr", 'h', "UPDATE household SET household_attr = '低保脱贫户' WHERE id = $h", "" },
	{ "tekun_attr", 'h', "UPDATE household SET household_attr = '特困供养脱贫户' WHERE id = $h", "" },
	{ "pairing_none", 'h', "UPDATE pairing SET ended_on = '2022-01-31' WHERE id = $q", "" },
	{ "pairing_cadre_gone", 'q',
	  "INSERT INTO cadre(id, name, ended_on) VALUES ($x, '调离干部', '2022-01-31'); UPDATE pairing SET cadre_id = "
	  "$x WHERE id = $q",
	  "" },
	{ "school_both", 'c', "UPDATE person SET education_level = '小学' WHERE id = $c", "" },
	{ "school_none", 's', "UPDATE person SET education_level = NULL WHERE id = $s", "blank:education_level:s" },
	{ "no_school_6_16", 'c',
	  "UPDATE person SET school_status = NULL, school = NULL, education_level = '小学' WHERE id = $c", "" },
	{ "dropout_at_school", 'c', "UPDATE person SET dropout_reason = '厌学' WHERE id = $c", "dropout_no_measure:c" },
	{ "stage_age", 'c', "UPDATE person SET birth = '2005-01-01', id_no = '$I20050101m' WHERE id = $c", "" },
	{ "stage_age_junior", 'd', "UPDATE person SET birth = '2014-01-01', id_no = '$I20140101f' WHERE id = $d", "" },
	{ "stage_age_senior", 'd',
	  "UPDATE person SET school_status = '普通高中一年级', birth = '2012-06-06', id_no = '$I20120606f' WHERE id = "
	  "$d",
	  "" },
	{ "stage_age_college", 'd',
	  "UPDATE person SET school_status = '本科一年级', birth = '2007-07-07', id_no = '$I20070707f' WHERE id = $d",
	  "" },
	{ "stage_age_master", 'd',
	  "UPDATE person SET school_status = '硕士研究生及以上', birth = '2006-06-07', id_no = '$I20060607f' WHERE id "
	  "= $d",
	  "" },
	{ "preschool_7", 'c', "UPDATE person SET school_status = '学前教育' WHERE id = $c", "" },
	{ "low_edu_16_22", 's',
	  "UPDATE person SET birth = '2003-03-03', id_no = '$I20030303f', education_level = '小学' WHERE id = $s", "" },
	{ "dropout_ill_but_healthy", 'c',
	  "UPDATE person SET school_status = NULL, school = NULL, education_level = '小学', dropout_reason = '因病' "
	  "WHERE id = $c",
	  "dropout_no_measure:c" },
	{ "dropout_no_measure", 'c',
	  "UPDATE person SET school_status = NULL, school = NULL, education_level = '小学', dropout_reason = '厌学' "
	  "WHERE id = $c",
	  "" },
	{ "student_works", 'd',
	  "UPDATE person SET birth = '2005-05-05', id_no = '$I20050505f', work_months = 3, work_area = '乡镇内务工' "
	  "WHERE id = $d",
	  "" },
	{ "student_labour", 'd',
	  "UPDATE person SET birth = '2005-05-05', id_no = '$I20050505f', labour_ability = '普通劳动力' WHERE id = $d",
	  "" },
	{ "enrolment_twice", 'n',
	  "INSERT INTO enrolment(id, person_id, term, school) SELECT $x, person_id, term, school FROM enrolment WHERE "
	  "id = $n",
	  "enrolment_twice:x" },
	{ "home_teaching_none", 'n', "UPDATE enrolment SET attendance_mode = '送教上门' WHERE id = $n", "" },
	{ "home_teaching_unsigned", 'x',
	  "INSERT INTO home_teaching(id, person_id, taught_on, parent_signed) VALUES ($x, $c, '2022-10-10', 0)", "" },
	{ "child_labour", 'c',
	  "UPDATE person SET school_status = NULL, school = NULL, education_level = '小学', dropout_reason = '厌学', "
	  "labour_ability = '普通劳动力' WHERE id = $c; UPDATE measure SET measure_kind = '义务教育保障' WHERE id = $m",
	  "" },
	{ "child_works", 'c', "UPDATE person SET work_months = 3, work_area = '乡镇内务工' WHERE id = $c",
	  "student_works:c" },
	{ "adult_no_labour", 's', "UPDATE person SET labour_ability = '弱劳动力或半劳动力' WHERE id = $s", "" },
	{ "old_labour", 's', "UPDATE person SET birth = '1950-02-02', id_no = '$I19500202f' WHERE id = $s", "" },
	{ "disabled_labour", 's',
	  "UPDATE person SET disability_cert_no = id_no || '41', health_status = '[\"残疾\"]' WHERE id = $s", "" },
	{ "works_no_labour", 's',
	  "UPDATE person SET labour_ability = '丧失劳动力', work_months = 5, work_area = '乡镇内务工', health_status = "
	  "'[\"长期慢性病\"]' WHERE id = $s",
	  "" },
	{ "work_no_area", 'p', "UPDATE person SET work_area = NULL WHERE id = $p", "" },
	{ "work_months_range", 'p', "UPDATE person SET work_months = 13 WHERE id = $p", "" },
	{ "public_job", 's', "UPDATE person SET public_job = '护林员' WHERE id = $s", "" },
	{ "public_job_age", 's',
	  "UPDATE person SET public_job = '护林员', public_job_months = 6, birth = '1950-02-02', id_no = "
	  "'$I19500202f', labour_ability = '弱劳动力或半劳动力' WHERE id = $s",
	  "" },
	{ "public_job_many", 'h',
	  "UPDATE person SET id_no = '$I20040405f', birth = '2004-04-05', school_status = NULL, school = NULL, "
	  "education_level = '初中', labour_ability = '普通劳动力', resident_pension = 1 WHERE id = $d; UPDATE person "
	  "SET public_job = '护林员', public_job_months = 6 WHERE id IN ($p, $s, $d)",
	  "" },
	{ "wage_range", 'y', "UPDATE household_year SET wage_income = 100000, business_income = 4000000 WHERE id = $y",
	  "" },
	{ "work_no_wage", 'y', "UPDATE household_year SET wage_income = 0, business_income = 4000000 WHERE id = $y",
	  "" },
	{ "healthy_and_ill", 's', "UPDATE person SET health_status = '[\"健康\", \"长期慢性病\"]' WHERE id = $s", "" },
	{ "medical_both", 's', "UPDATE person SET employee_medical_ins = 1 WHERE id = $s", "" },
	{ "medical_none", 's', "UPDATE person SET resident_medical_ins = 0 WHERE id = $s", "" },
	{ "critical_none", 's', "UPDATE person SET critical_illness_ins = 0 WHERE id = $s", "" },
	{ "pension_both", 's', "UPDATE person SET employee_pension = 1 WHERE id = $s", "" },
	{ "pension_child", 'c', "UPDATE person SET resident_pension = 1 WHERE id = $c", "" },
	{ "dibao_tekun", 's', "UPDATE person SET dibao = '农村低保', tekun = '农村特困' WHERE id = $s", "" },
	{ "disabled_cert", 's', "UPDATE person SET health_status = '[\"残疾\"]' WHERE id = $s",
	  "blank:disability_cert_no:s" },
	{ "cert_not_disabled", 's', "UPDATE person SET disability_cert_no = id_no || '43' WHERE id = $s", "" },
	{ "land_range", 'y', "UPDATE household_year SET farmland = 150 WHERE id = $y", "" },
	{ "woodland_range", 'y', "UPDATE household_year SET woodland = 250 WHERE id = $y", "" },
	{ "returned_range", 'y', "UPDATE household_year SET returned_woodland = 250 WHERE id = $y", "" },
	{ "orchard_range", 'y', "UPDATE household_year SET orchard = 250 WHERE id = $y", "" },
	{ "grassland_range", 'y', "UPDATE household_year SET grassland = 150 WHERE id = $y", "" },
	{ "water_range", 'y', "UPDATE household_year SET water_surface = 150 WHERE id = $y", "" },
	{ "irrigated_range", 'y', "UPDATE household_year SET irrigated = 9 WHERE id = $y", "" },
	{ "road_range", 'y', "UPDATE household_year SET road_distance = 8 WHERE id = $y", "" },
	{ "house_range", 'y', "UPDATE household_year SET house_area = 900 WHERE id = $y", "" },
	{ "danger_level", 'y', "UPDATE household_year SET house_danger_level = 'C级' WHERE id = $y", "" },
	{ "water_contradict", 'y', "UPDATE household_year SET water_difficult = 1 WHERE id = $y", "" },
	{ "exited_danger_house", 'y',
	  "UPDATE household_year SET danger_house = 1, house_danger_level = 'C级' WHERE id = $y", "" },
	{ "exited_water", 'y', "UPDATE household_year SET water_safe = 0 WHERE id = $y", "" },
	{ "year_count", 'y', "UPDATE household_year SET person_count = 5 WHERE id = $y", "" },
	{ "income_negative", 'l', "UPDATE household_year SET business_expense = 99999999 WHERE id = $l", "" },
	{ "income_zero", 'l',
	  "UPDATE household_year SET wage_income = 0, business_income = 0, other_transfer = 0, business_expense = 0 "
	  "WHERE id = $l",
	  "" },
	{ "income_sum", 'y', "UPDATE household_year SET other_transfer = wage_income + business_income WHERE id = $y",
	  "" },
	{ "per_capita", 'y',
	  "UPDATE household_year SET wage_income = 20000000, business_income = 0, other_transfer = 0, business_expense "
	  "= 0 WHERE id = $l; UPDATE household_year SET wage_income = 5000000, business_income = 0, other_transfer = "
	  "0, business_expense = 0 WHERE id = $y",
	  "" },
	{ "income_jump", 'y', "UPDATE household_year SET business_income = 20000000 WHERE id = $y", "" },
	{ "dibao_income", 'y', "UPDATE household_year SET dibao = 100000 WHERE id = $y", "" },
	{ "below_line", 'y',
	  "UPDATE household_year SET wage_income = 500000, business_income = 500000, business_expense = 0 WHERE id = "
	  "$y",
	  "" },
	{ "aid_not_enrolled", 'x',
	  "INSERT INTO aid(id, person_id, term, aid_item_id, amount, state, paid_on) SELECT $x, $s, '2022-1', "
	  "aid_item_id, amount, 'paid', '2022-05-05' FROM aid WHERE id = $a",
	  "" },
	{ "aid_twice", 'a',
	  "INSERT INTO aid(id, person_id, term, aid_item_id, amount, state, paid_on) SELECT $x, person_id, term, "
	  "aid_item_id, amount, state, paid_on FROM aid WHERE id = $a",
	  "aid_twice:x" },
	{ "aid_twice", 'a',
	  "UPDATE person SET (id_no, birth) = (SELECT id_no, birth FROM person WHERE id = $c) WHERE id = $C",
	  "aid_twice:A id_duplicate:c id_duplicate:C" },
	{ "aid_not_entitled", 'x',
	  "INSERT INTO aid_item(id, key, name, stages) VALUES ($x, 'UNI', '助学金', '[\"本科\"]'); INSERT INTO aid(id, "
	  "person_id, term, aid_item_id, amount, state, paid_on) SELECT $x, person_id, term, $x, amount, 'paid', "
	  "paid_on FROM aid WHERE id = $a",
	  "" },
	{ "told_unpaid", 'x',
	  "INSERT INTO notification(id, person_id, term, notified_on) VALUES ($x, $c, '2016-1', '2016-05-01')", "" },
	{ "aid_elsewhere_no_proof", 'a', "UPDATE aid SET elsewhere = 1, proof = ' ' WHERE id = $a", "" },
	{ "enrolment_elsewhere_no_proof", 'n', "UPDATE enrolment SET school_area = '省外' WHERE id = $n", "" },
	{ "aid_no_amount", 'a', "UPDATE aid SET amount = NULL WHERE id = $a", "" },
	{ "aid_no_date", 'a', "UPDATE aid SET paid_on = NULL WHERE id = $a", "" },
	{ "aid_item_dates", 'a', "UPDATE aid SET term = '2018-1' WHERE id = $a", "aid_not_enrolled:a" },
	{ "yulu_wrong", 'x',
	  "INSERT INTO aid(id, person_id, term, aid_item_id, amount, state, paid_on) SELECT $x, $c, '2022-2', id, "
	  "150000, 'applied', NULL FROM aid_item WHERE key = 'YULU'",
	  "" },
	{ "yulu_missing", 'd',
	  "UPDATE person SET school_status = '中职一年级', birth = '2006-06-08', id_no = '$I20060608f' WHERE id = $d",
	  "" },
	{ "study_risk_no_measure", 'h', "UPDATE household SET main_cause = '因学' WHERE id = $h", "" },
	{ "measures_few", 'h', "UPDATE household SET plan_exit_year = '2022' WHERE id = $h", "" },
	{ "measure_twice", 'm',
	  "INSERT INTO measure(id, household_id, year, measure_kind, project, scale, amount, unit_name, started_on, "
	  "finished_on) SELECT $x, household_id, year, measure_kind, project, scale, amount, unit_name, started_on, "
	  "finished_on FROM measure WHERE id = $m",
	  "measure_twice:x" },
	{ "effect_signed_by_cadre", 'e', "UPDATE effect SET signed_by = '驻村干部1' WHERE id = $e", "" },
	{ "visit_many", 'w',
	  "INSERT INTO cadre(id, name) VALUES ($x, '补记干部'); INSERT INTO visit(id, household_id, cadre_id, "
	  "visited_on, visit_kind, visit_mode, content) SELECT $w + row_number() OVER (ORDER BY h.id) - 1, h.id, $x, "
	  "'2022-06-30', '了解基本情况', '入户', '补记。' FROM household h WHERE h.id >= $h ORDER BY h.id LIMIT 16",
	  "" },
	{ "visit_none_at_home", 'h',
	  "UPDATE visit SET visit_mode = '电话' WHERE household_id = $h AND visited_on >= '2022'", "" },
	{ "awareness_low", 'x',
	  "INSERT INTO place(id, name, level) VALUES ($x, '新村', '村'); UPDATE household SET place_id = $x WHERE id = "
	  "$h; UPDATE visit SET policy_aware = 0 WHERE household_id = $h",
	  "" },
	{ "monitor_no_case", 'h', "UPDATE household SET monitor_type = '脱贫不稳定户' WHERE id = $h", "" },
	{ "risk_empty", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET risks = NULL WHERE id = $k",
	  "" },
	{ "risk_other_note", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET risks = '[\"其他\"]' WHERE id = "
	  "$k",
	  "" },
	{ "risk_measure", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET measures = '[\"产业帮扶\"]' WHERE "
	  "id = $k",
	  "" },
	{ "risk_measure_disabled", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET risks = '[\"因残\"]' WHERE id = "
	  "$k",
	  "" },
	{ "risk_measure_study", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET risks = '[\"因学\"]' WHERE id = "
	  "$k",
	  "" },
	{ "risk_measure_house", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET risks = '[\"因安全住房\"]' WHERE "
	  "id = $k",
	  "" },
	{ "risk_measure_water", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET risks = '[\"因安全饮水\"]' WHERE "
	  "id = $k",
	  "" },
	{ "cleared_fast", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET cleared_on = '2022-05-01', "
	  "cleared_by = '帮扶消除', income_after = 900000, school_after = 0, housing_after = 0, water_after = 0, "
	  "medical_after = 0 WHERE id = $k",
	  "" },
	{ "cleared_after_empty", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET cleared_on = '2022-10-01', "
	  "cleared_by = '帮扶消除', income_after = NULL, school_after = 0, housing_after = 0, water_after = 0, "
	  "medical_after = 0 WHERE id = $k",
	  "" },
	{ "cleared_not_solid", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET cleared_on = '2022-10-01', "
	  "cleared_by = '帮扶消除', income_after = 900000, school_after = 0, housing_after = 0, water_after = 1, "
	  "medical_after = 0 WHERE id = $k",
	  "" },
	{ "cleared_no_labour", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET cleared_on = '2022-10-01', "
	  "cleared_by = '帮扶消除', income_after = 900000, school_after = 0, housing_after = 0, water_after = 0, "
	  "medical_after = 0, no_labour = 1 WHERE id = $k",
	  "" },
	{ "cleared_no_way", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET cleared_on = '2022-10-01', "
	  "cleared_by = NULL, income_after = 900000, school_after = 0, housing_after = 0, water_after = 0, "
	  "medical_after = 0 WHERE id = $k",
	  "" },
	{ "identify_late", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET county_on = '2022-04-20' WHERE id "
	  "= $k",
	  "" },
	{ "posting_short", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET posted_to = '2022-03-06' WHERE id "
	  "= $k",
	  "" },
	{ "case_order", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET county_on = '2022-02-01' WHERE id "
	  "= $k",
	  "" },
	{ "only_safety_net", 'k',
	  "INSERT INTO monitoring_case(id, household_id, monitor_type, risks, clue_on, posted_on, posted_to, "
	  "county_on, measures) VALUES ($k, $h, '脱贫不稳定户', '[\"因病\"]', '2022-03-01', '2022-03-05', "
	  "'2022-03-09', '2022-03-12', '[\"健康帮扶\"]'); UPDATE monitoring_case SET risks = '[\"因残\"]', measures = "
	  "'[\"综合保障\"]' WHERE id = $k",
	  "" },
	{ "place_code", 'x', "INSERT INTO place(id, name, level, code) VALUES ($x, '旧代码村', '村', '123')", "" },
	{ "village_counts", 'x',
	  "INSERT INTO place(id, name, level) VALUES ($x, '新村', '村'); UPDATE household SET place_id = $x, "
	  "poverty_status = '未脱贫', exited_on = NULL WHERE id = $h; UPDATE household_year SET danger_house = 1, "
	  "house_danger_level = 'C级', water_safe = 0 WHERE id = $y",
	  "" },
	{ "plan_year", 'q', "UPDATE pairing SET plan = '按2019年计划逐项落实' WHERE id = $q", "" },
	{ "plan_year_document", 'x', "INSERT INTO document(id, title) VALUES ($x, '2021年工作总结和2021年工作计划')",
	  "" },
	{ "term_mixed", 'v',
	  "UPDATE visit SET content = '万名党员干部帮万户活动开展以来，万民党员帮万户。' WHERE id = $v", "" },
	{ "term_mixed_effect", 'e', "UPDATE effect SET content = '送教上门12次，上门送学教师2人。' WHERE id = $e", "" },
	{ "term_mixed_finding", 'x',
	  "INSERT INTO finding(id, household_id, found_on, content, state) VALUES ($x, $h, '2022-10-01', "
	  "'冬季攻势方案未印发，冬季行动无记录。', 'open')",
	  "" },
	{ "number_missing", 'v', "UPDATE visit SET content = '对于新增的名建档立卡学生及时补发。' WHERE id = $v", "" },
	{ "number_missing_effect", 'e', "UPDATE effect SET content = '享受资助元，已到账。' WHERE id = $e", "" },
	{ "number_missing_finding", 'x',
	  "INSERT INTO finding(id, household_id, found_on, content, state) VALUES ($x, $h, '2022-10-01', "
	  "'全村共户贫困户手册未更新。', 'open')",
	  "" },
	{ "blank:main_cause", 'h', "UPDATE household SET main_cause = NULL WHERE id = $h", "" },
	{ "blank:ethnicity", 'p', "UPDATE person SET ethnicity = NULL WHERE id = $p", "" },
	{ "blank:health_status", 's', "UPDATE person SET health_status = NULL WHERE id = $s", "" },
	{ "blank:house_area", 'y', "UPDATE household_year SET house_area = NULL WHERE id = $y", "" },
	{ "blank:road_distance", 'y', "UPDATE household_year SET road_distance = NULL WHERE id = $y", "" },
	{ "blank:signed_by", 'e', "UPDATE effect SET signed_by = NULL WHERE id = $e", "" },
	{ "blank:project", 'm', "UPDATE measure SET project = NULL WHERE id = $m", "" },
	{ "blank:content", 'v', "UPDATE visit SET content = NULL WHERE id = $v", "" },
	{ "blank:school", 'd', "UPDATE person SET school = NULL WHERE id = $d", "" },
	{ "blank:plan", 'q', "UPDATE pairing SET plan = NULL WHERE id = $q", "" },
	{ "blank:measure_kind", 'h', "UPDATE measure SET deleted_on = '2022-10-01' WHERE id = $m", "" },
};

#endif

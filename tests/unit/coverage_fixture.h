/* The labels and stages coverage is asked with. */
#ifndef TESTS_COVERAGE_FIXTURE_H
#define TESTS_COVERAGE_FIXTURE_H

#include "unit/office_fixture.h"

#include "model/coverage.h"
#include "model/enrolment.h"
#include "model/record.h"
#include "store/db.h"

#define TERM "2020-2"

static const char *const status[] = { "小学" }, *const grade[] = { "一年级" };
static const struct stage ladder[] = {
	{ "学前", grade, status, 0, "", 0, 0, false },
	{ "小学", grade, status, 0, "", 0, 0, true },
	{ "初中", grade, status, 0, "", 0, 0, true },
};

static void roles(struct office *o)
{
	static const char *const role[][2] = {
		{ "household_type.ordinary", "一般农户" },
		{ "student_group.registered", "建档立卡" },
		{ "student_group.exited", "脱贫户" },
		{ "student_group.monitored", "监测对象" },
		{ "student_group.dibao", "低保" },
		{ "student_group.tekun", "特困" },
		{ "student_group.disabled", "残疾" },
		{ "dibao.none", "未享受" },
		{ "tekun.none", "不享受" },
		{ "health_status.disabled", "残疾" },
		{ "school_stage.compulsory", "义务教育" },
		{ "school_stage.primary", "小学" },
		{ "school_stage.junior", "初中" },
		{ "school_stage.special", "特殊教育" },
	};

	for (size_t i = 0; i < sizeof role / sizeof role[0]; i++)
		office_set_role(o, role[i][0], role[i][1]);
	office_set_stages(o, ladder, 3);
}

#endif

#include "model/review.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/cut.h"
#include "model/finding.h"
#include "model/pairing.h"
#include "model/record.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

/* One that somebody typed into the form says what was seen or found; one that was begun here says so only at its end.
 */
static int64_t unfinished(struct office *o, int64_t household, const char *reviewer)
{
	return db_int(o->db, 0,
		      "SELECT id FROM handbook_review WHERE household_id = ?1 AND coalesce(reviewer, '') = ?2 AND"
		      " deleted_on IS NULL AND finished_on IS NULL AND result IS NULL AND sections IS NULL"
		      " ORDER BY reviewed_on DESC, id DESC LIMIT 1",
		      "is", household, reviewer ? reviewer : "");
}

/* One begun without a sample, whose household was drawn meanwhile, counts for it. */
static int join_sample(struct office *o, int64_t review, int64_t sample, struct err *e)
{
	struct record r;

	record_init(&r, "handbook_review");
	int rc = record_load(o, "handbook_review", review, &r, e);
	if (rc == 0 && record_int(&r, "sample_id") != sample) {
		record_set(&r, "sample_id", value_int(sample));
		rc = record_save(o, &r, RECORD_CHECKED, "review.begin", e);
	}
	record_release(&r);
	return rc;
}

int review_begin(struct office *o, int64_t household, const char *reviewer, int64_t sample, int64_t *review,
		 struct err *e)
{
	struct record r;

	*review = unfinished(o, household, reviewer);
	if (*review)
		return sample ? join_sample(o, *review, sample, e) : 0;
	record_init(&r, "handbook_review");
	record_set(&r, "household_id", value_int(household));
	record_set(&r, "reviewed_on", value_text(clock_today()));
	record_set(&r, "reviewer", value_text(reviewer));
	if (sample)
		record_set(&r, "sample_id", value_int(sample));
	int rc = record_save(o, &r, RECORD_CHECKED, "review.begin", e);
	*review = r.id;
	record_release(&r);
	return rc;
}

/* An open review's record. */
static int load(struct office *o, int64_t review, struct record *r, struct err *e)
{
	if (record_load(o, "handbook_review", review, r, e) < 0)
		return -1;
	if (*record_text(r, "deleted_on"))
		return err_set(e, ERR_MISSING, "RECORD_GONE", "handbook_review");
	if (*record_text(r, "finished_on"))
		return err_set(e, ERR_CONFLICT, "REVIEW_FINISHED");
	return 0;
}

static int mark_load(struct office *o, int64_t review, const char *chapter, struct record *m, struct err *e)
{
	int64_t id = db_int(o->db, 0,
			    "SELECT id FROM review_mark WHERE review_id = ?1 AND chapter = ?2 AND deleted_on IS NULL",
			    "is", review, chapter);

	return id ? record_load(o, "review_mark", id, m, e) : 0;
}

/* Was the finding born of this mark, and has nobody worked on it or named it since? */
static bool is_its_own(struct office *o, const struct record *mark, struct record *finding)
{
	int64_t id = record_int(mark, "finding_id");

	return id && record_load(o, "finding", id, finding, NULL) == 0 && !*record_text(finding, "deleted_on") &&
	       strcmp(record_text(finding, "state"), "open") == 0 && finding_notices(o, id) == 1 &&
	       strcmp(record_text(finding, "content"), record_text(mark, "note")) == 0;
}

static int notice_problem(struct office *o, int64_t household, const char *note, const char *level, const char *source,
			  int64_t *finding, struct err *e)
{
	struct finding_new f = { .household = household,
				 .level = level,
				 .source = source,
				 .found_on = clock_today(),
				 .category = office_role(o, "finding_category.handbook"),
				 .content = note,
				 .owner = pairing_responsible(o, household, clock_today()) };
	bool was_there;

	return finding_notice(o, &f, finding, &was_there, e);
}

/* A problem said in other words is the same finding in other words; one taken back takes its finding along, unless that
 * has got a life of its own. */
static int settle_finding(struct office *o, int64_t household, const struct record *mark, bool problem,
			  const char *note, const char *level, const char *source, int64_t *finding, struct err *e)
{
	struct record own;
	int rc = 0;

	record_init(&own, "finding");
	*finding = 0;
	bool mine = is_its_own(o, mark, &own);
	if (mine && problem) {
		*finding = own.id;
		record_set(&own, "content", value_text(note));
		rc = record_save(o, &own, RECORD_OVER, NULL, e);
	} else if (mine) {
		rc = record_bin(o, "finding", own.id, e);
	} else if (problem) {
		rc = notice_problem(o, household, note, level, source, finding, e);
	}
	record_release(&own);
	return rc;
}

static int set_mark(struct office *o, const struct record *review, const char *chapter, const char *verdict,
		    const char *note, const char *level, const char *source, struct err *e)
{
	bool problem = strcmp(verdict, "problem") == 0;
	struct record m;
	int64_t finding;
	int rc = -1;

	record_init(&m, "review_mark");
	if (mark_load(o, review->id, chapter, &m, e) < 0 ||
	    settle_finding(o, record_int(review, "household_id"), &m, problem, note, level, source, &finding, e) < 0)
		goto done;
	record_set(&m, "review_id", value_int(review->id));
	record_set(&m, "chapter", value_text(chapter));
	record_set(&m, "verdict", value_text(verdict));
	record_set(&m, "note", value_text(note));
	record_set(&m, "finding_id", finding ? value_int(finding) : value_null());
	rc = record_save(o, &m, RECORD_OVER, NULL, e);
done:
	record_release(&m);
	return rc;
}

static bool is_verdict(const char *s)
{
	return strcmp(s, "seen") == 0 || strcmp(s, "fine") == 0 || strcmp(s, "problem") == 0;
}

int review_mark_set(struct office *o, int64_t review, const char *chapter, const char *verdict, const char *note,
		    const char *level, const char *source, struct err *e)
{
	struct record r;
	int rc = -1;

	if (!is_verdict(verdict))
		return err_field(e, "verdict", "REVIEW_VERDICT", verdict);
	if (strcmp(verdict, "problem") == 0 && text_is_blank(note))
		return err_field(e, "note", "REVIEW_PROBLEM");
	record_init(&r, "handbook_review");
	if (load(o, review, &r, e) < 0 || db_begin(o->db, "review.mark", e) < 0)
		goto done;
	rc = set_mark(o, &r, chapter, verdict, note, level ? level : "", source ? source : "", e);
	if (rc < 0)
		db_rollback(o->db);
	else
		rc = db_commit(o->db, e);
done:
	record_release(&r);
	return rc;
}

int review_marks(struct office *o, int64_t review, struct review_state **out, size_t *n, struct err *e)
{
	struct stmt *s = db_query(o->db,
				  "SELECT chapter, verdict, note, finding_id FROM review_mark WHERE review_id = ?1 AND"
				  " deleted_on IS NULL ORDER BY id",
				  e);
	size_t cap = 0;
	int got;

	*out = NULL;
	*n = 0;
	if (!s)
		return -1;
	stmt_bind(s, "i", review);
	while ((got = stmt_step(s, e)) > 0) {
		if (*n == cap) {
			cap = cap * 2 + 16;
			*out = mem_grow(*out, cap, sizeof **out);
		}
		struct review_state *m = &(*out)[(*n)++];
		*m = (struct review_state){ .finding = stmt_int(s, 3) };
		CUT_COLUMN(m->chapter, s, 0);
		CUT_COLUMN(m->verdict, s, 1);
		CUT_COLUMN(m->note, s, 2);
	}
	stmt_done(s);
	if (got < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
	}
	return got;
}

/* Another inspection may have named the same finding: the words tell whose notice is whose. */
#define LAST_NOTICE \
	" FROM review_mark m JOIN handbook_review r ON r.id = m.review_id JOIN finding_notice n ON n.finding_id =" \
	" m.finding_id AND n.noticed_on >= r.reviewed_on WHERE m.review_id = ?1 AND m.deleted_on IS NULL AND" \
	" n.deleted_on IS NULL ORDER BY n.content = m.note DESC, m.id DESC, n.id LIMIT 1"

bool review_said_by(struct office *o, int64_t review, char **level, char **source)
{
	*level = db_text(o->db, "SELECT n.level" LAST_NOTICE, "i", review);
	*source = *level ? db_text(o->db, "SELECT coalesce(n.source, '')" LAST_NOTICE, "i", review) : NULL;
	if (*source)
		return true;
	mem_free(*level);
	*level = NULL;
	return false;
}

/* The words the form's list of sections has for a chapter; where it has none, the chapter's own name. */
static void add_section(struct office *o, struct buf *json, const char *chapter)
{
	struct buf role = BUF_INIT;

	buf_addf(&role, "handbook_section.%s", chapter);
	const char *label = office_role(o, role.s);
	char *quoted = db_text(o->db, "SELECT json_quote(?1)", "s", *label ? label : chapter);
	/* Two chapters may be one section. */
	if (quoted && !strstr(json->s, quoted))
		buf_addf(json, "%s%s", json->n > 1 ? "," : "", quoted);
	mem_free(quoted);
	buf_release(&role);
}

int review_finish(struct office *o, int64_t review, const char *const *chapters, size_t n, struct err *e)
{
	struct buf sections = BUF_INIT;
	struct record r;
	int rc = -1;

	record_init(&r, "handbook_review");
	buf_adds(&sections, "[");
	if (load(o, review, &r, e) < 0)
		goto done;
	for (size_t i = 0; i < n; i++) {
		if (!db_int(o->db, 0,
			    "SELECT EXISTS (SELECT 1 FROM review_mark WHERE review_id = ?1 AND chapter = ?2 AND"
			    " deleted_on IS NULL)",
			    "is", review, chapters[i])) {
			rc = err_set(e, ERR_INVALID, "REVIEW_UNFINISHED", chapters[i]);
			goto done;
		}
		add_section(o, &sections, chapters[i]);
	}
	buf_adds(&sections, "]");
	bool problem =
		db_int(o->db, 0,
		       "SELECT EXISTS (SELECT 1 FROM review_mark WHERE review_id = ?1 AND verdict = 'problem' AND"
		       " deleted_on IS NULL)",
		       "i", review) != 0;
	record_set(&r, "sections", value_text(sections.s));
	record_set(&r, "result",
		   value_text(problem ? office_role(o, "review_result.gaps") : office_role(o, "review_result.fine")));
	record_set(&r, "finished_on", value_text(clock_today()));
	rc = record_save(o, &r, RECORD_CHECKED, "review.finish", e);
done:
	buf_release(&sections);
	record_release(&r);
	return rc;
}

-- Indexes that cover what Today, the checks, coverage and the reports count.

-- Children taught at home, for Today and the lessons: the few among all of a term.
CREATE INDEX enrolment_mode ON enrolment(term, attendance_mode) WHERE attendance_mode IS NOT NULL;
CREATE INDEX enrolment_away ON enrolment(term, away_reason) WHERE away_reason IS NOT NULL;
-- Ticks of students and villages, one by one.
CREATE INDEX task_mark_person ON task_mark(person_id) WHERE person_id IS NOT NULL;

-- Rule phone_shared, for one household and for all: the index search has, word for word.
CREATE INDEX IF NOT EXISTS household_phone ON household(replace(replace(phone, '-', ''), ' ', '')) WHERE phone IS NOT NULL;
-- Households of each kind, village by village, without reading a household: table region_kind.
CREATE INDEX household_kind ON household(place_id, household_type, monitor_type, removed_on, deleted_on);

-- The journal's next number and clock follow from its last row (src/store/journal_triggers.c): two indexes less for every
-- row that is written.
DROP INDEX change_origin;
DROP INDEX change_clock;
-- A household's findings, also those about its people: its page.
CREATE INDEX finding_person ON finding(person_id) WHERE person_id IS NOT NULL;

-- Whom a task is for and when it was done for each, as before (0005), but each target is looked up where it stands: ticks by
-- their household, person or village, records by theirs. `key` and `year` are the campaign's.
DROP VIEW campaign_task;
DROP VIEW campaign_target;
-- Ticks of villages.
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

-- A task a line: how many it is for, for how many it is done, from when to when, what proves it. Counted in one walk over the
-- targets of the campaigns asked for, then named.
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

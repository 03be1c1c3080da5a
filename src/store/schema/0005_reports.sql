-- What the summaries read: children of compulsory age term by term, and what a campaign asked and got. Views only.

-- Children of compulsory age in a term, each in exactly one class: enrolled, taught (at home), out, explained (counted nowhere). The rules are
-- those of model/dropout.h, judged on the same day: the one of the term nearest to today. tests/unit/model_school_child.c holds the two together.
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

-- Whom a task is for and when it was done for each, by a tick or by the record that proves it: the rules of src/model/target_sql.c over the
-- whole office. A campaign left open goes on past its end.
CREATE VIEW campaign_target AS
  WITH job AS (SELECT t.id AS task_id, t.campaign_id, t.scope, t.fact, t.title, c.started_on, coalesce(c.closed_on, '9999-12-31') AS until,
                      coalesce(c.closed_on, c.ends_on) AS over, term_of(c.started_on) AS term
                 FROM task t JOIN campaign c ON c.id = t.campaign_id WHERE t.deleted_on IS NULL AND c.deleted_on IS NULL),
       house AS (SELECT j.*, h.id AS household_id, h.place_id AS village_id FROM job j JOIN household h
                  WHERE h.deleted_on IS NULL AND (h.removed_on IS NULL OR h.removed_on > substr(j.until, 1, length(h.removed_on)))
                    AND (h.entered_on IS NULL OR h.entered_on <= j.over)),
       target AS (SELECT *, NULL AS household_id, NULL AS place_id, NULL AS person_id FROM job WHERE scope = 'once'
                  UNION ALL
                  SELECT DISTINCT task_id, campaign_id, scope, fact, title, started_on, until, over, term, NULL, village_id, NULL
                    FROM house WHERE scope = 'village' AND village_id IS NOT NULL
                  UNION ALL
                  SELECT task_id, campaign_id, scope, fact, title, started_on, until, over, term, household_id, NULL, NULL
                    FROM house WHERE scope = 'household'
                  UNION ALL
                  SELECT g.task_id, g.campaign_id, g.scope, g.fact, g.title, g.started_on, g.until, g.over, g.term, g.household_id, NULL, p.id
                    FROM house g JOIN person p ON p.household_id = g.household_id
                   WHERE g.scope = 'student' AND p.deleted_on IS NULL AND (p.left_on IS NULL OR p.left_on > substr(g.until, 1, length(p.left_on)))
                     AND (p.joined_on IS NULL OR p.joined_on <= g.over)
                     AND CASE WHEN EXISTS (SELECT 1 FROM enrolment WHERE term = g.term AND deleted_on IS NULL)
                              THEN EXISTS (SELECT 1 FROM enrolment n WHERE n.person_id = p.id AND n.term = g.term AND n.deleted_on IS NULL)
                              ELSE coalesce(p.school_status, '') <> '' END)
  SELECT k.task_id, k.campaign_id, k.scope, k.title, k.household_id, k.place_id, k.person_id, k.mark_id,
         coalesce((SELECT m.done_on FROM task_mark m WHERE m.id = k.mark_id), CASE k.fact
           WHEN 'visit' THEN (SELECT min(v.visited_on) FROM visit v WHERE v.deleted_on IS NULL AND v.visited_on BETWEEN k.started_on AND k.until
                                 AND v.household_id IN (SELECT k.household_id UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL
                                                                                           AND h.place_id = coalesce(k.place_id, h.place_id)))
           WHEN 'full_round' THEN (SELECT min(v.visited_on) FROM visit v WHERE v.deleted_on IS NULL AND v.visited_on BETWEEN k.started_on AND k.until
                                 AND v.visit_kind = role('visit.round')
                                 AND v.household_id IN (SELECT k.household_id UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL
                                                                                           AND h.place_id = coalesce(k.place_id, h.place_id)))
           WHEN 'flyer' THEN (SELECT min(s.on_day) FROM (
                                 SELECT household_id, visited_on AS on_day FROM visit WHERE deleted_on IS NULL AND flyer_posted = 1
                                 UNION ALL SELECT id, flyer_posted_on FROM household WHERE deleted_on IS NULL) s
                               WHERE s.on_day >= substr(k.started_on, 1, length(s.on_day)) AND s.on_day <= k.until
                                 AND s.household_id IN (SELECT k.household_id UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL
                                                                                           AND h.place_id = coalesce(k.place_id, h.place_id)))
           WHEN 'handbook_review' THEN (SELECT min(s.on_day) FROM (
                                 SELECT household_id, visited_on AS on_day FROM visit WHERE deleted_on IS NULL AND handbook_seen = 1
                                 UNION ALL SELECT r.household_id, r.reviewed_on FROM handbook_review r WHERE r.deleted_on IS NULL
                                    AND (coalesce(r.finished_on, r.result, r.sections) IS NOT NULL
                                         OR NOT EXISTS (SELECT 1 FROM review_mark m WHERE m.review_id = r.id))) s
                               WHERE s.on_day >= substr(k.started_on, 1, length(s.on_day)) AND s.on_day <= k.until
                                 AND s.household_id IN (SELECT k.household_id UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL
                                                                                           AND h.place_id = coalesce(k.place_id, h.place_id)))
           WHEN 'notification' THEN (SELECT min(n.notified_on) FROM notification n WHERE n.deleted_on IS NULL
                                 AND n.notified_on >= substr(k.started_on, 1, length(n.notified_on)) AND n.notified_on <= k.until
                                 AND n.person_id IN (SELECT k.person_id UNION ALL
                                     SELECT p.id FROM person p WHERE k.person_id IS NULL AND p.deleted_on IS NULL AND p.household_id IN (
                                         SELECT k.household_id UNION ALL SELECT h.id FROM household h WHERE k.household_id IS NULL
                                                                            AND h.place_id = coalesce(k.place_id, h.place_id))))
           END) AS done_on,
         (SELECT m.evidence FROM task_mark m WHERE m.id = k.mark_id) AS evidence
    FROM (SELECT t.*, (SELECT min(m.id) FROM task_mark m WHERE m.task_id = t.task_id AND m.deleted_on IS NULL
                          AND (t.household_id IS NULL OR t.person_id IS NOT NULL OR m.household_id = t.household_id)
                          AND (t.place_id IS NULL OR m.place_id = t.place_id)
                          AND (t.person_id IS NULL OR m.person_id = t.person_id)) AS mark_id FROM target t) k;

-- A task a line: how many it is for, for how many it is done, from when to when, what proves it.
CREATE VIEW campaign_task AS
  SELECT t.id, t.campaign_id, c.key, c.year, c.name AS campaign, t.position, t.title, t.scope, t.due_on, coalesce(t.evidence, '') AS evidence,
         count(g.task_id) AS targets, count(g.done_on) AS done, min(g.done_on) AS first_on, max(g.done_on) AS last_on,
         max(CASE WHEN t.scope = 'once' THEN g.evidence END) AS lies_in
    FROM task t JOIN campaign c ON c.id = t.campaign_id LEFT JOIN campaign_target g ON g.task_id = t.id AND g.campaign_id = c.id
   WHERE t.deleted_on IS NULL AND c.deleted_on IS NULL
   GROUP BY t.id;

-- Places on the list of poor counties, and all within them: "of which" in summaries.
CREATE VIEW place_poor AS
  WITH RECURSIVE poor(id) AS (SELECT id FROM place WHERE is_poor = 1 AND deleted_on IS NULL
                              UNION SELECT p.id FROM place p JOIN poor ON p.parent_id = poor.id WHERE p.deleted_on IS NULL)
  SELECT id FROM poor;

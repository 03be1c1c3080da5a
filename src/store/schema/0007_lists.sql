-- The orders of the long lists, as indexes and as rows kept by triggers (model/listing.h): each sort of screens/list.*.ini that is offered
-- for the whole file walks one of these or of the older indexes. Expressions stand there word for word.

-- Households by village and group: the group's number, written in figures or hanzi, before its words.
CREATE INDEX household_order ON household(place_id, CASE WHEN village_group GLOB '[0-9]*' THEN printf('%02d', CAST(village_group AS INTEGER)) WHEN substr(village_group, 1, 1) = '十' THEN printf('%02d', 10 + instr('一二三四五六七八九', substr(village_group, 2, 1))) ELSE printf('%02d', instr('一二三四五六七八九', substr(village_group, 1, 1))) END || coalesce(village_group, ''));
-- What left the registry.
CREATE INDEX household_removed ON household(removed_on) WHERE removed_on IS NOT NULL;
-- Students by stage; people by age walk person_birth of 0006.
CREATE INDEX person_school ON person(school_status) WHERE school_status IS NOT NULL;
CREATE INDEX person_pupil ON person(substr(birth, 1, 10), school_status) WHERE school_status IS NOT NULL; -- students by age; an expression, for person_birth would tempt
CREATE INDEX enrolment_latest ON enrolment(term); -- enrolment_term has schools in between, which may be unknown
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

-- The last visit of each household, NULL if there was none: for the longest unvisited first. Kept by the database for whoever writes; not
-- journaled, for it says nothing that the visits do not say.
CREATE TABLE household_last (
  household_id INTEGER PRIMARY KEY,
  visited_on   TEXT
) STRICT;
INSERT INTO household_last
  SELECT h.id, (SELECT max(v.visited_on) FROM visit v WHERE v.household_id = h.id AND v.deleted_on IS NULL) FROM household h;
CREATE INDEX household_last_day ON household_last(visited_on);

-- Households whose visit an INSERT OR REPLACE or an UPDATE OR REPLACE in progress may push out: no trigger tells of that. What is noted
-- for a write that then did not happen does no harm.
CREATE TABLE household_last_due (
  household_id INTEGER PRIMARY KEY
) STRICT;

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

-- Finding people (store/search.h). Before, every person had keys of their own; now a text has, and whoever bears it is found by
-- the indexes of the data, which SQLite keeps for every writer.
DROP TRIGGER search_person_b;
DROP TRIGGER search_person_i;
DROP TRIGGER search_person_u;
DROP TRIGGER search_person_d;
DROP TRIGGER search_household_i;
DROP TRIGGER search_household_u;
DROP TRIGGER search_household_bin;
DROP TRIGGER search_household_d;
DROP TRIGGER search_place_u;
DROP TABLE search_key;
DROP TABLE search_stale;

-- Each distinct name of a person, head, place, group and natural village that stands in the data, the bin included.
CREATE TABLE search_text (
  id     INTEGER PRIMARY KEY,              -- this file's own: never shown, never kept elsewhere
  text   TEXT NOT NULL UNIQUE,
  pinyin TEXT NOT NULL                     -- its first readings, a blank between: the order of lists
) STRICT;
CREATE INDEX search_text_pinyin ON search_text(pinyin, text); -- lists by pinyin
-- What may be typed to find it: from each of its characters to the end, as hanzi, full pinyin and initials; '^' before what
-- begins with the first character.
CREATE TABLE search_key (
  key  TEXT NOT NULL,
  text INTEGER NOT NULL,                   -- search_text.id
  PRIMARY KEY (key, text)
) STRICT, WITHOUT ROWID;
-- Texts that came, or may have gone, since keys were last made.
CREATE TABLE search_stale (
  text TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO search_stale SELECT DISTINCT name FROM person WHERE true ON CONFLICT DO NOTHING;
INSERT INTO search_stale SELECT DISTINCT head_name FROM household WHERE head_name IS NOT NULL ON CONFLICT DO NOTHING;
INSERT INTO search_stale SELECT DISTINCT village_group FROM household WHERE village_group IS NOT NULL ON CONFLICT DO NOTHING;
INSERT INTO search_stale SELECT DISTINCT natural_village FROM household WHERE natural_village IS NOT NULL ON CONFLICT DO NOTHING;
INSERT INTO search_stale SELECT DISTINCT name FROM place WHERE true ON CONFLICT DO NOTHING;
INSERT INTO search_stale SELECT DISTINCT natural_village FROM place WHERE natural_village IS NOT NULL ON CONFLICT DO NOTHING;

-- Who bears a text; person_name, household_name, household_place and place_name are there already.
CREATE INDEX household_group ON household(village_group) WHERE village_group IS NOT NULL;
CREATE INDEX household_natural ON household(natural_village) WHERE natural_village IS NOT NULL;
CREATE INDEX place_natural ON place(natural_village) WHERE natural_village IS NOT NULL;
-- Numbers from their start (person_id_no and household_number are there already); a phone without blanks and strokes.
CREATE INDEX person_certificate ON person(disability_cert_no) WHERE disability_cert_no IS NOT NULL;
CREATE INDEX person_phone ON person(replace(replace(phone, '-', ''), ' ', '')) WHERE phone IS NOT NULL;
CREATE INDEX household_phone ON household(replace(replace(phone, '-', ''), ' ', '')) WHERE phone IS NOT NULL;
CREATE INDEX household_head_id ON household(head_id_no) WHERE head_id_no IS NOT NULL;
-- Numbers from their end: the last eight characters backwards.
CREATE INDEX person_id_tail ON person(upper(substr(id_no, -1, 1) || substr(id_no, -2, 1) || substr(id_no, -3, 1) || substr(id_no, -4, 1) || substr(id_no, -5, 1) || substr(id_no, -6, 1) || substr(id_no, -7, 1) || substr(id_no, -8, 1))) WHERE id_no IS NOT NULL;
CREATE INDEX person_certificate_tail ON person(upper(substr(disability_cert_no, -1, 1) || substr(disability_cert_no, -2, 1) || substr(disability_cert_no, -3, 1) || substr(disability_cert_no, -4, 1) || substr(disability_cert_no, -5, 1) || substr(disability_cert_no, -6, 1) || substr(disability_cert_no, -7, 1) || substr(disability_cert_no, -8, 1))) WHERE disability_cert_no IS NOT NULL;
CREATE INDEX person_phone_tail ON person(upper(substr(phone, -1, 1) || substr(phone, -2, 1) || substr(phone, -3, 1) || substr(phone, -4, 1) || substr(phone, -5, 1) || substr(phone, -6, 1) || substr(phone, -7, 1) || substr(phone, -8, 1))) WHERE phone IS NOT NULL;
CREATE INDEX household_phone_tail ON household(upper(substr(phone, -1, 1) || substr(phone, -2, 1) || substr(phone, -3, 1) || substr(phone, -4, 1) || substr(phone, -5, 1) || substr(phone, -6, 1) || substr(phone, -7, 1) || substr(phone, -8, 1))) WHERE phone IS NOT NULL;
CREATE INDEX household_number_tail ON household(upper(substr(household_no, -1, 1) || substr(household_no, -2, 1) || substr(household_no, -3, 1) || substr(household_no, -4, 1) || substr(household_no, -5, 1) || substr(household_no, -6, 1) || substr(household_no, -7, 1) || substr(household_no, -8, 1))) WHERE household_no IS NOT NULL;
-- Days of birth; of those without one, the day in the ID.
CREATE INDEX person_birth ON person(birth); -- also of people without one: lists by age
CREATE INDEX person_birth_of_id ON person(substr(id_no, 7, 8)) WHERE birth IS NULL AND id_no IS NOT NULL;
-- What lies in the bin, so that a count can leave it out.
CREATE INDEX person_binned ON person(household_id) WHERE deleted_on IS NOT NULL;
CREATE INDEX household_binned ON household(deleted_on) WHERE deleted_on IS NOT NULL;

-- ON CONFLICT DO NOTHING, not OR IGNORE: the statement that fires a trigger overrules the latter. The BEFORE triggers are for an
-- INSERT OR REPLACE, whose delete is not heard of without recursive_triggers.
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

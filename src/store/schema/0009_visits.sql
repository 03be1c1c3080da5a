-- A household's visits, from the last one back, without reading a visit: Today asks it of every household, and they lie all over the file. `id` says which
-- of a day is the last.
DROP INDEX visit_household;
CREATE INDEX visit_household ON visit(household_id, visited_on, id, deleted_on, next_on, visit_mode);

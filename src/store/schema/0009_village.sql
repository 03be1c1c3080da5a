-- A household's visits, from the last one back, without reading a visit: Today asks it of every household, and they lie all over the file. `id` says which
-- of a day is the last.
DROP INDEX visit_household;
CREATE INDEX visit_household ON visit(household_id, visited_on, id, deleted_on, next_on, visit_mode);
-- Who sits in a village looks at its households page by page, by number: an order they are read in, not sorted by. The index it takes the place of gave no
-- order anybody asks for, only the households of a village, which any that begins with the village gives.
DROP INDEX household_place;
CREATE INDEX household_village ON household(place_id, household_no);

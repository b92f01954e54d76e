-- A passage names the value it gives by number: the page of a document finds the values that stand in it.
CREATE INDEX observation_id ON observation (id);

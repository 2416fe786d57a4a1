-- The number of the answer for each resident.
INSERT INTO numbers SELECT resident, answer FROM found;

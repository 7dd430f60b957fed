// A merged situation is kept aside under a label of its own; its id goes on leading to the one it joined.
CREATE CONSTRAINT merged_situation_id IF NOT EXISTS FOR (n:MergedSituation) REQUIRE n.id IS UNIQUE;

// A composite index only serves a read that names all its properties: reads of a whole region need their own.
CREATE INDEX signal_by_region IF NOT EXISTS FOR (n:Signal) ON (n.region);
CREATE INDEX evidence_by_region IF NOT EXISTS FOR (n:Evidence) ON (n.region);
CREATE INDEX source_by_region IF NOT EXISTS FOR (n:Source) ON (n.region);
CREATE INDEX actor_by_region IF NOT EXISTS FOR (n:Actor) ON (n.region);
CREATE INDEX situation_by_region IF NOT EXISTS FOR (n:Situation) ON (n.region);
CREATE INDEX finding_by_region IF NOT EXISTS FOR (n:Finding) ON (n.region);

// A mention has a name only: it is looked up by it. Actors stored before get their key when they are seen again.
CREATE INDEX actor_by_name IF NOT EXISTS FOR (n:Actor) ON (n.region, n.name_key);

// Every read path has an index; `region` comes first because no read crosses regions.
CREATE INDEX signal_by_time IF NOT EXISTS FOR (n:Signal) ON (n.region, n.extracted_at);
CREATE INDEX signal_by_title IF NOT EXISTS FOR (n:Signal) ON (n.region, n.type, n.title_key);
CREATE INDEX signal_by_review IF NOT EXISTS FOR (n:Signal) ON (n.region, n.review_status);
CREATE INDEX signal_by_run IF NOT EXISTS FOR (n:Signal) ON (n.run_id);
CREATE INDEX merged_signal_by_title IF NOT EXISTS FOR (n:MergedSignal) ON (n.region, n.type, n.title_key);
CREATE INDEX evidence_by_page IF NOT EXISTS FOR (n:Evidence) ON (n.region, n.source_url);
CREATE INDEX source_by_activity IF NOT EXISTS FOR (n:Source) ON (n.region, n.active);
CREATE INDEX actor_by_name IF NOT EXISTS FOR (n:Actor) ON (n.region, n.name);
CREATE INDEX actor_by_type IF NOT EXISTS FOR (n:Actor) ON (n.region, n.type);
CREATE INDEX actor_decision_by_region IF NOT EXISTS FOR (n:ActorDecision) ON (n.region);
CREATE INDEX situation_by_temperature IF NOT EXISTS FOR (n:Situation) ON (n.region, n.temperature);
CREATE INDEX finding_by_status IF NOT EXISTS FOR (n:Finding) ON (n.region, n.status);
CREATE INDEX scout_task_by_region IF NOT EXISTS FOR (n:ScoutTask) ON (n.region);
CREATE INDEX pin_by_region IF NOT EXISTS FOR (n:Pin) ON (n.region);
CREATE POINT INDEX signal_location IF NOT EXISTS FOR (n:Signal) ON (n.location);
CREATE FULLTEXT INDEX signal_text IF NOT EXISTS FOR (n:Signal) ON EACH [n.title, n.summary, n.location_name, n.organizer];

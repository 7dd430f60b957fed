import { durableMigrations } from '#durable';
import { archiveEntities, archiveMigrations } from '../archive/index.js';
import { budgetEntities, budgetMigrations } from '../budget/index.js';
import { notificationMigrations } from '../notifications/index.js';
import { AuditEntry, runsMigrations } from '../runs/index.js';

/** All tables that are read through TypeORM. */
export const postgresEntities = [...archiveEntities, ...budgetEntities, AuditEntry];
/** All migrations of Postgres; each library owns those of its schema. */
export const postgresMigrations = [
  ...durableMigrations,
  ...archiveMigrations,
  ...budgetMigrations,
  ...runsMigrations,
  ...notificationMigrations,
];

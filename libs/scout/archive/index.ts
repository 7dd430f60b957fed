/** The web archive: everything fetched. */
export {
  Archive,
  type ArchivedPage,
  type LatestPage,
  type PageContent,
  type VisitOrigin,
  type VisitPage,
  type VisitSummary,
} from './archive.js';
export { contentHash, normalisedText } from './content-hash.js';
export { claimOutcomes, claimPages, endClaim, owedPages, type ClaimOutcome, type OwedPage } from './page-claims.js';
export { pageReadings, recordReading, type PageReadingRecord } from './page-readings.js';
export { EmbeddingMemory } from './embedding-memory.js';
import { ArchiveBody, ArchiveItem } from './archive-item.entity.js';
import { Archive1763700100000 } from './archive.migration.js';
import { Embeddings1763700300000 } from './embeddings.migration.js';
import { PageClaimOutcomes1763700400000 } from './page-claims.migration.js';
import { PageReadings1763700200000 } from './page-readings.migration.js';

export const archiveEntities = [ArchiveItem, ArchiveBody];
export const archiveMigrations = [
  Archive1763700100000,
  PageReadings1763700200000,
  Embeddings1763700300000,
  PageClaimOutcomes1763700400000,
];

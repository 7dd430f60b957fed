import { stringify } from 'csv-stringify/sync';
import type { Signal } from '#graph';

const COLUMNS = [
  'id',
  'type',
  'title',
  'summary',
  'reviewStatus',
  'confidence',
  'startsAt',
  'endsAt',
  'timeZone',
  'eventStatus',
  'locationName',
  'latitude',
  'longitude',
  'organizer',
  'sourceUrl',
  'actionUrl',
  'language',
  'tags',
  'extractedAt',
  'quote',
] as const;

/** A signal as exports show it: coordinates as the caller may see them, the first piece of evidence's words. */
export interface ExportedSignal {
  readonly signal: Signal;
  readonly quote: string | null;
}

/** A table with a header row. Cells that a spreadsheet would take for a formula get a leading quote mark. */
export function signalsToCsv(rows: readonly ExportedSignal[]): string {
  return stringify(rows.map(csvRow), {
    header: true,
    columns: [...COLUMNS],
    escape_formulas: true,
    record_delimiter: 'windows',
    bom: true,
  });
}

function csvRow({ signal, quote }: ExportedSignal): Record<(typeof COLUMNS)[number], string | number | null> {
  return {
    id: signal.id,
    type: signal.type,
    title: signal.title,
    summary: signal.summary,
    reviewStatus: signal.reviewStatus,
    confidence: signal.confidence,
    startsAt: signal.startsAt,
    endsAt: signal.endsAt,
    timeZone: signal.timeZone,
    eventStatus: signal.eventStatus,
    locationName: signal.locationName,
    latitude: signal.location?.latitude ?? null,
    longitude: signal.location?.longitude ?? null,
    organizer: signal.organizer,
    sourceUrl: signal.sourceUrl,
    actionUrl: signal.actionUrl,
    language: signal.language,
    tags: signal.tags.join('; '),
    extractedAt: signal.extractedAt,
    quote,
  };
}

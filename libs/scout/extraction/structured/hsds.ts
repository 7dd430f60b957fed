import { contentOf } from '../../signals/index.js';
import { isValidPoint } from '../../domain/index.js';
import type { FoundSignal, ReadingContext } from '../found-signal.js';
import { textOf, type JsonObject } from './json-ld.js';

const object = (value: unknown): JsonObject | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
const list = (value: unknown): JsonObject[] =>
  Array.isArray(value)
    ? value.flatMap((item): JsonObject[] => {
        const one = object(item);
        return one === null ? [] : [one];
      })
    : [];

/** Records of an HSDS document: a list page's `contents`, an array, or one record. */
function records(parsed: unknown): JsonObject[] {
  if (Array.isArray(parsed)) return list(parsed);
  const one = object(parsed);
  if (one === null) return [];
  return Array.isArray(one['contents']) ? list(one['contents']) : [one];
}

function addressOf(location: JsonObject | null): string | null {
  const [address] = list(location?.['addresses'] ?? location?.['physical_addresses']);
  const parts = [
    textOf(location?.['name']),
    textOf(address?.['address_1']),
    textOf(address?.['city']),
    textOf(address?.['state_province']),
  ];
  const given = parts.filter((part) => part !== null);
  return given.length === 0 ? null : given.join(', ');
}

function aid(
  service: JsonObject,
  location: JsonObject | null,
  organization: string | null,
  context: ReadingContext,
): FoundSignal | null {
  const title = textOf(service['name']);
  const description = textOf(service['description']);
  if (title === null || description === null) return null;
  const point = {
    latitude: Number(location?.['latitude'] ?? Number.NaN),
    longitude: Number(location?.['longitude'] ?? Number.NaN),
  };
  const [schedule] = list(service['schedules']);
  const status = textOf(service['status']);
  const locationName = addressOf(location);
  return {
    content: contentOf({
      type: 'aid',
      title,
      summary: description.slice(0, 500),
      sourceUrl: context.url,
      location: isValidPoint(point) ? point : null,
      locationName,
      locationPrecision: locationName === null ? null : 'exact',
      actionUrl: textOf(service['url']) ?? textOf(service['application_process_url']),
      organizer: organization,
      availability: textOf(schedule?.['description']),
      eligibility: textOf(service['eligibility_description']),
      isOngoing: status === null || /active/i.test(status),
    }),
    quote: description.slice(0, 240),
    readFrom: 'directory',
    author: null,
    organizations: organization === null ? [] : [organization],
    resources: [],
    firstHand: true,
    certainty: 0.9,
  };
}

/** Services of a Human Services Data Specification (Open Referral) document as aid. Nothing for other JSON. */
export function directoryAid(json: string, context: ReadingContext): FoundSignal[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return [];
  }
  return records(parsed).flatMap((record) => {
    const location = object(record['location']);
    const service = object(record['service']);
    if (service !== null && location !== null) {
      const owner = textOf(object(service['organization'])?.['name']);
      return aid(service, location, owner, context) ?? [];
    }
    if (!Array.isArray(record['services'])) return [];
    return list(record['services']).flatMap(
      (each) =>
        aid(each, object(list(each['service_at_locations'])[0]?.['location']), textOf(record['name']), context) ?? [],
    );
  });
}

'use client';

import { Download } from 'lucide-react';
import { parseAsString, useQueryStates } from 'nuqs';
import type { ReviewStatus, SignalFilter, SignalType } from '@/generated/graphql';
import { SearchField, Select } from '@/ui/fields';

const TYPES = ['GATHERING', 'AID', 'NEED', 'NOTICE', 'TENSION'] as const satisfies readonly SignalType[];
const STATUSES = ['LIVE', 'STAGED', 'REJECTED', 'EXPIRED'] as const satisfies readonly ReviewStatus[];
const CONFIDENCES = [
  ['0.4', '0.4 and more'],
  ['0.6', '0.6 and more'],
  ['0.8', '0.8 and more'],
] as const;

const PARSERS = {
  type: parseAsString.withDefault(''),
  status: parseAsString.withDefault(''),
  confidence: parseAsString.withDefault(''),
  search: parseAsString.withDefault(''),
  from: parseAsString.withDefault(''),
  to: parseAsString.withDefault(''),
  after: parseAsString.withDefault(''),
};

/** The list's filters, kept in the URL. */
export const useSignalFilters = () => useQueryStates(PARSERS);
export type Filters = ReturnType<typeof useSignalFilters>[0];

const word = (name: string): string => name.charAt(0) + name.slice(1).toLowerCase();

/** The filters as the API takes them. */
export function filterOf(filters: Filters): SignalFilter {
  return {
    ...(filters.type !== '' && { types: [filters.type as SignalType] }),
    ...(filters.status !== '' && { reviewStatus: filters.status as ReviewStatus }),
    ...(filters.confidence !== '' && { minConfidence: Number(filters.confidence) }),
    ...(filters.search !== '' && { search: filters.search }),
    ...(filters.from !== '' && { from: `${filters.from}T00:00:00Z` }),
    ...(filters.to !== '' && { to: `${filters.to}T23:59:59Z` }),
  };
}

/** Query string of the export that honours the same filters. */
function exportQuery(region: string, filters: Filters): string {
  const query = new URLSearchParams({ region });
  if (filters.type !== '') query.set('types', filters.type);
  if (filters.status !== '') query.set('reviewStatus', filters.status);
  if (filters.confidence !== '') query.set('minConfidence', filters.confidence);
  if (filters.search !== '') query.set('search', filters.search);
  if (filters.from !== '') query.set('from', `${filters.from}T00:00:00Z`);
  if (filters.to !== '') query.set('to', `${filters.to}T23:59:59Z`);
  return query.toString();
}

export function SignalFilters({
  region,
  filters,
  onChange,
}: {
  region: string;
  filters: Filters;
  onChange: (change: Partial<Record<keyof Filters, string | null>>) => void;
}) {
  return (
    <div className="flex flex-wrap items-end gap-3" role="search" aria-label="Filter signals">
      <SearchField
        label="Search"
        value={filters.search}
        onChange={(search) => {
          onChange({ search: search || null });
        }}
      />
      <Select
        label="Type"
        value={filters.type}
        options={TYPES.map((type) => [type, word(type)] as const)}
        onChange={(type) => {
          onChange({ type: type || null });
        }}
      />
      <Select
        label="Review"
        value={filters.status}
        options={STATUSES.map((status) => [status, word(status)] as const)}
        onChange={(status) => {
          onChange({ status: status || null });
        }}
      />
      <Select
        label="Confidence"
        value={filters.confidence}
        options={CONFIDENCES}
        onChange={(confidence) => {
          onChange({ confidence: confidence || null });
        }}
      />
      {(['from', 'to'] as const).map((edge) => (
        <div key={edge} className="flex flex-col gap-1">
          <label htmlFor={edge} className="text-muted text-xs">
            {edge === 'from' ? 'Starts from' : 'Starts until'}
          </label>
          <input
            id={edge}
            type="date"
            value={filters[edge]}
            className="border-line bg-panel h-8 rounded-md border px-2"
            onChange={(event) => {
              onChange({ [edge]: event.target.value || null });
            }}
          />
        </div>
      ))}
      <div className="flex items-center gap-2 pb-1.5">
        <Download aria-hidden className="text-muted size-4" />
        {(['csv', 'geojson', 'ics'] as const).map((format) => (
          <a
            key={format}
            href={`/export/signals.${format}?${exportQuery(region, filters)}`}
            className="text-accent underline-offset-2 hover:underline"
            download
          >
            {format.toUpperCase()}
          </a>
        ))}
      </div>
    </div>
  );
}

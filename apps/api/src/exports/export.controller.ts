import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { Response } from 'express';
import { SignalRepository } from '#graph';
import { Public } from '../auth/access.js';
import { callerOf, type CalledRequest, type Caller } from '../auth/caller.js';
import { ApiError } from '../graphql/api-error.js';
import { SignalFilter, graphFilter } from '../signals/signal-filter.js';
import { asSeenBy } from '../signals/visibility.js';
import { signalsToCsv, type ExportedSignal } from './csv.js';
import { signalsToGeoJson } from './geojson.js';
import { signalsToIcs } from './ics.js';
import { filterFromQuery } from './query-filter.js';

const PAGE = 500;
/** More rows than this are not exported in one file; narrow the filter. */
const MOST_ROWS = 50_000;

const FORMATS = {
  csv: { type: 'text/csv; charset=utf-8', write: (rows: readonly ExportedSignal[]) => signalsToCsv(rows) },
  geojson: {
    type: 'application/geo+json; charset=utf-8',
    write: (rows: readonly ExportedSignal[]) => signalsToGeoJson(rows),
  },
  ics: {
    type: 'text/calendar; charset=utf-8',
    write: (rows: readonly ExportedSignal[], region: string) => signalsToIcs(rows, region),
  },
} as const;

/** Files of signals, with the filters of the list and the same rules of who sees what. */
@Controller('export')
@Public()
export class ExportController {
  constructor(private readonly signals: SignalRepository) {}

  @Get('signals.:format')
  async export(
    @Param('format') format: string,
    @Query() query: Record<string, string | string[] | undefined>,
    @Req() request: CalledRequest,
    @Res() response: Response,
  ): Promise<void> {
    const writer = Object.hasOwn(FORMATS, format) ? FORMATS[format as keyof typeof FORMATS] : undefined;
    if (writer === undefined) throw new ApiError('NOT_FOUND', `Formats are ${Object.keys(FORMATS).join(', ')}.`);
    const region = typeof query['region'] === 'string' ? query['region'] : '';
    if (region === '') throw new ApiError('BAD_USER_INPUT', 'Say which region: ?region=austin-tx');
    const filter = plainToInstance(SignalFilter, filterFromQuery(query));
    const problems = await validate(filter);
    if (problems.length > 0)
      throw new ApiError(
        'BAD_USER_INPUT',
        problems.flatMap((problem) => Object.values(problem.constraints ?? {})).join('; ') ||
          'The filter is not valid.',
      );
    const rows = await this.rows(region, filter, callerOf(request));
    response
      .type(writer.type)
      .attachment(`signals-${region.replace(/[^a-z0-9-]/gi, '')}.${format}`)
      .send(writer.write(rows, region));
  }

  private async rows(region: string, filter: SignalFilter, caller: Caller): Promise<ExportedSignal[]> {
    const rows: ExportedSignal[] = [];
    for (let after: string | null = null; rows.length < MOST_ROWS;) {
      const page = await this.signals.list(region, graphFilter(filter, caller), { first: PAGE, after });
      const evidence = await this.signals.evidenceOf(page.items.map(({ id }) => id));
      rows.push(
        ...page.items.map((signal) => ({
          signal: asSeenBy(caller, signal),
          quote: evidence.get(signal.id)?.[0]?.quote ?? null,
        })),
      );
      if (!page.hasNextPage || page.endCursor === null) break;
      after = page.endCursor;
    }
    return rows;
  }
}

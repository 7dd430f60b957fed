import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DurableClient, type RunEvent, type RunId } from '#durable';
import { AccessFor } from '../auth/access.js';
import type { CalledRequest } from '../auth/caller.js';
import { ApiError } from '../graphql/api-error.js';
import { LOGGER } from '../stores/tokens.js';
import type { AppLogger } from '#scout/process';
import { eventBlock, lastEventId } from './event-block.js';

const HEARTBEAT_MS = 15_000;

/** The live stream: what happened after `Last-Event-ID`, then what happens. */
@Controller('events')
export class EventStreamController {
  constructor(
    private readonly durable: DurableClient,
    @Inject(LOGGER) private readonly logger: AppLogger,
  ) {}

  @Get()
  @AccessFor('viewer')
  async stream(
    @Req() request: CalledRequest,
    @Res() response: Response,
    @Query('region') region?: string,
    @Query('run') run?: string,
  ): Promise<void> {
    const given = lastEventId(request.headers['last-event-id'] ?? request.query['lastEventId']);
    if (given === 'malformed')
      throw new ApiError('BAD_USER_INPUT', 'Last-Event-ID must be the id of an earlier event.');
    const scope = await this.scopeOf(region, run);
    // A run's stream begins with the run; the stream of everything begins now, because its past is long.
    const after = given?.cursor ?? (run === undefined ? await this.durable.newestEvent() : null);
    const ended = new AbortController();
    response.on('close', () => {
      ended.abort();
    });
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    response.write(`retry: 1000\n: connected\n\n`);
    const heartbeat = setInterval(() => response.write(': heartbeat\n\n'), HEARTBEAT_MS);
    try {
      for await (const event of this.durable.subscribeEvents({ ...scope, after }, ended.signal)) {
        if (run !== undefined && scope.rootId !== run && !belongs(event, run)) continue;
        response.write(eventBlock(event));
      }
    } catch (error) {
      if (!ended.signal.aborted)
        this.logger.warn(
          { err: error instanceof Error ? error.message : String(error) },
          'an event stream ended early; its reader connects again',
        );
    } finally {
      clearInterval(heartbeat);
      response.end();
    }
  }

  /** What part of the stream is wanted. A run in the middle of a tree is read from its root's stream. */
  private async scopeOf(
    region: string | undefined,
    run: string | undefined,
  ): Promise<{ objectKey?: string; rootId?: RunId }> {
    if (run === undefined) return region === undefined || region === '' ? {} : { objectKey: region };
    const found = await this.durable.get(run as RunId);
    if (found === null) throw new ApiError('NOT_FOUND', `No run is called "${run.slice(0, 80)}".`);
    return { rootId: found.rootId };
  }
}

function belongs(event: RunEvent, run: string): boolean {
  return event.runId === run || event.runId.startsWith(`${run}~`);
}

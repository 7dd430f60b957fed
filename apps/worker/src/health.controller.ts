import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Registry } from 'prom-client';
import { readiness, type Readiness } from '#scout/process';
import type { Stores } from '#scout/stores';
import { RunWorker } from './run-worker.js';
import { STORES } from './tokens.js';

/** Signs of life of a worker. */
@Controller()
export class HealthController {
  constructor(
    @Inject(STORES) private readonly stores: Stores,
    private readonly worker: RunWorker,
    private readonly registry: Registry,
  ) {}

  @Get('livez')
  livez(): { status: string } {
    return { status: 'ok' };
  }

  /** 200 when every store answers and jobs are taken. */
  @Get('readyz')
  async readyz(@Res({ passthrough: true }) response: Response): Promise<Readiness['body']> {
    const { ready, body } = await readiness(this.stores, this.worker.working);
    response.status(ready ? 200 : 503);
    return body;
  }

  /** Numbers for Prometheus: of this process and of what it works on. */
  @Get('metrics')
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  async metrics(): Promise<string> {
    return this.registry.metrics();
  }
}

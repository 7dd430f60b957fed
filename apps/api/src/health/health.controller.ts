import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Registry } from 'prom-client';
import { readiness, type Readiness } from '#scout/process';
import type { Stores } from '#scout/stores';
import { Public } from '../auth/access.js';
import { STORES } from '../stores/tokens.js';
import { StorePreparation } from '../stores/store-preparation.js';

/** Signs of life for supervisors and monitors. */
@Controller()
@Public()
export class HealthController {
  constructor(
    @Inject(STORES) private readonly stores: Stores,
    private readonly preparation: StorePreparation,
    private readonly registry: Registry,
  ) {}

  /** The process answers; says nothing of the stores. */
  @Get('livez')
  livez(): { status: string } {
    return { status: 'ok' };
  }

  /** 200 when every store answers and is migrated; else 503 with what is wrong. The process stays up either way. */
  @Get('readyz')
  async readyz(@Res({ passthrough: true }) response: Response): Promise<Readiness['body']> {
    const { ready, body } = await readiness(this.stores, this.preparation.done);
    response.status(ready ? 200 : 503);
    return body;
  }

  /** Numbers for Prometheus: of this process, and of all work as Postgres knows it. */
  @Get('metrics')
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  async metrics(): Promise<string> {
    return this.registry.metrics();
  }
}

import type { Pool } from 'pg';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AuditInterceptor } from './audit/audit.interceptor.js';
import { AccessGuard } from './auth/access.guard.js';
import { ApiTokens } from './auth/api-tokens.js';
import { AuthController } from './auth/auth.controller.js';
import { Sessions } from './auth/sessions.js';
import { SignInCodes } from './auth/sign-in-codes.js';
import { UsedCodes } from './auth/used-codes.js';
import type { ApiConfig } from './config.js';
import { EventStreamController } from './events/event-stream.controller.js';
import { ExportController } from './exports/export.controller.js';
import { GraphqlModule } from './graphql/graphql.module.js';
import { RESOLVERS } from './graphql/resolvers.js';
import { HealthController } from './health/health.controller.js';
import { Tracing, type AppLogger } from '#scout/process';
import { RegionStatus } from './regions/region-status.js';
import { POOL } from './stores/tokens.js';
import { StoresModule } from './stores/stores.module.js';
import { SettingsModule } from './stores/settings.module.js';

/** The API as one Nest application. */
@Module({})
export class AppModule {
  /** The application for a configuration; everything else is made from it. */
  static with(config: ApiConfig, logger: AppLogger): DynamicModule {
    return {
      module: AppModule,
      imports: [SettingsModule.with(config, logger), StoresModule, GraphqlModule],
      controllers: [AuthController, EventStreamController, ExportController, HealthController],
      providers: [
        ...RESOLVERS,
        RegionStatus,
        { provide: Tracing, useFactory: () => new Tracing(config.tracing, 'scout-api') },
        { provide: ApiTokens, useFactory: () => new ApiTokens(config.tokens) },
        { provide: Sessions, useFactory: () => new Sessions(config.authSecret) },
        {
          provide: SignInCodes,
          inject: [POOL],
          useFactory: (pool: Pool) => new SignInCodes(config.signInCode, new UsedCodes(pool)),
        },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
      ],
    };
  }
}

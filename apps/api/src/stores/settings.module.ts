import { Global, Module, type DynamicModule } from '@nestjs/common';
import { API_CONFIG, type ApiConfig } from '../config.js';
import type { AppLogger } from '#scout/process';
import { LOGGER } from './tokens.js';

/** Configuration and log, for whoever asks for them. */
@Global()
@Module({})
export class SettingsModule {
  static with(config: ApiConfig, logger: AppLogger): DynamicModule {
    return {
      module: SettingsModule,
      providers: [
        { provide: API_CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
      ],
      exports: [API_CONFIG, LOGGER],
    };
  }
}

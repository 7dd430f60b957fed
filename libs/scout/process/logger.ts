import type { LoggerService } from '@nestjs/common';
import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino';

/** Structured log on stdout, one JSON object a line. */
export type AppLogger = Logger;

/** A log whose lines name the process. Values under names of secrets are never written. */
export function createLogger(name: string, level: string, to?: DestinationStream): AppLogger {
  const options = {
    name,
    level,
    redact: { paths: ['*.password', '*.token', '*.authorization', '*.cookie', '*.secret'], censor: '[redacted]' },
    serializers: { err: errorWithoutConnection },
  };
  return to ? pino(options, to) : pino(options);
}

/** Of a lost connection, `pg` hangs the whole client on the error: pages of internals, and the key that cancels its statements. */
function errorWithoutConnection(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { client: _client, ...told } = stdSerializers.err(error);
  return told;
}

/** What the framework has to say, in our log; its start-up chatter is for debugging. */
export function frameworkLogger(logger: AppLogger): LoggerService {
  const write =
    (level: 'debug' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...rest: unknown[]) => {
      logger[level]({ from: rest.at(-1) }, message instanceof Error ? message.message : String(message));
    };
  return {
    log: write('debug'),
    debug: write('debug'),
    verbose: write('debug'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('fatal'),
  };
}

import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { InvalidCursor } from '#graph';
import { ApiError } from './graphql/api-error.js';
import { isStoreDown } from './graphql/format-error.js';
import type { AppLogger } from '#scout/process';

/** Errors of plain HTTP routes in the one error shape of this API; GraphQL formats its own. */
@Catch()
export class HttpErrors implements ExceptionFilter {
  constructor(private readonly logger: AppLogger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType<string>() === 'graphql') throw error;
    const response = host.switchToHttp().getResponse<Response>();
    const { status, code, message } = this.describe(error);
    if (response.headersSent) response.end();
    else response.status(status).json({ errors: [{ message, extensions: { code } }] });
  }

  private describe(error: unknown): { status: number; code: string; message: string } {
    if (error instanceof ApiError) return { status: error.status, code: error.code, message: error.message };
    if (error instanceof InvalidCursor) return { status: 400, code: 'BAD_USER_INPUT', message: error.message };
    if (error instanceof HttpException)
      return {
        status: error.getStatus(),
        code: error.getStatus() === 404 ? 'NOT_FOUND' : 'BAD_REQUEST',
        message: error.message,
      };
    if (isClientError(error)) return { status: error.status, code: 'BAD_REQUEST', message: error.message };
    this.logger.error(
      { err: error instanceof Error ? (error.stack ?? error.message) : String(error) },
      'a request failed',
    );
    if (isStoreDown(error))
      return {
        status: 503,
        code: 'STORE_UNAVAILABLE',
        message: 'A store cannot be reached right now; /readyz says which one.',
      };
    return {
      status: 500,
      code: 'INTERNAL_SERVER_ERROR',
      message: 'Something went wrong on our side; the log of the API says what.',
    };
  }
}

/** What body parsers throw: a bad body, one that is too long, an unknown charset. */
function isClientError(error: unknown): error is Error & { status: number } {
  return (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status >= 400 &&
    error.status < 500
  );
}

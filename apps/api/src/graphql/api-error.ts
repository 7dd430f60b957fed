import { GraphQLError } from 'graphql';

/** Codes that clients may rely on (`extensions.code`). */
export type ApiErrorCode =
  'UNAUTHENTICATED' | 'FORBIDDEN' | 'CSRF' | 'NOT_FOUND' | 'BAD_USER_INPUT' | 'STORE_UNAVAILABLE' | 'TOO_MANY_REQUESTS';

const HTTP_STATUS = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CSRF: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  STORE_UNAVAILABLE: 503,
  TOO_MANY_REQUESTS: 429,
} as const satisfies Record<ApiErrorCode, number>;

/** An error whose message is meant for whoever asked. Over GraphQL it is an error with `extensions.code`; over HTTP it has a status. */
export class ApiError extends GraphQLError {
  readonly status: number;

  constructor(
    readonly code: ApiErrorCode,
    message: string,
  ) {
    super(message, { extensions: { code } });
    this.status = HTTP_STATUS[code];
  }
}

/** What a thrown thing says, whatever realm or library it comes from. */
export function errorText(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const message = 'message' in error ? String(error.message) : 'unknown error';
  return 'cause' in error && error.cause !== undefined ? `${message} (${errorText(error.cause)})` : message;
}

/** Its `code` (`ECONNREFUSED`), empty without one. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Codes of an error and of what caused it, outermost first; of several attempts at once (`AggregateError`), those of each. */
export function causeCodes(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const below = [
    ...('errors' in error && Array.isArray(error.errors) ? (error.errors as unknown[]) : []),
    ...('cause' in error ? [error.cause] : []),
  ];
  return [errorCode(error), ...below.flatMap(causeCodes)].filter((code) => code !== '');
}

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

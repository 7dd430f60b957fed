const TRANSIENT_SQLSTATES = /^(08...|40001|40P01|53300|57P0[123]|25006|25P03)$/;
const TRANSIENT_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
const TRANSIENT_MESSAGES =
  /connection terminated|client has encountered a connection error|timeout exceeded when trying to connect|connection is closed|not queryable/i;

/**
 * Whether a database error says "not now" (store restarting, connection lost, deadlock victim) rather than "never".
 * A statement that got such an answer may have been carried out: repeat only what is safe to repeat.
 */
export function isTransient(error: unknown): boolean {
  // By shape: errors of sockets can come from another realm, where `instanceof` says no.
  if (typeof error !== 'object' || error === null) return false;
  const {
    code: rawCode,
    message: rawMessage,
    errors,
  } = error as { code?: unknown; message?: unknown; errors?: unknown };
  if (Array.isArray(errors)) return errors.some(isTransient);
  const code = typeof rawCode === 'string' ? rawCode : '';
  const message = typeof rawMessage === 'string' ? rawMessage : '';
  return TRANSIENT_SQLSTATES.test(code) || TRANSIENT_CODES.has(code) || TRANSIENT_MESSAGES.test(message);
}

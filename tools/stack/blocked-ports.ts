/**
 * Ports from 1024 on that `fetch` and browsers refuse to talk to, because other protocols live there: the "bad port" list of
 * the WHATWG Fetch standard (https://fetch.spec.whatwg.org/#port-blocking).
 */
const BLOCKED: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

/** Whether a server on this port could not be reached by a browser or by `fetch`. */
export const isBlockedPort = (port: number): boolean => BLOCKED.has(port);

import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { errorCode, errorText } from '../http/error-text.js';

/** A name that has no address, or whose DNS did not answer. `retryable`: the answer may come later. */
export class ResolveError extends Error {
  override readonly name = 'ResolveError';
  constructor(
    message: string,
    readonly retryable: boolean,
  ) {
    super(message);
  }
}

/** Where names become addresses. All addresses of the name, textual; throws ResolveError when there is none. */
export interface Resolver {
  addresses(host: string, signal: AbortSignal): Promise<readonly string[]>;
}

/** The machine's own DNS. */
export class SystemResolver implements Resolver {
  async addresses(host: string, signal: AbortSignal): Promise<readonly string[]> {
    signal.throwIfAborted();
    try {
      const found = await lookup(host, { all: true, order: 'verbatim' });
      return found.map((entry) => entry.address);
    } catch (error) {
      const code = errorCode(error);
      throw new ResolveError(`${host} has no address (${code})`, code === 'EAI_AGAIN');
    }
  }
}

const answer = z.object({ addresses: z.array(z.string().refine((text) => ipaddr.isValid(text))) });

/** The DNS of an egress gateway: `GET {gateway}/__dns?name=H` answers `{ addresses }`, 404 for a name it does not know. */
export class GatewayResolver implements Resolver {
  constructor(private readonly gatewayUrl: string) {}

  async addresses(host: string, signal: AbortSignal): Promise<readonly string[]> {
    const url = `${this.gatewayUrl.replace(/\/$/, '')}/__dns?name=${encodeURIComponent(host)}`;
    let response: Response;
    try {
      response = await fetch(url, { signal, redirect: 'error' });
    } catch (error) {
      signal.throwIfAborted();
      throw new ResolveError(`the gateway's DNS does not answer: ${errorText(error)}`, true);
    }
    if (response.status === 404) {
      await response.body?.cancel();
      throw new ResolveError(`${host} has no address`, false);
    }
    const parsed = answer.safeParse(await response.json().catch(() => null));
    if (!response.ok || !parsed.success)
      throw new ResolveError(`the gateway's DNS answered ${String(response.status)} without addresses`, true);
    if (parsed.data.addresses.length === 0) throw new ResolveError(`${host} has no address`, false);
    return parsed.data.addresses;
  }
}

import { refusedAddress } from './address-policy.js';
import { DirectConnector, GatewayConnector, type Connector } from './connector.js';
import { inNetworks, type Networks } from './networks.js';
import { GatewayResolver, SystemResolver, type Resolver } from './resolver.js';

/** The way out: which DNS is asked, which extra networks exist there, and who opens connections. */
export interface Egress {
  readonly resolver: Resolver;
  readonly connector: Connector;
  /** Networks that exist behind a gateway only; null for the open internet. */
  readonly gatewayNetworks: Networks | null;
}

/** Straight to the internet. */
export function openEgress(): Egress {
  return { resolver: new SystemResolver(), connector: new DirectConnector(), gatewayNetworks: null };
}

/** Through a gateway: its DNS, its networks, one `host:port` for all connections. */
export function gatewayEgress(gateway: { url: string; connect: string; networks: Networks }): Egress {
  const colon = gateway.connect.lastIndexOf(':');
  const connector = new GatewayConnector({
    host: gateway.connect.slice(0, colon),
    port: Number(gateway.connect.slice(colon + 1)),
  });
  return { resolver: new GatewayResolver(gateway.url), connector, gatewayNetworks: gateway.networks };
}

export type AddressVerdict =
  | { readonly kind: 'pinned'; readonly address: string }
  | { readonly kind: 'refused'; readonly detail: string }
  /** Public, but the gateway does not lead there. */
  | { readonly kind: 'unreachable'; readonly detail: string };

/**
 * Second gate of the fetch guard: judges what a host name (or a literal that passed the first gate) resolves to and picks
 * the address to connect to. One bad address among several refuses them all: a rebinding name alternates between them.
 * Documentation addresses pass only when they came from the gateway's DNS and lie in its networks.
 */
export function judgeAddresses(
  addresses: readonly string[],
  options: { literal: boolean; gatewayNetworks: Networks | null },
): AddressVerdict {
  const networks = options.gatewayNetworks;
  const behindGateway = (address: string): boolean => networks !== null && inNetworks(address, networks);
  for (const address of addresses) {
    if (!options.literal && behindGateway(address)) continue;
    const refused = refusedAddress(address);
    if (refused !== null) return { kind: 'refused', detail: refused };
  }
  const [first] = addresses;
  if (first === undefined) return { kind: 'unreachable', detail: 'the name has no address' };
  if (networks !== null && !behindGateway(first))
    return { kind: 'unreachable', detail: `the gateway does not lead to ${first}` };
  return { kind: 'pinned', address: first };
}

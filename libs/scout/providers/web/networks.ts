import ipaddr from 'ipaddr.js';

/** A set of CIDR ranges, as parsed by `parseNetworks`. */
export type Networks = readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[];

/** Parses `203.0.113.0/24, 2001:db8::/32`; empty text is no network. Throws an error that names the part it can't read. */
export function parseNetworks(text: string): Networks {
  return text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part) => {
      try {
        return ipaddr.parseCIDR(part);
      } catch {
        throw new Error(`"${part}" is not a CIDR range; write it like 203.0.113.0/24`);
      }
    });
}

/** Whether an address (textual, v4 or v6) lies in one of the ranges. */
export function inNetworks(address: string, networks: Networks): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits));
}

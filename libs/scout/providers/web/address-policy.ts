import ipaddr from 'ipaddr.js';

/** Ranges that `ipaddr.js` calls unicast although they lead to machinery instead of a web server (IANA special-purpose registries). */
const SPECIAL_V4 = [
  '192.0.0.0/24', // IETF protocol assignments
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relay anycast
  '192.175.48.0/24', // AS112 direct delegation
  '168.63.129.16/32', // Azure's host agent
  '198.18.0.0/15', // benchmarking
].map((range) => ipaddr.IPv4.parseCIDR(range));
const SPECIAL_V6 = [
  '::/96', // deprecated IPv4-compatible addresses
  '64:ff9b::/96', // NAT64, embeds IPv4
  '64:ff9b:1::/48', // NAT64 of local use
  '100::/64', // discard
  '100:0:0:1::/64', // dummy prefix
  '2001::/23', // IETF protocol assignments: Teredo, ORCHID, benchmarking, AMT, AS112
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4, embeds IPv4
  '2620:4f:8000::/48', // AS112
  '3fff::/20', // documentation
  '5f00::/16', // segment routing
  'fec0::/10', // deprecated site-local
].map((range) => ipaddr.IPv6.parseCIDR(range));

/** ISATAP interface identifiers carry an IPv4 address behind `0000:5efe` or `0200:5efe`. */
function isIsatap(address: ipaddr.IPv6): boolean {
  const [, , , , flags, marker] = address.parts;
  return (flags === 0 || flags === 0x200) && marker === 0x5efe;
}

/**
 * Whether a textual IP address is one a scout may connect to: public unicast and nothing else.
 * Private, loopback, link-local, metadata, documentation and every form that embeds an IPv4 address are refused.
 * Returns null when allowed, otherwise the reason in words.
 */
export function refusedAddress(address: string): string | null {
  if (!ipaddr.isValid(address)) return `${address} is not an IP address`;
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range !== 'unicast') return `${address} is not a public address (${range})`;
  if (parsed instanceof ipaddr.IPv4) {
    if (SPECIAL_V4.some(([network, bits]) => parsed.match(network, bits)))
      return `${address} is reserved for a special purpose`;
    return null;
  }
  if (parsed.zoneId !== undefined) return `${address} names a network interface`;
  if (SPECIAL_V6.some(([network, bits]) => parsed.match(network, bits)))
    return `${address} is reserved for a special purpose`;
  return isIsatap(parsed) ? `${address} embeds an IPv4 address` : null;
}

/** Most names that fit into one /24 of documentation addresses, `.0` and `.255` left out. */
const MOST_HOSTS = 254;
/** RFC 5737 TEST-NET-2: never routed, so nothing outside can be meant. */
const NET = '198.51.100';
/** The network that {@link hostTable} gives addresses from. */
export const CORPUS_NETS = `${NET}.0/24`;

/** An address for every host name of the given URLs. Names share an address once the network is full. */
export function hostTable(urls: readonly string[]): ReadonlyMap<string, string> {
  const names = [...new Set(urls.map((url) => new URL(url).hostname))].sort();
  return new Map(names.map((name, index) => [name, `${NET}.${String((index % MOST_HOSTS) + 1)}`]));
}

import { parse } from 'tldts';
import { isSharedHost } from './entity.js';

export type ChannelName = 'press' | 'social' | 'institution' | 'community';

const INSTITUTION =
  /(^|\.)(gov|mil|edu|gov\.[a-z]{2}|gc\.ca|us)$|(^|[.-])(city|cityof|county|countyof|council|library|police|school|isd|university|college)/i;
const PRESS =
  /(news|times|tribune|herald|gazette|chronicle|journal|post|press|star|radio|tv|observer|courier|record|sentinel|reporter|bulletin|independent|daily|weekly|patch)([.-]|$)/i;

/** The kind of voice that an address speaks with. What is neither platform, office nor press counts as community. */
export function channelOf(url: string): ChannelName {
  if (isSharedHost(url)) return 'social';
  const { hostname } = parse(url);
  const host = hostname ?? '';
  if (INSTITUTION.test(host)) return 'institution';
  return PRESS.test(host) ? 'press' : 'community';
}

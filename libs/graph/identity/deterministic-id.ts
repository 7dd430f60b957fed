import { createHash } from 'node:crypto';

/** Namespace of this system's ids: a random v4 UUID chosen once; changing it would give every node a new identity. */
const NAMESPACE = Buffer.from('8f0b3a5e5d1c4b61a7f29c1e64d0b7a3', 'hex');

/** UUID version 5 (RFC 9562, 5.5) of the parts: the same parts always give the same id, so a repeated write finds its node. */
export function deterministicId(...parts: readonly string[]): string {
  // JSON keeps ('a', 'bc') and ('ab', 'c') apart.
  const hash = createHash('sha1').update(NAMESPACE).update(JSON.stringify(parts)).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

import type { IncomingHttpHeaders } from 'node:http';
import { sha256, stableJson } from './text/stable-json.js';

/** One answered request. `key` names what was asked: two rows with one key were asked twice. */
export interface Call {
  readonly n: number;
  readonly at: string;
  readonly provider: string;
  readonly operation: string;
  readonly key: string;
  readonly billedMicroUsd: number;
  readonly runId: string | null;
  readonly step: string | null;
  readonly status: number;
}

/** What the caller says about itself in the W3C `baggage` header: `scout.run=…,scout.step=…`, percent-encoded. */
export function callerOf(headers: IncomingHttpHeaders): { runId: string | null; step: string | null } {
  const baggage = headers['baggage'];
  const text = Array.isArray(baggage) ? baggage.join(',') : (baggage ?? '');
  const entries = new Map(
    text.split(',').map((member) => {
      const [key = '', value = ''] = (member.split(';')[0] ?? '').split('=', 2).map((part) => part.trim());
      return [key, decoded(value)];
    }),
  );
  return { runId: entries.get('scout.run') ?? null, step: entries.get('scout.step') ?? null };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Hash of what was asked: provider, operation and the question, whatever the order of its JSON fields. */
export function callKey(provider: string, operation: string, question: string): string {
  return sha256(`${provider}\n${operation}\n${normalised(question)}`);
}

function normalised(question: string): string {
  try {
    return stableJson(JSON.parse(question));
  } catch {
    return question;
  }
}

/** Every request that the stand-ins answered, in order. */
export class CallLog {
  private readonly rows: Call[] = [];

  record(call: Omit<Call, 'n' | 'at'>): void {
    this.rows.push({ n: this.rows.length + 1, at: new Date().toISOString(), ...call });
  }
  /** Rows with `n` greater than the one given. */
  since(n: number): readonly Call[] {
    return this.rows.slice(Math.max(0, n));
  }
}

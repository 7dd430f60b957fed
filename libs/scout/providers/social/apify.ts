import { z } from 'zod';
import { APIFY_RESULT_MICRO_USD } from '../../budget/price-table.js';
import { requestJson, type JsonEndpoint } from '../http/json-request.js';
import type { CallContext, Metered, SocialPort, SocialPost } from '../ports.js';
import { platformOf, TOPIC_PLATFORM, type Platform } from './platforms.js';
import { actorItem, postOf } from './posts.js';

/** A run that takes longer is stopped there; what it found until then is lost, so posts are asked for in small numbers. */
const RUN_SECONDS = 100;
const TYPICAL_POSTS = 20;

/** Social platforms read by Apify actors (`run-sync-get-dataset-items`). Costs per item delivered. */
export class ApifySocial implements SocialPort {
  readonly costPerCallMicroUsd = TYPICAL_POSTS * Math.max(...Object.values(APIFY_RESULT_MICRO_USD));
  private readonly endpoint: JsonEndpoint;

  constructor(private readonly options: { token: string; baseUrl: string; baggage: boolean }) {
    this.endpoint = {
      provider: 'Apify',
      credential: 'APIFY_TOKEN',
      // In a header, not in the query, where proxies and logs would keep it.
      headers: { authorization: `Bearer ${options.token}` },
      timeoutMs: (RUN_SECONDS + 10) * 1000,
      baggage: options.baggage,
    };
  }

  async posts(accountUrl: string, options: { limit: number }, call: CallContext): Promise<Metered<SocialPost[]>> {
    const platform = platformOf(accountUrl);
    if (platform === null) {
      const usage = { provider: 'apify', model: 'none', operation: 'posts', units: { results: 0 } };
      return { value: [], costMicroUsd: 0, usage };
    }
    return this.run(platform, 'posts', platform.accountInput(accountUrl, options.limit), options.limit, call);
  }

  async searchTopics(
    topics: readonly string[],
    options: { limit: number },
    call: CallContext,
  ): Promise<Metered<SocialPost[]>> {
    return this.run(TOPIC_PLATFORM, 'topics', TOPIC_PLATFORM.topicInput(topics, options.limit), options.limit, call);
  }

  private async run(
    platform: Platform,
    operation: string,
    body: Record<string, unknown>,
    limit: number,
    call: CallContext,
  ): Promise<Metered<SocialPost[]>> {
    const query = new URLSearchParams({
      timeout: String(RUN_SECONDS),
      maxItems: String(limit),
      clean: 'true',
      format: 'json',
    });
    const url = `${this.options.baseUrl.replace(/\/$/, '')}/v2/acts/${platform.actor}/run-sync-get-dataset-items?${query.toString()}`;
    const items = await requestJson(this.endpoint, { method: 'POST', url, body, answer: z.array(actorItem) }, call);
    const value = items
      .map(postOf)
      .filter((post) => post !== null)
      .slice(0, limit);
    return {
      value,
      costMicroUsd: items.length * (APIFY_RESULT_MICRO_USD[platform.name] ?? 0),
      usage: { provider: 'apify', model: platform.actor, operation, units: { results: items.length } },
    };
  }
}

import { sha256 } from '../text/stable-json.js';
import { terms } from '../search/bm25.js';
import type { TownClock } from '../world/clock.js';
import type { SocialPost } from '../world/types.js';
import type { Provider, Reply, TownRequest } from './provider.js';
import { isRecord, json, jsonObject, retryHeader } from './provider.js';

type Platform = SocialPost['platform'];
type Fields = Readonly<Record<string, unknown>>;

/** Pay per result, micro-USD: 3.40 and 2.30 USD a thousand. */
const RESULT_MICRO_USD: Readonly<Record<Platform, number>> = { reddit: 3_400, instagram: 2_300 };
const DEFAULT_ITEMS = 20;

const error = (status: number, type: string, message: string, retryAfter: number | null = null): Reply =>
  json(status, { error: { type, message } }, { headers: retryHeader(retryAfter) });

/** `trudax~reddit-scraper-lite` reads Reddit; the platform is in an actor's name. */
function platformOf(actor: string): Platform | null {
  if (/reddit/i.test(actor)) return 'reddit';
  return /instagram/i.test(actor) ? 'instagram' : null;
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) =>
    typeof entry === 'string' ? [entry] : isRecord(entry) && typeof entry['url'] === 'string' ? [entry['url']] : [],
  );
}

/** Accounts, addresses and topics that an actor's input names, whichever of its usual fields was used. */
function wanted(platform: Platform, posts: readonly SocialPost[], input: Fields): readonly SocialPost[] {
  const own = posts
    .filter((post) => post.platform === platform)
    .toSorted((a, b) => b.posted.instant.getTime() - a.posted.instant.getTime());
  const addresses = [
    ...strings(input['startUrls']),
    ...strings(input['directUrls']),
    ...strings(input['username']),
    ...strings(input['usernames']),
  ];
  const searches = [
    ...strings(input['searches']),
    ...strings(input['search']),
    ...strings(input['hashtags']),
    ...strings(input['searchTerms']),
  ];
  const ofAccount = (post: SocialPost): boolean =>
    addresses.some(
      (address) =>
        address.toLowerCase().replace(/[/?#].*$/, '') === post.account.toLowerCase() ||
        new RegExp(`/${post.account}(?:[/?#]|$)`, 'i').test(address),
    );
  const aboutTopic = (post: SocialPost): boolean => {
    const said = new Set(terms(`${post.title} ${post.text}`));
    return searches.some((search) => terms(search).length > 0 && terms(search).every((word) => said.has(word)));
  };
  return own.filter((post) => ofAccount(post) || aboutTopic(post));
}

/** Items of the current reddit actor: a post, with the names it uses (`title`, `body`, `communityName`, `createdAt`). */
function redditItem(post: SocialPost): Fields {
  return {
    id: `t3_${post.id}`,
    parsedId: post.id,
    url: post.permalink,
    username: post.author,
    title: post.title,
    communityName: `r/${post.account}`,
    parsedCommunityName: post.account,
    body: post.text,
    html: null,
    numberOfComments: 0,
    upVotes: post.votes,
    isVideo: false,
    isAd: false,
    over18: false,
    createdAt: post.posted.instant.toISOString(),
    scrapedAt: post.posted.instant.toISOString(),
    dataType: 'post',
  };
}

/** Items of the instagram actor (`caption`, `shortCode`, `ownerUsername`, `timestamp`). */
function instagramItem(post: SocialPost, position: number): Fields {
  return {
    id: post.id,
    type: 'Image',
    shortCode: post.permalink.split('/').at(-2) ?? post.id,
    caption: post.text,
    hashtags: [...post.text.matchAll(/#(\w+)/g)].map((match) => match[1]),
    mentions: [],
    url: post.permalink,
    position,
    commentsCount: 0,
    latestComments: [],
    dimensionsHeight: 1080,
    dimensionsWidth: 1080,
    displayUrl: '',
    alt: null,
    likesCount: post.votes,
    timestamp: post.posted.instant.toISOString(),
    locationName: null,
    locationId: null,
    ownerUsername: post.account,
    ownerFullName: post.author,
    ownerId: sha256(post.account).slice(0, 9),
  };
}

interface Run {
  readonly platform: Platform;
  readonly items: readonly Fields[];
  readonly object: Fields;
}

/** Actor runs and their datasets: started, polled, read; or all three in one call. */
export class Apify implements Provider {
  readonly name = 'apify';
  private readonly runs = new Map<string, Run>();

  constructor(
    private readonly posts: readonly SocialPost[],
    private readonly clock: TownClock,
  ) {}

  operation(request: TownRequest): string {
    const path = request.url.pathname;
    if (path.endsWith('/run-sync-get-dataset-items')) return 'run-sync-get-dataset-items';
    if (path.endsWith('/items')) return 'dataset-items';
    return request.method === 'POST' ? 'start-run' : 'get-run';
  }

  answer(request: TownRequest): Reply {
    const token =
      request.url.searchParams.get('token') ?? (request.headers['authorization'] ?? '').replace(/^Bearer\s+/i, '');
    if (token === '' || token === 'invalid') return error(401, 'invalid-token', 'Authentication token is not valid.');
    const [, actor, action] =
      /^\/v2\/acts\/([^/]+)\/(run-sync-get-dataset-items|runs)$/.exec(request.url.pathname) ?? [];
    if (actor !== undefined) return this.run(request, actor, action === 'runs');
    const [, runId, ofRun] = /^\/v2\/actor-runs\/([^/]+)(\/dataset\/items)?$/.exec(request.url.pathname) ?? [];
    const [, datasetId] = /^\/v2\/datasets\/([^/]+)\/items$/.exec(request.url.pathname) ?? [];
    const run = this.runs.get(runId ?? datasetId ?? '');
    if (run === undefined) return error(404, 'record-not-found', 'The requested resource was not found.');
    return runId !== undefined && ofRun === undefined
      ? json(200, { data: run.object })
      : itemsReply(200, run.items, request, 0);
  }

  failure(status: number, retryAfter: number | null): Reply {
    const type =
      status === 429
        ? 'rate-limit-exceeded'
        : status === 402
          ? 'not-enough-usage-to-run-paid-actor'
          : 'internal-server-error';
    return error(status, type, 'The request failed.', retryAfter);
  }

  private run(request: TownRequest, actor: string, asynchronous: boolean): Reply {
    if (request.method !== 'POST')
      return error(
        405,
        'method-not-allowed',
        'This API end-point can only be accessed using the following HTTP methods: OPTIONS,POST',
      );
    const platform = platformOf(actor);
    if (platform === null) return error(404, 'record-not-found', 'Actor was not found');
    const input = jsonObject(request);
    if (input === null) return error(400, 'invalid-input', 'Invalid input: The request body contains invalid data.');
    const limit = Number(
      input['maxItems'] ?? input['resultsLimit'] ?? request.url.searchParams.get('maxItems') ?? DEFAULT_ITEMS,
    );
    const items = wanted(platform, this.posts, input)
      .slice(0, Number.isFinite(limit) ? limit : DEFAULT_ITEMS)
      .map((post, index) => (platform === 'reddit' ? redditItem(post) : instagramItem(post, index + 1)));
    const price = items.length * RESULT_MICRO_USD[platform];
    if (!asynchronous) return itemsReply(201, items, request, price);
    const id = sha256(`${actor}${request.body.toString('utf8')}`).slice(0, 17);
    const object = this.runObject(id, actor, items.length);
    this.runs.set(id, { platform, items, object });
    this.runs.set(String(object['defaultDatasetId']), { platform, items, object });
    return json(201, { data: object }, { billedMicroUsd: price });
  }

  private runObject(id: string, actor: string, count: number): Fields {
    const dataset = sha256(`dataset ${id}`).slice(0, 17);
    const at = this.clock.now.toISOString();
    return {
      id,
      actId: sha256(actor).slice(0, 17),
      userId: sha256('town').slice(0, 17),
      startedAt: at,
      finishedAt: at,
      status: 'SUCCEEDED',
      statusMessage: `Scraped ${count} items`,
      isStatusMessageTerminal: true,
      meta: { origin: 'API' },
      stats: { runTimeSecs: 1, computeUnits: 0.001 },
      options: { build: 'latest', timeoutSecs: 300, memoryMbytes: 1024, diskMbytes: 2048 },
      buildId: sha256(`build ${actor}`).slice(0, 17),
      exitCode: 0,
      generalAccess: 'RESTRICTED',
      defaultKeyValueStoreId: sha256(`store ${id}`).slice(0, 17),
      defaultDatasetId: dataset,
      defaultRequestQueueId: sha256(`queue ${id}`).slice(0, 17),
    };
  }
}

function itemsReply(status: number, items: readonly Fields[], request: TownRequest, price: number): Reply {
  const offset = Number(request.url.searchParams.get('offset') ?? '0');
  const limit = Number(request.url.searchParams.get('limit') ?? String(items.length));
  const shown = items.slice(offset, offset + limit);
  const headers = {
    'x-apify-pagination-offset': String(offset),
    'x-apify-pagination-limit': String(limit),
    'x-apify-pagination-count': String(shown.length),
    'x-apify-pagination-total': String(items.length),
  };
  return json(status, shown, { headers, billedMicroUsd: price });
}

import { TcpProxy } from '../tcp-proxy.js';
import type { PortBook } from '../../stack/ports.js';
import type { StoreUrls } from '../../stack/stores.js';
import type { Group, StoreName } from '../schedule.js';

/** The links of one group of workers to the stores. */
export interface Links {
  readonly proxies: Readonly<Record<StoreName, TcpProxy>>;
  /** Addresses of the stores behind them. */
  readonly urls: StoreUrls;
}

/** Opens a link to each store for a group. Their ports are `base` or the next free ones. */
export async function openLinks(stores: StoreUrls, ports: PortBook, base: number): Promise<Links> {
  const open = async (url: string): Promise<{ proxy: TcpProxy; url: string }> => {
    const target = new URL(url);
    const port = await ports.take(base);
    const proxy = new TcpProxy(Number(target.port));
    await proxy.listen(port);
    target.port = String(port);
    return { proxy, url: target.href };
  };
  const postgres = await open(stores.postgres);
  const redis = await open(stores.redis);
  const neo4j = await open(stores.neo4j);
  return {
    proxies: { postgres: postgres.proxy, redis: redis.proxy, neo4j: neo4j.proxy },
    urls: { ...stores, postgres: postgres.url, redis: redis.url, neo4j: neo4j.url },
  };
}

/** Closes them. */
export async function closeLinks(links: Readonly<Partial<Record<Group, Links>>>): Promise<void> {
  const proxies = Object.values(links).flatMap(({ proxies: each }) => Object.values(each));
  await Promise.all(proxies.map((proxy) => proxy.close()));
}

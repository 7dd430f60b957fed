import { setTimeout as delay } from 'node:timers/promises';
import { UNHELD } from './fault.js';
import type { Inject } from './fault.js';
import type { Weather } from '../tcp-proxy.js';

/** All connections of a group of workers to one store break. */
export const dropConnections: Inject = async ({ group, store }, { system }) => {
  const broken = system.links[group].proxies[store].drop();
  return { pid: null, detail: `${broken} connections of ${group} workers to ${store} dropped` };
};

/** Bytes between a group of workers and one store take long. */
export const slowConnections: Inject = async (fault, target) =>
  weathered({ kind: 'slow', delayMs: 150 }, fault, target);

/** No byte passes between a group of workers and one store for a while; nobody is told. */
export const silenceConnections: Inject = async (fault, target) => weathered({ kind: 'silent' }, fault, target);

async function weathered(
  weather: Weather,
  { group, store, durationMs }: Parameters<Inject>[0],
  { system }: Parameters<Inject>[1],
): ReturnType<Inject> {
  const proxy = system.links[group].proxies[store];
  proxy.set(weather);
  try {
    await delay(durationMs, undefined, UNHELD);
  } finally {
    proxy.set({ kind: 'clear' });
  }
  return { pid: null, detail: `${group} workers to ${store} ${weather.kind} for ${durationMs} ms` };
}

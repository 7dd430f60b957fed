import type { System } from './system.js';

/** Series of the API and of all workers by name with labels, summed over the processes that show them. */
export async function seriesOf(system: System): Promise<ReadonlyMap<string, number>> {
  const series = new Map<string, number>();
  for (const { role, url } of system.file().processes) {
    if (url === undefined || (role !== 'api' && role !== 'worker')) continue;
    const text = await (await fetch(`${url}/metrics`)).text();
    for (const line of text.split('\n')) {
      const [, name, value] = /^([a-z_]+(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
      if (name !== undefined) series.set(name, (series.get(name) ?? 0) + Number(value));
    }
  }
  return series;
}

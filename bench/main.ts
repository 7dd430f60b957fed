/** `npm run bench -- NAME [--json]`: one benchmark, beside its peers in the same run. */
import { parseArgs } from 'node:util';
import { durableBenchmark } from './durable/benchmark.js';
import { regionsBenchmark } from './regions/benchmark.js';

type Print = (line: object) => void;
const BENCHMARKS: Readonly<Record<string, (print: Print, say: (line: string) => void) => Promise<void>>> = {
  durable: durableBenchmark,
  regions: regionsBenchmark,
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
const benchmark = BENCHMARKS[positionals[0] ?? ''];
if (benchmark === undefined) {
  console.error(`Usage: npm run bench -- NAME [--json]; NAME is one of: ${Object.keys(BENCHMARKS).join(', ')}.`);
  process.exitCode = 2;
} else {
  const print: Print = (line) => {
    console.log(
      values.json === true
        ? JSON.stringify(line)
        : Object.entries(line)
            .map(([name, value]) => `${name} ${String(value)}`)
            .join('  '),
    );
  };
  await benchmark(print, (line) => {
    console.error(`[bench] ${line}`);
  });
}

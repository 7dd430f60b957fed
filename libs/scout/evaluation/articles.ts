import { join } from 'node:path';
import { z } from 'zod';
import { mainText } from '../extraction/index.js';
import { inputBytes, inputFiles, inputJson } from './labelled-files.js';
import { f1Of, type Evaluation } from './report.js';

const truthSchema = z.record(z.string(), z.object({ articleBody: z.string() }));
const SHINGLE = 4;

/** Shingles of four words as a multiset (the benchmark's definition; words are runs of letters and digits). */
export function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let start = 0; start < Math.max(1, words.length - SHINGLE + 1); start += 1) {
    const key = words.slice(start, start + SHINGLE).join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Precision and recall of a text against the true one, by shared shingles. */
export function shingleScore(found: string, truth: string): { precision: number; recall: number } {
  const [left, right] = [shingles(found), shingles(truth)];
  let shared = 0;
  for (const [key, count] of left) shared += Math.min(count, right.get(key) ?? 0);
  const size = (counts: Map<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { precision: shared / Math.max(1, size(left)), recall: shared / Math.max(1, size(right)) };
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Main text of news pages against the true article bodies: means over pages, F1 of the means, milliseconds per page. */
export async function evalArticles(folder: string): Promise<Evaluation> {
  const truth = truthSchema.parse(await inputJson(join(folder, 'ground-truth.json')));
  const files = await inputFiles(folder, ['.html', '.html.gz']);
  const lines: { page: string; precision: number; recall: number; ms: number; chosen: string }[] = [];
  for (const file of files) {
    const id = file.replace(/^.*[\\/]/, '').replace(/\.html(?:\.gz)?$/, '');
    const expected = truth[id];
    if (expected === undefined) continue;
    const html = new TextDecoder().decode(await inputBytes(file));
    const started = performance.now();
    const { text, chosen } = mainText(html);
    const ms = performance.now() - started;
    const { precision, recall } = shingleScore(text, expected.articleBody);
    lines.push({
      page: id.slice(0, 12),
      precision: round(precision),
      recall: round(recall),
      ms: Math.round(ms),
      chosen,
    });
  }
  const precision = round(mean(lines.map((line) => line.precision)));
  const recall = round(mean(lines.map((line) => line.recall)));
  return {
    kind: 'articles',
    cases: lines.length,
    lines,
    totals: {
      precision,
      recall,
      f1: f1Of(precision, recall),
      msPerPage: Math.round(mean(lines.map((line) => line.ms))),
    },
  };
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { canonicalCharset } from '../web/charset-labels.js';
import { declaredInMarkup } from '../web/charset-prescan.js';
import { charsetOfHeader, decodeBody } from '../web/charset.js';
import { report, type EvalReport, type Miss } from './verdict.js';

const manifest = z.object({
  files: z.array(
    z.object({
      file: z.string(),
      expectEncoding: z.string(),
      contentTypeHeader: z.string().optional(),
      mustContain: z.string().optional(),
    }),
  ),
});
const headerFile = z.object({ cases: z.array(z.object({ header: z.string(), expect: z.string().nullable() })) });
const prescanFile = z.object({
  cases: z.array(z.object({ dataBase64: z.string(), expectEncoding: z.string(), preview: z.string() })),
});

/** First word of an expectation such as `gbk (label gb2312)`, if it is the name of an encoding. */
const expectedEncoding = (text: string): string | null => canonicalCharset(text.split(/[ /;,:(]/)[0] ?? '');

async function fileMisses(folder: string): Promise<{ cases: number; misses: Miss[] }> {
  const { files } = manifest.parse(JSON.parse(await readFile(join(folder, 'MANIFEST.json'), 'utf8')));
  const misses: Miss[] = [];
  for (const item of files) {
    const raw = await readFile(join(folder, item.file));
    const body = raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw;
    const { text, charset } = decodeBody(body, item.contentTypeHeader);
    const name = expectedEncoding(item.expectEncoding);
    // Another encoding that reads the same bytes as the same text is as good.
    const sameText = name === null || text === new TextDecoder(name).decode(body).replaceAll('\u0000', '');
    const contains = item.mustContain === undefined || text.includes(item.mustContain);
    if (!contains || (item.mustContain === undefined && !sameText && charset !== name) || text.includes('\u0000'))
      misses.push({
        id: item.file,
        input: item.contentTypeHeader ?? '',
        expected: item.mustContain ?? item.expectEncoding,
        got: charset,
      });
  }
  return { cases: files.length, misses };
}

async function headerMisses(folder: string): Promise<{ cases: number; misses: Miss[] }> {
  const { cases } = headerFile.parse(JSON.parse(await readFile(join(folder, 'content-type-headers.json'), 'utf8')));
  const misses = cases.flatMap((item, index): Miss[] => {
    const got = charsetOfHeader(item.header);
    const expected = item.expect?.split(' ')[0] ?? null;
    return got === expected
      ? []
      : [{ id: `header-${String(index)}`, input: item.header, expected: String(expected), got: String(got) }];
  });
  return { cases: cases.length, misses };
}

async function prescanMisses(folder: string): Promise<{ cases: number; misses: Miss[] }> {
  const { cases } = prescanFile.parse(JSON.parse(await readFile(join(folder, 'html5lib-encoding.json'), 'utf8')));
  const misses = cases.flatMap((item, index): Miss[] => {
    const bytes = Buffer.from(item.dataBase64, 'base64');
    const marked = bytes[0] === 0xef || bytes[0] === 0xfe || bytes[0] === 0xff;
    const got = (marked ? decodeBody(bytes, undefined).charset : declaredInMarkup(bytes)) ?? 'windows-1252';
    const expected = canonicalCharset(item.expectEncoding) ?? item.expectEncoding;
    return got === expected ? [] : [{ id: `prescan-${String(index)}`, input: item.preview, expected, got }];
  });
  return { cases: cases.length, misses };
}

/** Runs charset detection over a folder like `data/adversarial/charset`: files, Content-Type headers, declarations in markup. */
export async function evalCharsets(folder: string): Promise<EvalReport> {
  const parts = [await fileMisses(folder), await headerMisses(folder), await prescanMisses(folder)];
  const cases = parts.reduce((sum, part) => sum + part.cases, 0);
  return report(
    cases,
    parts.flatMap((part) => part.misses),
    () => false,
  );
}

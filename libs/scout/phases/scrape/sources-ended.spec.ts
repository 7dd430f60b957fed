import type { ChildOutcome, RunId } from '#durable';
import type { SourceReading } from './scrape-input.js';
import { endOfScrape } from './sources-ended.js';

const read: ChildOutcome<SourceReading> = {
  name: 'read',
  runId: 'r~read' as RunId,
  status: 'completed',
  output: {} as SourceReading,
};
const failed = (code: string | undefined): ChildOutcome<SourceReading> => ({
  name: 'failed',
  runId: 'r~failed' as RunId,
  status: 'failed',
  error: { name: 'TerminalError', message: `met ${String(code)}`, ...(code === undefined ? {} : { code }) },
});

describe('what ends a scrape with its sources', () => {
  it.each(['CREDENTIAL_REFUSED', 'PROVIDER_SPEND_LIMIT', 'Neo.ClientError.Security.Unauthorized'])(
    'is a refusal, though other sources were read: %s',
    (code) => {
      expect(endOfScrape([read, failed(undefined), failed(code), read])).toMatchObject({
        code,
        message: `met ${code}`,
      });
    },
  );
  it('is a store that is away, when nothing could be read', () => {
    expect(endOfScrape([failed(undefined), failed('ECONNREFUSED')])).toMatchObject({ code: 'ECONNREFUSED' });
    expect(endOfScrape([read, failed('ECONNREFUSED')])).toBeNull();
  });
  it('is no failure of their own, also when all of them have one', () => {
    expect(endOfScrape([failed('PAGE_GONE'), failed(undefined)])).toBeNull();
    expect(endOfScrape([read])).toBeNull();
    expect(endOfScrape([])).toBeNull();
  });
});

import { it } from '@jest/globals';
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core';
import { PageDiary } from './page-diary.js';
import type { System } from './system.js';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  // Where memory is shared through a small file system, a page that needs more of it dies.
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/** A browser of a test's own with one page, whose whole life is written down. */
export interface Screen {
  readonly page: Page;
  readonly diary: PageDiary;
  close(): Promise<void>;
}

/** Opens a browser on an empty page; the caller closes it. `patienceMs`: how long the page may take for one thing. */
export async function openScreen(
  system: System,
  { patienceMs, ...look }: BrowserContextOptions & { readonly patienceMs: number },
): Promise<Screen> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const page = await (await browser.newContext(look)).newPage();
  page.setDefaultTimeout(patienceMs);
  return { page, diary: new PageDiary(page, system), close: () => browser.close() };
}

/** An `it` whose failures also tell what stood on the screen and what had happened there. `screen` is asked when a test fails. */
export function itOn(screen: () => Screen): (sentence: string, body: () => Promise<void>) => void {
  return (sentence, body) => {
    it(sentence, async () => {
      try {
        await body();
      } catch (cause) {
        throw withAccount(cause, await screen().diary.tell());
      }
    });
  };
}

/** The same error, so that its place in the test is still shown, with more to say. */
function withAccount(cause: unknown, account: string): unknown {
  if (!(cause instanceof Error)) return cause;
  // Some errors put their stack together only when it is read, with the message of then.
  const { message, stack } = cause;
  cause.message = `${message}\n\n${account}\n`;
  cause.stack = stack?.replace(message, () => cause.message);
  return cause;
}

import type { Page, Request } from 'playwright-core';
import type { System } from './system.js';

const KEPT = 15;
const SNAPSHOT_LINES = 70;
const LINE_LENGTH = 300;
/** How long a page or a process that may be dead is waited for, in milliseconds. */
const ASKED_FOR_MS = 3_000;

/** What happened on a page from its beginning, told when a test fails. */
export class PageDiary {
  private readonly openedAt = Date.now();
  private readonly addresses = new Newest();
  private readonly errors = new Newest();
  private readonly said = new Newest();
  private readonly badAnswers = new Newest();
  private readonly pending = new Map<Request, number>();
  private crashed = false;

  constructor(
    private readonly page: Page,
    private readonly system: System,
  ) {
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.note(this.addresses, withoutCode(frame.url()));
    });
    page.on('pageerror', (error) => {
      this.note(this.errors, error.stack ?? String(error));
    });
    page.on('console', (message) => {
      const type = message.type();
      if (type === 'error' || type === 'warning') this.note(this.said, `${type}: ${message.text()}`);
    });
    page.on('crash', () => {
      this.crashed = true;
    });
    page.on('request', (request) => this.pending.set(request, Date.now()));
    page.on('response', (response) => {
      const request = response.request();
      if (response.status() >= 400) this.note(this.badAnswers, `${String(response.status())} ${nameOf(request)}`);
    });
    page.on('requestfinished', (request) => this.pending.delete(request));
    page.on('requestfailed', (request) => {
      this.pending.delete(request);
      this.note(this.badAnswers, `${request.failure()?.errorText ?? 'failed'} ${nameOf(request)}`);
    });
  }

  /** The page as it stands, what went wrong on it, what it waits for, and whether the system answers. Never throws. */
  async tell(): Promise<string> {
    const [alive, snapshot, processes] = await Promise.all([this.alive(), this.snapshot(), this.processes()]);
    return [
      `The page, ${this.seconds(Date.now())} after it was opened: ${withoutCode(this.page.url())}`,
      this.crashed ? 'It has crashed.' : alive,
      section('Where it was, and since when', this.addresses.lines),
      section('Errors of the page', this.errors.lines),
      section('Errors and warnings on its console', this.said.lines),
      section('Requests that failed', this.badAnswers.lines),
      section(
        'Requests without an answer to the end',
        [...this.pending].map(([request, at]) => `for ${seconds(Date.now() - at)} ${nameOf(request)}`),
      ),
      section('Processes of the system', processes),
      section('What stands on it', snapshot),
    ].join('\n');
  }

  private note(where: Newest, what: string): void {
    where.add(`${this.seconds(Date.now())} ${what}`);
  }

  private seconds(at: number): string {
    return seconds(at - this.openedAt);
  }

  private alive(): Promise<string> {
    return within(
      this.page.evaluate('document.readyState').then((state) => `It runs scripts; its document is ${String(state)}.`),
      'It runs no scripts: an endless loop, or its process is stuck.',
    );
  }

  /** What somebody who can't see the page is told of it: with an open dialog, only the dialog. */
  private async snapshot(): Promise<readonly string[]> {
    const text = await within(this.page.locator('body').ariaSnapshot(), 'It could not be looked at.');
    const lines = text.split('\n');
    const left = lines.length - SNAPSHOT_LINES;
    return left > 0 ? [...lines.slice(0, SNAPSHOT_LINES), `… ${String(left)} more lines`] : lines;
  }

  private processes(): Promise<readonly string[]> {
    const { supervisor, processes } = this.system.file();
    return Promise.all(
      [{ role: 'supervisor', pid: supervisor.pid }, ...processes].map(async (one) => {
        const url = 'url' in one ? one.url : undefined;
        const answer = url?.startsWith('http') === true ? `, ${await answerOf(url)}` : '';
        return `${one.role} ${String(one.pid)} ${isThere(one.pid) ? 'is there' : 'IS GONE'}${answer}`;
      }),
    );
  }
}

/** The newest lines, each cut short. */
class Newest {
  readonly lines: string[] = [];

  add(line: string): void {
    this.lines.push(line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH)}…` : line);
    if (this.lines.length > KEPT) this.lines.shift();
  }
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? `${title}: none` : [`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** A sign-in link opens the system to whoever reads it. */
function withoutCode(url: string): string {
  return url.replace(/\bcode=[^&]+/, 'code=…');
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

/** Method and address, and of a GraphQL request the operation's name. */
function nameOf(request: Request): string {
  const operation = /(?:query|mutation) \w+/.exec(request.postData() ?? '')?.[0];
  return `${request.method()} ${withoutCode(request.url())}${operation === undefined ? '' : ` (${operation})`}`;
}

async function answerOf(url: string): Promise<string> {
  const response = fetch(url, { signal: AbortSignal.timeout(ASKED_FOR_MS), redirect: 'manual' });
  return within(
    response.then(({ status }) => `answers with ${String(status)}`),
    'DOES NOT ANSWER',
  );
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What was promised, or the other words when it fails or takes too long. */
async function within(promised: Promise<string>, otherwise: string): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, ASKED_FOR_MS, otherwise);
  });
  try {
    return await Promise.race([promised.catch((error: unknown) => `${otherwise} (${String(error)})`), late]);
  } finally {
    clearTimeout(timer);
  }
}

import { jest } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { itOn, openScreen, type Screen } from './system/browser.js';
import { readRun } from './system/runs.js';
import { eventually, startSystem, type System } from './system/system.js';
import { setFaults, truthOf } from './system/town.js';

jest.setTimeout(600_000);
const A_RUN_MS = 300_000;
const GATE = /^Approve \d+ signal/;

/** Everything an operator does to a run, by what stands on the page. No page is loaded again to see what came of it. */
describe('steering runs in a real browser', () => {
  let system: System;
  let screen: Screen;
  let page: Page;
  let regionName: string;
  let row: Locator;
  let timeZone: string;
  const it = itOn(() => screen);

  beforeAll(async () => {
    system = await startSystem({ workers: 1, admin: true });
    const { name, query } = (await truthOf(system)).region;
    regionName = name;
    screen = await openScreen(system, {
      viewport: { width: 1280, height: 900 },
      // A zone that is not the region's: times must be the region's all the same.
      timezoneId: 'Asia/Tokyo',
      patienceMs: 60_000,
    });
    page = screen.page;
    await page.goto(system.file().signIn);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Add a region').fill(query);
    await page.getByRole('button', { name: 'Add region' }).click();
    row = page.getByRole('table', { name: 'Regions' }).getByRole('row').filter({ hasText: regionName });
    await row.getByText('Never run').waitFor();
    const { regions } = await system.graphql<{ regions: { timeZone: string }[] }>('{ regions { timeZone } }');
    timeZone = regions[0]!.timeZone;
    await page.evaluate(`window.loadedOnce = true`);
  });
  afterAll(async () => {
    expect(await page.evaluate('window.loadedOnce')).toBe(true);
    await screen.close();
    await system.stop();
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const fact = (text: string | RegExp) => page.getByRole('main').locator('dd').getByText(text, { exact: true });
  const runOnPage = () => decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  const toRegions = () => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Regions' }).click();

  async function startLater(what: string, at: Date): Promise<void> {
    await row.getByRole('button', { name: /Choose what to run/ }).click();
    await page.getByRole('menuitem', { name: 'Start later…' }).click();
    const dialog = page.getByRole('dialog', { name: /Start later/ });
    await dialog.getByLabel('What').selectOption({ label: what });
    await dialog.getByLabel(`Start at (${timeZone})`).fill(onClocksOf(timeZone, at));
    await dialog.getByRole('button', { name: 'Start later' }).click();
  }

  it('starts a phase at a minute to come, by itself, and calls off a full run before its start', async () => {
    const later = page.getByRole('table', { name: 'Start later' });
    await startLater('Bootstrap', new Date(Math.ceil((Date.now() + 8_000) / 60_000) * 60_000));
    await later.getByRole('row').filter({ hasText: 'Bootstrap' }).waitFor();
    await startLater('Full Run', new Date(Date.now() + 7_200_000));
    await button(/^Cancel start of Full Run/).click();
    await later.getByRole('row').filter({ hasText: 'Full Run' }).waitFor({ state: 'detached' });
    await row.getByText('bootstrap complete 1/6').waitFor({ timeout: 150_000 });
  });

  it('pauses a run and lets it go on', async () => {
    await setFaults(system, { web: { latencyMs: 400 } });
    await row.getByRole('button', { name: 'Run', exact: true }).click();
    await row.getByRole('link', { name: 'Watch run' }).click();
    await button('Pause').click();
    await button('Resume').click();
    await button('Pause').waitFor();
    await fact('Running').waitFor();
  });

  it('stops a run, and retries it from where it was', async () => {
    await button('Stop').click();
    await fact('Stopped').waitFor();
    await button('Retry').click();
    await button('Pause').waitFor();
    await fact('Running').waitFor();
  });

  it('stops a run at once after saying what is lost', async () => {
    const bootstrap = page.getByRole('table', { name: 'Time line' }).getByRole('row').filter({ hasText: 'Bootstrap' });
    await bootstrap.getByText('Completed').waitFor({ timeout: 120_000 });
    await button('Stop at once…').click();
    const dialog = page.getByRole('dialog', { name: /at once/ });
    await dialog.getByText(/spent so far/).waitFor();
    await dialog.getByRole('button', { name: 'Stop at once' }).click();
    await fact('Stopped').waitFor();
    expect((await readRun(system, runOnPage())).status).toBe('CANCELLED');
    await setFaults(system, null);
  });

  it('forks from a step with an edited input, after refusing what is no JSON', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Runs' }).click();
    const runs = page.getByRole('table', { name: 'Runs' }).getByRole('row').filter({ hasText: 'Bootstrap' });
    await runs.getByRole('link').first().click();
    await page.getByRole('heading', { name: /^Bootstrap/ }).waitFor();
    await button('seed queries: mixed').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Fork from here' }).click();
    const dialog = page.getByRole('dialog', { name: /^Fork from/ });
    const input = dialog.getByLabel('Input of this step');
    const recorded = JSON.parse(await input.inputValue()) as { question: string };
    await input.fill('{ "no": ');
    await dialog.getByRole('alert').filter({ hasText: 'This is no JSON' }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Fork', exact: true }).isEnabled()).toBe(false);
    await input.fill(JSON.stringify({ ...recorded, question: `${recorded.question}\nThink of the library, too.` }));
    await dialog.getByLabel(/^Reason/).fill('another try');
    const origin = runOnPage();
    await dialog.getByRole('button', { name: 'Fork with edited input' }).click();
    await eventually('the new run opens', 60_000, () => Promise.resolve(runOnPage() !== origin));
    await page.getByText('Forked from').waitFor();
    await page
      .getByRole('main')
      .locator('dd')
      .getByText(/at “seed queries: mixed”/)
      .waitFor();
    await fact('Completed').waitFor({ timeout: 120_000 });
  });

  it('asks people before signals go live, and holds them with a note', async () => {
    await toRegions();
    await row.getByRole('switch', { name: /People approve/ }).click();
    await row.getByText('People approve', { exact: true }).waitFor();
    await row.getByRole('button', { name: 'Run', exact: true }).click();
    await page
      .getByRole('region', { name: GATE })
      .getByText(/waits? for approval/)
      .waitFor({ timeout: A_RUN_MS });
    await row.getByText('Waits for approval 6/6').waitFor();
    await page.getByRole('region', { name: GATE }).getByText('Show the signals').click();
    await page.getByRole('list', { name: 'Signals that wait' }).getByRole('link').first().waitFor();
    await page.getByRole('link', { name: /Run that waits/ }).click();
    await page.getByRole('heading', { name: /^Supervisor/ }).waitFor();
    await page.getByLabel('Note (optional)').fill('not before Monday');
    await button('Hold').click();
    const approvals = page.getByRole('table', { name: 'Approvals' });
    await approvals.getByRole('row').filter({ hasText: 'Held' }).filter({ hasText: 'not before Monday' }).waitFor();
    await page.getByRole('region', { name: GATE }).waitFor({ state: 'detached' });
    await fact('Completed').waitFor({ timeout: A_RUN_MS });
    expect(await liveSignals()).toBe(0);
    await button(/^Let \d+ signals? go live$/).click();
    await button('Keep them held').click();
    expect(await liveSignals()).toBe(0);
  });

  it('asks again in a fork, and lets signals go live once somebody approves', async () => {
    const held = runOnPage();
    await button('Fork…').click();
    const chooser = page.getByRole('dialog', { name: 'Fork from which step?' });
    await chooser.getByLabel('Step').selectOption({ label: 'approval setting' });
    await chooser.getByRole('button', { name: 'Continue' }).click();
    const dialog = page.getByRole('dialog', { name: /^Fork from “approval setting”/ });
    await dialog.getByRole('button', { name: 'Fork', exact: true }).click();
    await eventually('the new run opens', 60_000, () => Promise.resolve(runOnPage() !== held));
    const gate = page.getByRole('region', { name: GATE });
    await gate.getByRole('button', { name: 'Approve' }).click();
    await gate.waitFor({ state: 'detached' });
    await page.getByRole('table', { name: 'Approvals' }).getByText('Approved').waitFor();
    await eventually('signals are live', 60_000, async () => (await liveSignals()) > 0);
  });

  it('investigates a signal from its page, in a run that opens', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Signals' }).click();
    const signal = page.getByRole('table', { name: 'Signals' }).getByRole('row').nth(1).getByRole('link').first();
    const title = (await signal.textContent()) ?? '';
    await signal.click();
    await button('Investigate').click();
    await page.getByRole('heading', { name: /^Investigation/ }).waitFor();
    await page.getByRole('main').locator('dd').getByRole('link', { name: title, exact: true }).waitFor();
    await fact(/^Completed/).waitFor({ timeout: 120_000 });
  });

  it('says that a run completed with warnings, and names what it could not read', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Runs' }).click();
    const warned = page
      .getByRole('table', { name: 'Runs' })
      .getByRole('row')
      .filter({ hasText: 'Completed with warnings' });
    await warned.last().getByRole('link').first().click();
    // Its fork, which is named below, completed like it.
    await fact('Completed with warnings').first().waitFor();
    await page.getByRole('table', { name: 'Could not be read' }).getByRole('link').first().waitFor();
  });

  async function liveSignals(): Promise<number> {
    const { regions } = await system.graphql<{ regions: { regionSlug: string }[] }>('{ regions { regionSlug } }');
    const { signals } = await system.graphql<{ signals: { totalCount: number } }>(
      `query ($region: String!) { signals(region: $region, filter: { reviewStatus: LIVE }, first: 1) { totalCount } }`,
      { region: regions[0]!.regionSlug },
    );
    return signals.totalCount;
  }
});

/** What clocks of a zone show, as a date-time field takes it. */
function onClocksOf(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T');
}

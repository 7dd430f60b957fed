import { AxeBuilder } from '@axe-core/playwright';
import { jest } from '@jest/globals';
import type { Page, Request } from 'playwright-core';
import { itOn, openScreen, type Screen } from './system/browser.js';
import { runScout, untilEnded } from './system/runs.js';
import { startSystem, type System } from './system/system.js';
import { truthOf } from './system/town.js';

jest.setTimeout(600_000);

/** Findings of axe that keep somebody from using a page. */
async function seriousFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

describe('the dashboard in a real browser', () => {
  let system: System;
  let screen: Screen;
  let page: Page;
  let regionName: string;
  let query: string;
  const it = itOn(() => screen);

  beforeAll(async () => {
    system = await startSystem({ workers: 1, admin: true });
    ({ name: regionName, query } = (await truthOf(system)).region);
    screen = await openScreen(system, { viewport: { width: 1440, height: 900 }, patienceMs: 30_000 });
    page = screen.page;
  });
  afterAll(async () => {
    await screen.close();
    await system.stop();
  });

  it('sends whoever is not signed in to the sign-in page, and refuses a wrong code', async () => {
    await page.goto(system.file().urls.admin);
    await page.getByRole('heading', { name: 'Community Scout' }).waitFor();
    await page.getByLabel('Sign-in code').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').filter({ hasText: 'Not signed in' }).waitFor();
  });

  it('signs in by the printed link', async () => {
    await page.goto(system.file().signIn);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Regions' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('adds a region, offers only what can run, and says why the rest cannot', async () => {
    await page.getByLabel('Add a region').fill(query);
    await page.getByRole('button', { name: 'Add region' }).click();
    const row = page.getByRole('row').filter({ hasText: regionName });
    await row.getByText('Never run').waitFor();
    await row.getByRole('button', { name: /Choose what to run/ }).click();
    const scrape = page.getByRole('menuitem', { name: /^Scrape/ });
    expect(await scrape.getAttribute('aria-disabled')).toBe('true');
    expect(await scrape.textContent()).toMatch(/Actor Discovery/);
  });

  it('runs a phase and shows its badge change without a reload', async () => {
    await page.evaluate(`document.body.dataset.loadedOnce = 'yes'`);
    await page.getByRole('menuitem', { name: 'Bootstrap', exact: true }).click();
    await page
      .getByRole('row')
      .filter({ hasText: regionName })
      .getByText('bootstrap complete 1/6')
      .waitFor({ timeout: 120_000 });
    expect(await page.evaluate('document.body.dataset.loadedOnce')).toBe('yes');
  });

  it('shows a full run with its phases and steps', async () => {
    const started = await runScout(system, query);
    await page
      .getByRole('row')
      .filter({ hasText: regionName })
      .getByText(/^Running/)
      .waitFor({ timeout: 30_000 });
    await untilEnded(system, started.run!.id, 300_000);
    const row = page.getByRole('row').filter({ hasText: regionName });
    await row.getByText('Complete', { exact: true }).waitFor();
    await row.getByRole('link', { name: 'Last run' }).click();
    await page.getByRole('table', { name: 'Time line' }).getByText('Supervisor').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Steps of Bootstrap' }).click();
    await page.getByRole('table', { name: 'Time line' }).getByRole('row').nth(9).waitFor();
    await openStep();
    await page.getByRole('button', { name: 'Close' }).click();
  });

  it('tells the events of a run newest first, or oldest first when asked, each with its part', async () => {
    const events = page.getByRole('table', { name: 'Events' });
    await events
      .getByRole('row')
      .first()
      .filter({ hasText: 'Full Run' })
      .filter({ hasText: 'run.completed' })
      .waitFor();
    await page.getByLabel('Order', { exact: true }).selectOption('oldest');
    await events.getByRole('row').first().filter({ hasText: 'run.queued' }).waitFor();
  });

  it('keeps a closed step closed when the router puts the address with it back before something else is chosen', async () => {
    // Tells what the router wrote last; only it marks what it writes.
    await page.evaluate(`{
      const write = history.replaceState;
      history.replaceState = (state, ...rest) => {
        write.call(history, state, ...rest);
        if (state?.__NA) document.body.dataset.shown = location.search;
      };
    }`);
    const shows = (step: boolean) =>
      page.waitForFunction(`document.body.dataset.shown?.includes('step=') === ${String(step)}`);
    await openStep();
    await shows(true);
    const withStep = page.url();
    await page.getByRole('button', { name: 'Close' }).click();
    await shows(false);
    // What it does on a busy page, where it comes to showing the address of before only after the step was closed.
    await page.evaluate(`history.replaceState({ ...history.state, __NA: true }, '', ${JSON.stringify(withStep)})`);
    await page.getByLabel('Order', { exact: true }).selectOption('newest');
    await shows(false);
    const newest = page.getByRole('table', { name: 'Events' }).getByRole('row').first();
    await newest.filter({ hasText: 'run.completed' }).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('lets go of the event stream while it is hidden, and hears again when it is shown', async () => {
    const isStream = (request: Request) => new URL(request.url()).pathname === '/events';
    const turn = (state: string) =>
      page.evaluate(`{
        Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }`);
    const gone = page.waitForEvent('requestfailed', isStream);
    await turn('hidden');
    await gone;
    const back = page.waitForResponse((response) => isStream(response.request()) && response.ok());
    await turn('visible');
    await back;
  });

  it('shows the sources on a narrow page without a word cut off', async () => {
    await page.setViewportSize({ width: 768, height: 900 });
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Sources' }).click();
    const sources = page.getByRole('table', { name: 'Sources' });
    await sources
      .getByText(/looks for \w+ · weight/)
      .first()
      .waitFor();
    expect(await sources.evaluate((table) => table.scrollWidth <= (table.parentElement?.clientWidth ?? 0))).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await sources.getByRole('columnheader', { name: 'Weight' }).waitFor();
  });

  it('says what could not be read, and reads it when asked to try again', async () => {
    const refused = JSON.stringify({ errors: [{ message: 'not now', extensions: { code: 'FORBIDDEN' } }] });
    await page.route('**/graphql', (route) =>
      route.request().postData()?.includes('query Signals') === true
        ? route.fulfill({ body: refused })
        : route.continue(),
    );
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Signals' }).click();
    const alert = page.getByRole('main').getByRole('alert').filter({ hasText: "The signals can't be read" });
    await alert.filter({ hasText: 'not now' }).waitFor();
    await page.unroute('**/graphql');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('table', { name: 'Signals' }).waitFor();
    expect(await alert.count()).toBe(0);
  });

  it('opens a signal and shows its quote marked in the archived text', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Signals' }).click();
    await page.getByLabel('Type').selectOption('GATHERING');
    await page.waitForURL(/type=GATHERING/);
    const signals = page.getByRole('table', { name: 'Signals' });
    await signals.getByRole('link').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await signals.getByRole('link').first().click();
    const archived = page.getByRole('region', { name: 'Archived text' }).first();
    await archived.waitFor();
    const marked = (await archived.locator('mark').textContent()) ?? '';
    expect(marked.length).toBeGreaterThan(8);
    expect(await archived.textContent()).toContain(marked);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('opens a situation whose dispatch links to the signals it cites', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Situations' }).click();
    await page.getByRole('table', { name: 'Situations' }).getByRole('link').first().click();
    await page
      .getByRole('link', { name: /Citation/ })
      .first()
      .click();
    await page.getByRole('region', { name: 'Archived text' }).first().waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Dispatches' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  async function openStep(): Promise<void> {
    const steps = page.getByRole('table', { name: 'Time line' }).getByRole('row').filter({ hasText: 'Done' });
    await steps.getByRole('button').first().click();
    await page.getByRole('dialog').getByText('Attempts', { exact: true }).waitFor();
  }
});

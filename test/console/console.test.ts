/** The console in a real browser, on a mesh that comes about before its eyes: the built program, its own pages, nothing else. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, findChromium, openBrowser } from '../support/browser.ts';
import { cutTables, goTo, keepPicture, violations, type Watched, watch } from '../support/console-page.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { Program } from '../support/program.ts';

const chromium = findChromium();
const mesh = 'c08c1e5a7d2b94f6380e1c7d5a9b2f4e6';
const clusterId = 'cab9ace222210457a83f09fcd42e9f1d7';

describe.skipIf(chromium === undefined)('the console', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'console-test-'));
  let program: Program;
  let browser: Browser;
  let page: Page;
  let watched: Watched;
  let url = '';
  let env: Record<string, string> = {};

  beforeAll(async () => {
    program = new Program(['up', '--empty', '--profile', 'fast', '--data', folder]);
    const [opened] = await Promise.all([openBrowser(chromium ?? ''), program.says('Serving until')]);
    browser = opened;
    url = program.values('console')[0] ?? '';
    env = Object.fromEntries(
      [...readFileSync(path.join(folder, 'env.sh'), 'utf8').matchAll(/^export (\w+)='(.*)'$/gm)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    );
    page = await browser.context.newPage();
    page.setDefaultTimeout(15_000);
    watched = watch(page, url);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    program?.child.kill('SIGKILL');
    await program?.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  /** The program's own command line, on the same world. */
  async function asmpvl(...args: string[]): Promise<Program> {
    const ran = new Program(args, env);
    await ran.ended;
    return ran;
  }

  it('says that there is nothing yet, and then shows a provisioning live, without being asked again', async () => {
    await goTo(page, url, 'topology');
    await page.getByText('There is no ASMPvlConfig yet.').waitFor();
    const words = wordsUntil('Degraded');
    const file = path.join(folder, 'wrong.yaml');
    writeFileSync(file, right().replace('zoneId: cn-hangzhou-i', 'zoneId: wrong'));
    expect(await (await asmpvl('apply', file, '--no-wait')).ended).toMatchObject({ code: 0 });
    expect(await words).toEqual(['◌ Pending', '◌ Provisioning', '✗ Degraded']);
    await page.locator('svg.topology .good').getByText('✓  Connected').waitFor();
    await page.locator('svg.topology .bad').getByText('✗').waitFor();
  });

  it('leads from the first page to a broken link, its break and what mends it in two clicks', async () => {
    await goTo(page, url, 'topology');
    await page
      .locator('.attention')
      .getByRole('link', { name: /guide · API server/ })
      .click();
    const first = page.locator('.card').first();
    await first.locator('.break').waitFor();
    const told = await first.textContent();
    expect(told).toMatch(/API server · guide.*broken/);
    expect(told).toContain('What to do');
    expect(await first.locator('.chain .bad').count()).toBe(1);
    await first.getByRole('button', { name: /Zones/ }).click();
  });

  it('does not say that everything is as it is wished while something keeps it from being so', async () => {
    await goTo(page, url, 'configuration');
    const plan = page.locator('.card', { has: page.getByRole('heading', { name: 'Plan' }) });
    await plan.getByText('VSwitchZoneMismatch').waitFor();
    expect(await plan.textContent()).not.toContain('nothing to do');
  });

  it('shows live that it was mended', async () => {
    await goTo(page, url, 'topology');
    const words = wordsUntil('Available');
    expect(await (await asmpvl('apply', path.join(folder, 'asmpvlconfig.yaml'))).ended).toMatchObject({ code: 0 });
    expect(await words).toEqual(expect.arrayContaining(['✓ Available']));
    await page.getByText('2 of 2 links up').waitFor();
    expect(await page.locator('svg.topology .good .badge').count()).toBe(2);
  });

  const right = () => readFileSync(path.join(folder, 'asmpvlconfig.yaml'), 'utf8');

  /** What the page says of the whole, from now until it says that; it is not loaded again meanwhile. */
  async function wordsUntil(last: string): Promise<unknown> {
    return page.evaluate(
      `new Promise((resolve) => {
        const words = [];
        const note = () => {
          const word = document.querySelector('.page-head .state')?.textContent ?? '';
          if (words.at(-1) !== word) words.push(word);
          if (word.includes('${last}')) resolve(words);
        };
        new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
        note();
      })`,
    );
  }

  it("leads through the guide's steps of verification, click by click", async () => {
    await goTo(page, url, 'topology');
    await page.getByLabel('Region').selectOption('cn-hangzhou');
    await page.getByRole('link', { name: 'Endpoints Service' }).click();
    await page.getByRole('heading', { name: 'Endpoints Service' }).waitFor();
    await page.locator('tbody tr', { hasText: 'API server' }).locator('a.id').first().click();
    await page.getByRole('tab', { name: 'Basic information' }).waitFor();
    expect(await page.getByRole('tabpanel').textContent()).toMatch(/Status✓ Active/);
    await page.getByRole('tab', { name: 'Endpoint connections' }).click();
    await page.getByRole('tabpanel').getByText('Connected').first().waitFor();
    await page.getByRole('tab', { name: 'Service resources' }).click();
    await page.getByRole('tabpanel').getByText('lb-bp1apiserver000000gd').waitFor();
    await page.getByRole('tab', { name: 'Service whitelist' }).click();
    expect(await page.getByRole('tabpanel').textContent()).toMatch(/\d{16}/);

    await page.getByRole('link', { name: 'Endpoints', exact: true }).click();
    await page.locator('tbody tr', { hasText: 'Endpoint to the API server' }).locator('a.id').first().click();
    await page.getByRole('tab', { name: 'Zones and ENIs' }).click();
    await page.getByRole('tabpanel').getByText('vsw-bp1l5hini55sstnwd2skf').waitFor();
    await page.getByRole('tab', { name: 'Basic information' }).click();
    const basic = await page.getByRole('tabpanel').textContent();
    expect(basic).toMatch(/Connection status✓ Connected/);
    expect(basic).toMatch(/ep-\w+\.epsrv-\w+\.cn-hangzhou\.privatelink\.aliyuncs\.com/);
  });

  it('checks a manifest that is pasted, and names the line', async () => {
    await goTo(page, url, 'configuration');
    const broken = right().replace('name: default', 'name: other');
    await page.getByRole('textbox', { name: 'Manifest (YAML)' }).fill(broken);
    await page.getByRole('button', { name: 'Check it' }).click();
    const checked = await page.locator('.checked').textContent();
    expect(checked).toMatch(/metadata\.name must be "default".*\(line \d+\)/);
  });

  it('places a fault, lets time pass, keeps a snapshot, and shows calls as they come', async () => {
    await goTo(page, url, 'steering');
    await page.getByRole('button', { name: 'Place a fault' }).click();
    await page.locator('.rows').getByText('CreateVpcEndpoint').waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No fault is placed.').waitFor();
    await page.getByRole('button', { name: 'Let time pass' }).click();
    await goTo(page, url, 'snapshots');
    await page.getByLabel('Name').fill('before');
    await page.getByRole('button', { name: 'Save a snapshot' }).click();
    await page.locator('.rows').getByText('before').waitFor();
    await goTo(page, url, 'calls');
    const first = await page.locator('tbody tr td').first().textContent();
    await fetch(`${url}api/services`);
    await page
      .locator('tbody tr td')
      .first()
      .filter({ hasNotText: first ?? '' })
      .waitFor();
    await goTo(page, url, 'traffic');
    await page.locator('tbody tr').first().waitFor();
  });

  const pages = [
    'topology',
    'configuration',
    'diagnosis',
    'clusters',
    `clusters/${clusterId}`,
    'services',
    'endpoints',
    'calls',
    'steering',
    'snapshots',
    'traffic',
  ];
  const variants = [
    { name: 'light', theme: 'light', language: 'en', width: 1280 },
    { name: 'dark', theme: 'dark', language: 'en', width: 1440 },
    { name: 'tablet', theme: 'light', language: 'en', width: 1024 },
    { name: 'narrow', theme: 'light', language: 'en', width: 390 },
    // As wide as 1280 with a bar to scroll by.
    { name: 'chinese', theme: 'light', language: 'zh', width: 1265 },
    { name: 'chinese-narrow', theme: 'dark', language: 'zh', width: 390 },
  ];
  const judged = exhaustive ? variants : variants.slice(0, 1);
  const looked = exhaustive ? pages : ['topology', 'configuration', 'steering'];
  it.each(judged)(
    'is without a violation that axe-core knows, shows tables whole, and leaves pictures to look at: $name',
    async ({ name, theme, language, width }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(`localStorage.setItem('asmpvl-console', '${JSON.stringify({ theme, language })}')`);
      await page.reload();
      const found: string[] = [];
      for (const each of [...looked, ...(await details())]) {
        await goTo(page, url, each);
        found.push(...(await violations(page)).map((line) => `${each}: ${line}`));
        await keepPicture(page, `${each.replaceAll('/', '-').slice(0, 30)}.${name}`);
        found.push(...(await cutTables(page)).map((line) => `${each}: ${line}`));
      }
      expect(found).toEqual([]);
    },
  );

  /** The pages of one service and one endpoint. */
  async function details(): Promise<string[]> {
    const first = async (kind: string) => {
      const { items } = JSON.parse(await (await fetch(`${url}api/${kind}`)).text());
      return `${kind}/${items[0].id}`;
    };
    return Promise.all(['services', 'endpoints'].map(first));
  }

  it('can be used with the keyboard alone', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.evaluate(`localStorage.setItem('asmpvl-console', '{"theme":"light","language":"en"}')`);
    await page.goto(`${url}#/topology`);
    await page.reload();
    await page.locator('svg.topology').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    const reached = new Set<string>();
    for (let step = 0; step < 25; step += 1) {
      await page.keyboard.press('Tab');
      reached.add(
        String(
          await page.evaluate('document.activeElement.getAttribute("href") ?? document.activeElement.textContent'),
        ),
      );
    }
    expect([...reached].some((each) => each.startsWith('#/endpoints/ep-'))).toBe(true);
    expect([...reached].some((each) => each === `#/clusters/${clusterId}`)).toBe(true);
    expect(reached).toContain('Download as SVG');
  });

  it('hands the picture over as a file that stands by itself', async () => {
    await goTo(page, url, 'topology');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as SVG' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`mesh-${mesh}.svg`);
    const svg = readFileSync(await download.path(), 'utf8');
    expect(svg).toMatch(/^<svg xmlns=/);
    expect(svg).not.toContain('var(--missing');
  });

  it('tells no secret in any answer', async () => {
    const kubeconfig = readFileSync(env['KUBECONFIG'] ?? '', 'utf8');
    const secrets = [
      env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'] ?? '',
      ...[...kubeconfig.matchAll(/(?:client-key-data|token|password): (\S+)/g)].flatMap(([, secret = '']) => [
        secret,
        Buffer.from(secret, 'base64').toString('utf8').slice(0, 200),
      ]),
    ];
    expect(secrets.length).toBeGreaterThan(2);
    const document = JSON.parse(await (await fetch(`${url}api/openapi.json`)).text());
    const reads = Object.entries<Record<string, { responses: Record<string, { content: object }> }>>(document.paths)
      .filter(([where, { get }]) => !where.includes('{') && get?.responses['200'] !== undefined)
      .filter(([, { get }]) => !('text/event-stream' in (get?.responses['200']?.content ?? {})))
      .map(([where]) => where);
    expect(reads).toContain('/api/emulator/calls');
    for (const where of reads) {
      const text = await (await fetch(new URL(where, url))).text();
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });

  it('has never failed, been stopped by its own policy, or asked anybody else for anything', () => {
    expect(watched.complaints).toEqual([]);
  });
});

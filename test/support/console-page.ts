/** A page of the console under test: what it asks and says is watched, it is judged by axe-core, and pictures of it are kept. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** For a person to look at; not kept in the repository. */
const pictures = path.resolve('test-results/console');

export interface Watched {
  /** What a page should never do: errors, refusals of its policy, requests to elsewhere. */
  readonly complaints: string[];
}

export function watch(page: Page, origin: string): Watched {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const type = message.type();
    if (type === 'error' || type === 'warning') complaints.push(`${type}: ${message.text()}`);
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { protocol } = new URL(request.url());
    if (!request.url().startsWith(origin) && protocol !== 'blob:') complaints.push(`request: ${request.url()}`);
  });
  return { complaints };
}

/** One line for each violation of WCAG 2 and of good practice that axe-core finds. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: unknown = await page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 120)).join(" | ")))',
  );
  return Array.isArray(found) ? found.map(String) : ['axe-core gave no answer'];
}

/** Tables of the page, and of each of its tabs and views, of which a part is out of sight until one scrolls sideways. */
export async function cutTables(page: Page): Promise<string[]> {
  const found = [await cutNow(page)];
  for (const part of await page.locator('[role=tab], .switch button').all()) {
    await part.click();
    found.push(await cutNow(page));
  }
  return [...new Set(found.flat())];
}

async function cutNow(page: Page): Promise<string[]> {
  const found: unknown = await page.evaluate(
    '[...document.querySelectorAll(".table > .scroll")].filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.getAttribute("aria-label") + " is " + each.scrollWidth + " px wide in " + each.clientWidth)',
  );
  return Array.isArray(found) ? found.map(String) : ['the page gave no answer'];
}

export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}

/** Opens a page of the console by what stands behind `#`, from nothing, so that no other page is taken for it, and waits until nothing of it is on its way. */
export async function goTo(page: Page, url: string, hash: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${url}#/${hash}`);
  await page.locator('h1').waitFor();
  await page.locator('.loading').first().waitFor({ state: 'detached' });
}

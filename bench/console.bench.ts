/**
 * The console with 100 clusters, in a real Chromium: how soon the first picture is there, how soon a change is, and what 10,000 changes leave behind in
 * the page and in the server. The cloud is the emulated one, in process; the object is changed here, as a watch would tell of it.
 */
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type ASMPvlConfig, resource } from '@asm-privatelink/api';
import { systemClock } from '@asm-privatelink/cloud';
import { createEmulator, meshOf } from '@asm-privatelink/emulator';
import type { Page } from 'playwright-core';
import { startConsole } from '../packages/console/src/index.ts';
import { type StandIn, standInSources } from '../packages/console/src/testing/stand-in.ts';
import { findChromium, openBrowser } from '../test/support/browser.ts';
import { cloudOf } from '../test/support/in-process-cloud.ts';
import { atMost, type BenchResult, median } from './harness.ts';

const CLUSTERS = 100;
const VPCS = 10;
const EVENTS = 10_000;

export async function run(): Promise<BenchResult[]> {
  const chromium = findChromium();
  if (chromium === undefined) throw new Error('there is no Chromium on this machine');
  const emulator = createEmulator({ scenario: meshOf(CLUSTERS, VPCS), profile: 'instant', clock: systemClock() });
  const [mesh] = emulator.world.meshes.keys();
  const cloud = cloudOf(emulator, emulator.world.defaultRegionId);
  const ids = [...emulator.world.clusters.keys()];
  const sources: StandIn = { ...standInSources(), source: { kind: 'asm', meshId: mesh ?? '' }, cloud: () => cloud };
  const served = await startConsole({
    sources,
    clock: systemClock(),
    pages: path.resolve('dist/console-pages'),
    port: 0,
  });
  const browser = await openBrowser(chromium);
  try {
    const page = await browser.context.newPage();
    sources.show(configOf(ids, undefined));
    await page.goto(served.url);
    await page
      .locator('.tile')
      .nth(CLUSTERS - 1)
      .waitFor();
    const first = await firstPictures(page, served.url);
    const updates = await untilShown(page, sources, ids);
    const grown = await growth(page, sources, ids);
    return [
      atMost(1_000, {
        name: 'console, 100 clusters: first picture',
        value: median(first),
        unit: 'ms',
        notes: `slowest of ${first.length}: ${Math.max(...first).toFixed(0)} ms`,
      }),
      atMost(500, {
        name: 'console, 100 clusters: a change is shown',
        value: Math.max(...updates),
        unit: 'ms',
        notes: `slowest of ${updates.length}, median ${median(updates).toFixed(0)} ms`,
      }),
      atMost(2, {
        name: `console, ${EVENTS} changes: the page's heap grows by`,
        value: grown.page,
        unit: 'MiB',
        notes: 'after a collection',
      }),
      atMost(4, {
        name: `console, ${EVENTS} changes: the server's heap grows by`,
        value: grown.server,
        unit: 'MiB',
        notes: 'after a collection; the stand-in for the cluster is in it',
      }),
    ];
  } finally {
    await browser.close();
    await served.close();
    await emulator.close();
  }
}

/** In ms from the beginning of the navigation until every tile is there. */
async function firstPictures(page: Page, url: string): Promise<number[]> {
  await page.addInitScript(`
    new MutationObserver((_, observer) => {
      if (document.querySelectorAll('.tile').length < ${CLUSTERS}) return;
      observer.disconnect();
      window.pictureAt = performance.now();
    }).observe(document, { subtree: true, childList: true });`);
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    await page.goto('about:blank');
    await page.goto(url);
    await page
      .locator('.tile')
      .nth(CLUSTERS - 1)
      .waitFor();
    times.push(Number(await page.evaluate('window.pictureAt')));
  }
  return times;
}

/** In ms from the change of the object until the page shows it; page and server have one clock. */
async function untilShown(page: Page, sources: StandIn, ids: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const [turn, id] of ids.slice(0, 20).entries()) {
    const shown = page.evaluate(`new Promise((resolve) => {
      const look = () => {
        if (![...document.querySelectorAll('.tile.bad title')].some(({ textContent }) => textContent.includes('${id}'))) return;
        observer.disconnect();
        resolve(performance.timeOrigin + performance.now());
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      look();
    })`);
    await page.evaluate('0');
    const changedAt = performance.timeOrigin + performance.now();
    sources.show(configOf(ids, turn));
    times.push(Number(await shown) - changedAt);
  }
  return times;
}

async function growth(page: Page, sources: StandIn, ids: readonly string[]): Promise<{ page: number; server: number }> {
  const inspector = await page.context().newCDPSession(page);
  const pageHeap = async () => {
    await inspector.send('HeapProfiler.collectGarbage');
    return (await inspector.send('Runtime.getHeapUsage')).usedSize;
  };
  const change = async (count: number) => {
    for (let turn = 0; turn < count; turn += 1) {
      sources.show(configOf(ids, turn % CLUSTERS));
      await setImmediate();
    }
    sources.show(configOf(ids, undefined));
    await page.locator('.tile.bad').first().waitFor({ state: 'detached' });
  };
  await change(EVENTS / 5);
  const before = { page: await pageHeap(), server: serverHeap() };
  await change(EVENTS);
  const mebi = 1024 * 1024;
  return { page: ((await pageHeap()) - before.page) / mebi, server: (serverHeap() - before.server) / mebi };
}

function serverHeap(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

/** Everything up, but the API-server link of one. */
function configOf(ids: readonly string[], broken: number | undefined): ASMPvlConfig {
  const zones = [{ zoneId: 'cn-hangzhou-i', vSwitchId: 'vsw-bp1controli', status: 'Connected' }];
  return {
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    metadata: { name: 'default', generation: 1 },
    spec: {
      ackVpcEndpoint: ids.map((clusterId) => ({
        clusterId,
        vSwitches: [{ vSwitchId: 'vsw-bp1data1j', zoneId: 'cn-hangzhou-j' }],
      })),
      asmVpcEndpoint: { vSwitches: [{ vSwitchId: 'vsw-bp1controli', zoneId: 'cn-hangzhou-i' }] },
    },
    status: {
      status: broken === undefined ? 'Available' : 'Degraded',
      clusters: ids.map((clusterId, index) => ({
        clusterId,
        pvlEndpoint: {
          id: `ep-bp1${index}`,
          domainName: `ep-bp1${index}.example`,
          status: 'Active',
          connectionStatus: index === broken ? 'Disconnected' : 'Connected',
        },
        pvlEndpointService: { id: `epsrv-bp1${index}`, name: '', status: 'Active' },
        reason: index === broken ? 'Disconnected' : 'Available',
        zones,
      })),
      pilot: {
        pvlEndpointService: { id: 'epsrv-bp1pilot', name: '', status: 'Active' },
        clusters: ids.map((clusterId, index) => ({
          clusterId,
          pvlEndpoint: {
            id: `ep-bp1pilot${index % VPCS}`,
            domainName: '',
            status: 'Active',
            connectionStatus: 'Connected',
          },
          reason: 'Available',
          zones,
        })),
      },
    },
  };
}

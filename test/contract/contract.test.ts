/**
 * One table of requests, two servers: ours and a real one. Custom resources are held to the custom-resource server of 1.36.4, core/v1
 * to kube-apiserver 1.20.2. Each answer's status, media type, warnings and body must be the same, but for the differences that are listed
 * with their reasons in `*.differences.json` and in the package's README.
 *
 * Needs REAL_KUBE; skipped, and counted, without.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { startApiServer } from '@asm-privatelink/apiserver';
import { describe, expect, it } from 'vitest';
import { changedLines } from '../support/changed-lines.ts';
import { expectListed, type Found, readListed } from '../support/listed.ts';
import { findRealKube, startRealServer } from '../support/real-kube.ts';
import { connect } from './client.ts';
import { coreRequests } from './core/index.ts';
import { customRequests } from './custom/index.ts';
import { normalise } from './normalise.ts';
import type { ContractRequest } from './request.ts';

const realKube = findRealKube();

async function answersTo(requests: readonly ContractRequest[], kubeconfig: string): Promise<Map<string, string>> {
  const client = connect(kubeconfig);
  try {
    const answers = new Map<string, string>();
    for (const request of requests) {
      const answer = normalise(await client.send(request));
      if (request.setup === undefined) answers.set(request.what, answer);
    }
    return answers;
  } finally {
    client.close();
  }
}

async function ourAnswers(requests: readonly ContractRequest[]): Promise<Map<string, string>> {
  const server = await startApiServer();
  try {
    return await answersTo(requests, server.kubeconfig);
  } finally {
    await server.close();
  }
}

async function realAnswers(
  requests: readonly ContractRequest[],
  flavour: 'crd' | 'full',
): Promise<Map<string, string>> {
  const server = await startRealServer(realKube ?? '', flavour);
  try {
    return await answersTo(requests, server.kubeconfig);
  } finally {
    await server.close();
  }
}

describe.skipIf(realKube === undefined).each([
  { suite: 'custom', judge: 'crd', requests: customRequests },
  { suite: 'core', judge: 'full', requests: coreRequests },
] as const)('the contract of $suite resources', ({ suite, judge, requests }) => {
  it(`is answered as the real ${judge} server answers it, but for the differences listed`, async () => {
    const file = path.join(import.meta.dirname, `${suite}.differences.json`);
    const mine = await ourAnswers(requests);
    const theirs = await realAnswers(requests, judge);
    const found = [...theirs].flatMap(([what, answer]): Found[] => {
      const changes = changedLines(answer, mine.get(what) ?? '');
      return changes.length === 0 ? [] : [{ what, judge, changes }];
    });
    await expectListed(file, found, `contract of ${suite} resources`, theirs.size);
  }, 300_000);
});

describe('the lists of differences', () => {
  it("stand in the package's README, reason by reason", async () => {
    const readme = await readFile(path.resolve(import.meta.dirname, '../../packages/apiserver/README.md'), 'utf8');
    for (const suite of ['custom', 'core']) {
      const listed = await readListed(path.join(import.meta.dirname, `${suite}.differences.json`));
      const rows = listed.map(({ judge, reason }) => `| ${judge} | ${reason} |`);
      for (const row of rows) expect(readme).toContain(`${row} ${rows.filter((other) => other === row).length} |`);
    }
  });
});

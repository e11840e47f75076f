/**
 * The emulated cloud with a data folder, killed under load and started again: whatever it had acknowledged is there, and what it had not
 * is there whole or not at all.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Program } from '../support/program.ts';

const kills = process.env['ASMPVL_EXHAUSTIVE'] === '1' ? 30 : 3;
const writers = 8;

let folder: string;
let program: Program | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'asmpvl-cloud-'));
});
afterEach(async () => {
  program?.child.kill('SIGKILL');
  await program?.ended;
  rmSync(folder, { recursive: true, force: true });
});

interface Running {
  readonly started: Program;
  readonly inspect: string;
  call(action: string, params: Record<string, string>): Promise<Answer>;
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function start(): Promise<Running> {
  const started = new Program(['cloud', '--data', folder, '--profile', 'fast']);
  program = started;
  await started.says('inspect: ');
  const value = (label: string) => started.values(label)[0] ?? '';
  const url = value('endpoint');
  const key = { id: value('access key id'), secret: value('access key secret') };
  const agent = new http.Agent({ keepAlive: true });
  return {
    started,
    inspect: value('inspect'),
    call: (action, params) =>
      get(`${url}/?${signed({ Action: action, RegionId: 'cn-hangzhou', ...params }, key)}`, agent),
  };
}

/** The query of a call, as the old convention signs it. */
function signed(params: Record<string, string>, key: { id: string; secret: string }): string {
  const all = {
    ...params,
    AccessKeyId: key.id,
    Format: 'JSON',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: randomUUID(),
    SignatureVersion: '1.0',
    Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
  };
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const canonical = Object.entries(all)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
  const Signature = createHmac('sha1', `${key.secret}&`)
    .update(`GET&%2F&${encode(canonical)}`)
    .digest('base64');
  return new URLSearchParams({ ...all, Signature }).toString();
}

function get(url: string, agent?: http.Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    http
      .get(url, agent === undefined ? {} : { agent }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Answer['body'] }),
        );
      })
      .on('error', reject);
  });
}

/** What one group may hold after the next start: its rule's description, `none` without a rule, or undefined when it is not there. */
type Possible = Set<string | undefined>;

interface Group {
  readonly token: string;
  id: string | undefined;
  possible: Possible;
}

/** Makes security groups, gives each a rule, and takes every third away, until the cloud is gone. */
async function write({ call }: Running, groups: Group[], vpcId: string, count: () => void): Promise<void> {
  const must = async (action: string, params: Record<string, string>) => {
    count();
    const answer = await call(action, { Version: '2014-05-26', ...params });
    if (answer.status !== 200) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  try {
    for (let turn = 0; ; turn++) {
      const group: Group = { token: randomUUID(), id: undefined, possible: new Set([undefined, 'none']) };
      groups.push(group);
      const made = await must('CreateSecurityGroup', { VpcId: vpcId, ClientToken: group.token });
      group.id = String(made['SecurityGroupId']);
      group.possible = new Set(['none', group.token]);
      const rule = { IpProtocol: 'TCP', PortRange: '1/2', SourceCidrIp: '10.0.0.0/8', Description: group.token };
      await must('AuthorizeSecurityGroup', { SecurityGroupId: group.id, ...rule });
      group.possible = new Set([group.token]);
      if (turn % 3 !== 0) continue;
      group.possible = new Set([group.token, undefined]);
      await must('DeleteSecurityGroup', { SecurityGroupId: group.id });
      group.possible = new Set([undefined]);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/** By the id of each security group, the description of its rule, or `none`. */
async function descriptions({ inspect }: Running): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (;;) {
    const { body } = await get(`${inspect}world/securityGroup?limit=1000&offset=${found.size}`);
    for (const { id, rules } of body['items'] as { id: string; rules: { description: string }[] }[]) {
      found.set(id, rules[0]?.description ?? 'none');
    }
    if (found.size >= Number(body['total'])) return found;
  }
}

describe('an emulated cloud with a data folder, killed', () => {
  it(`${kills} times under load, loses nothing that it had acknowledged`, { timeout: kills * 30_000 }, async () => {
    const groups: Group[] = [];
    let writes = 0;
    for (let kill = 0; kill < kills; kill++) {
      const running = await start();
      const vpcs = await get(`${running.inspect}world/vpc`);
      const [vpc] = vpcs.body['items'] as { id: string }[];
      const last = writes + 50 + ((kill * 61) % 400);
      const count = () => {
        writes++;
        if (writes === last) setImmediate(() => running.started.child.kill('SIGKILL'));
      };
      const writing = Array.from({ length: writers }, () => write(running, groups, vpc?.id ?? '', count));
      await running.started.ended;
      await Promise.all(writing);

      const again = await start();
      const found = await descriptions(again);
      for (const group of groups) {
        if (group.id === undefined) continue; // not acknowledged; its token tells below whether it is there
        expect([...group.possible], group.id).toContain(found.get(group.id));
        group.possible = new Set([found.get(group.id)]);
      }
      // A token that was not answered makes what it did not make, or gives what it made.
      for (const group of groups.filter(({ id }) => id === undefined)) {
        const answer = await again.call('CreateSecurityGroup', {
          Version: '2014-05-26',
          VpcId: vpc?.id ?? '',
          ClientToken: group.token,
        });
        group.id = String(answer.body['SecurityGroupId']);
        group.possible = new Set(['none']);
      }
      const total = await get(`${again.inspect}world/securityGroup?limit=1`);
      const alive = groups.filter(({ possible }) => !possible.has(undefined)).length;
      expect(total.body['total'], 'no group too many').toBe(alive + 2); // the scenario's own
      again.started.child.kill('SIGTERM');
      await again.started.ended;
    }
    expect(writes).toBeGreaterThan(kills * writers);
    process.stdout.write(`killed ${kills} times, ${writes} writes, none lost\n`);
  });

  it('refuses a folder that is in use, and goes on in one whose process has died', { timeout: 60_000 }, async () => {
    const first = await start();
    const second = new Program(['cloud', '--data', folder]);
    expect(await second.ended).toMatchObject({ code: 1 });
    expect(second.err).toContain('in use by process');
    first.started.child.kill('SIGKILL');
    await first.started.ended;
    const third = await start();
    expect(third.started.err + third.started.out).not.toContain('in use');
  });
});

/**
 * Requests as clients of the vendor's sent them, byte for byte, that are no part of this repository: recorded between each and an emulator.
 * The first line of each file says who sent it. They show what real clients send beyond the written rules; the answers are ours.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { createEmulator, type Emulator } from '../emulator.ts';
import type { Listening } from '../listen.ts';
import { guide } from '../scenarios/guide.ts';
import { ids } from '../testing.ts';

let emulator: Emulator;
let listening: Listening;
let now = 0;

beforeAll(async () => {
  emulator = createEmulator({ scenario: guide, clock: systemClock(), profile: 'instant' });
  listening = await emulator.listen({ now: () => now });
});

afterAll(() => emulator.close());

/** The request's own date is the time of day. */
async function replay(name: string): Promise<{ status: number; type: string; body: string }> {
  const file = await readFile(new URL(`requests/${name}.http`, import.meta.url), 'utf8');
  const [, head = '', body = ''] = /^#.*\n([\s\S]*?)\n\n([\s\S]*?)\n?$/.exec(file) ?? [];
  now = Date.parse(/(?:date: |Timestamp=)([^&\n]+)/i.exec(decodeURIComponent(`${head}\n${body}`))?.[1] ?? '');
  const socket = net.connect(listening.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`${head.replace(/\nConnection: .*/i, '').replaceAll('\n', '\r\n')}\r\nConnection: close\r\n\r\n${body}`);
  const [answer = '', content = ''] = (await text(socket)).split('\r\n\r\n');
  return { status: Number(answer.split(' ')[1]), type: /content-type: (.*)/i.exec(answer)?.[1] ?? '', body: content };
}

const clusters = { clusters: [{ cluster_id: ids.cluster }] };
const service = { ServiceStatus: 'Creating', AutoAcceptEnabled: true };

describe('a request as a client sent it is answered', () => {
  it.each([
    ['python-core-roa-get', clusters],
    ['python-core-roa-put', { cluster_id: ids.cluster, task_id: expect.any(String) }],
    ['python-core-roa-typed', expect.arrayContaining([expect.objectContaining({ instance_id: ids.apiServer })])],
    ['python-core-rpc-form', { ServiceDescription: "a b+c*~/&=ü'()!" }],
    ['python-acs3-query', { ...service, ServiceDescription: '新服务 *~' }],
    ['python-acs3-roa', { task_id: expect.any(String) }],
    ['python-v2-listener', { RequestId: expect.any(String) }],
    ['python-core-format-none', { TotalCount: 2 }],
    ['java-core-roa-put', { task_id: expect.any(String) }],
    ['go-core-roa-put', { task_id: expect.any(String) }],
    ['cli-nlb-create', { LoadbalancerId: expect.stringMatching(/^nlb-/) }],
  ])('%s', async (name, answer) => {
    const { status, body } = await replay(name);
    expect(JSON.parse(body)).toMatchObject(answer);
    expect(status).toBe(200);
  });
});

describe('XML', () => {
  it('is given to a client that asks for it', async () => {
    const { status, type, body } = await replay('java-core-xml');
    expect([status, type]).toEqual([200, 'text/xml; charset=utf-8']);
    expect(body).toMatch(
      /^<\?xml [^>]*\?><DescribeVpcsResponse>.*<Vpcs><Vpc>.*<\/Vpc><Vpc>.*<\/DescribeVpcsResponse>$/s,
    );
  });

  it('tells a refusal too', async () => {
    const { status, body } = await replay('java-core-xml-refused');
    expect(status).toBe(404);
    expect(body).toMatch(
      /<Error><RequestId>[0-9A-F-]{36}<\/RequestId>.*<Code>InvalidVpcId.NotFound<\/Code>.*<\/Error>$/s,
    );
  });
});

describe('a signature without a nonce', () => {
  it('may come again, since two like calls of one second have the same', async () => {
    expect((await replay('python-core-roa-typed')).status).toBe(200);
  });
});

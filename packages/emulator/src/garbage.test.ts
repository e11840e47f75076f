/** What no client of the API sends: it is told so, or cut, and the emulator goes on. */
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from './clock.ts';
import { createEmulator, type Emulator } from './emulator.ts';
import type { Listening, ListenOptions } from './listen.ts';
import { guide } from './scenarios/guide.ts';

let emulator: Emulator | undefined;

afterEach(() => emulator?.close());

async function listen(limits: ListenOptions['limits'] = {}): Promise<Listening> {
  emulator = createEmulator({ scenario: guide, clock: systemClock(), profile: 'instant' });
  return emulator.listen({ limits });
}

/** Everything that comes back until the connection is closed. */
function exchange(port: number, ...parts: (string | Buffer)[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => {}); // a reset is an answer too
    socket.on('close', () => resolve(text));
    for (const part of parts) socket.write(part);
  });
}

function post(body: string | Buffer, headers: Record<string, string> = {}): (string | Buffer)[] {
  const all = { host: 'cloud', 'content-length': String(Buffer.byteLength(body)), connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return [`POST /clusters HTTP/1.1\r\n${lines.join('')}\r\n`, body];
}

const json = { 'content-type': 'application/json' };

describe('garbage', () => {
  it.each<{ why: string; parts: (string | Buffer)[]; status: number; says: string }>([
    { why: 'not HTTP', parts: ['\0\0\0\0 hello\r\n\r\n'], status: 400, says: 'not HTTP' },
    {
      why: 'a huge header',
      parts: [`GET / HTTP/1.1\r\nx: ${'x'.repeat(70_000)}\r\n\r\n`],
      status: 431,
      says: '65536 bytes',
    },
    {
      why: 'a length over the limit',
      parts: post('', { 'content-length': '99999999' }),
      status: 413,
      says: 'larger than',
    },
    {
      why: 'chunks without end',
      parts: [
        'POST / HTTP/1.1\r\nhost: cloud\r\ntransfer-encoding: chunked\r\n\r\n',
        ...Array.from({ length: 32 }, () => `10000\r\n${'x'.repeat(0x10000)}\r\n`),
      ],
      status: 413,
      says: 'larger than',
    },
    { why: 'a compressed body', parts: post('x', { 'content-encoding': 'gzip' }), status: 415, says: 'gzip' },
    { why: 'another type', parts: post('<a/>', { 'content-type': 'text/xml' }), status: 415, says: 'text/xml' },
    { why: 'JSON that is none', parts: post('{"a":', json), status: 400, says: 'not JSON' },
    {
      why: 'bytes that are no UTF-8',
      parts: post(Buffer.from([0x22, 0xff, 0xfe, 0x22]), json),
      status: 400,
      says: 'UTF-8',
    },
    { why: 'deep nesting', parts: post('['.repeat(200_000), json), status: 400, says: 'deeper than 64' },
    { why: 'a JSON body of another shape', parts: post('[[1]]', json), status: 400, says: 'signature' },
    {
      why: 'a stray percent',
      parts: ['GET /clusters/%E0%A4%A HTTP/1.1\r\nhost: c\r\nconnection: close\r\n\r\n'],
      status: 400,
      says: 'signature',
    },
    {
      why: 'names of the prototype',
      parts: ['GET /?__proto__=1&constructor=2&Action=toString HTTP/1.1\r\nhost: c\r\nconnection: close\r\n\r\n'],
      status: 400,
      says: 'signature',
    },
  ])('answers $why with $status', async ({ parts, status, says }) => {
    const { port } = await listen();
    const answer = await exchange(port, ...parts);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain(says);
  });

  it('cuts who sends nothing, and who sends a header a byte at a time', async () => {
    const { port } = await listen({ headersMs: 200 });
    expect(await exchange(port)).toBe('');
    const slow = net.connect(port, '127.0.0.1');
    slow.on('error', () => {});
    slow.write('GET / HTTP/1.1\r\nx: ');
    const clock = systemClock();
    const drip = () => {
      if (slow.destroyed) return;
      slow.write('x');
      clock.schedule(20, drip);
    };
    drip();
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      slow.on('data', (chunk) => {
        text += chunk.toString();
      });
      slow.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
  });

  it('cuts who does not finish a body', async () => {
    const { port } = await listen({ headersMs: 200, requestMs: 300 });
    expect(await exchange(port, 'POST / HTTP/1.1\r\nhost: c\r\ncontent-length: 10\r\n\r\nx')).toMatch(
      /^HTTP\/1.1 408 /,
    );
  });

  it('takes no more connections than it can bear', async () => {
    const { port } = await listen({ connections: 2 });
    const held = [net.connect(port, '127.0.0.1'), net.connect(port, '127.0.0.1')];
    await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    expect(await exchange(port, 'GET / HTTP/1.1\r\nhost: c\r\n\r\n')).toBe('');
    for (const socket of held) socket.destroy();
  });

  it('writes down little of what a caller invents', async () => {
    const { port } = await listen();
    const long = 'x'.repeat(5000);
    for (let i = 0; i < 3; i++) {
      await exchange(
        port,
        `GET /?Action=${long}${i}&RegionId=${long}&${long}=1 HTTP/1.1\r\nhost: c\r\nconnection: close\r\n\r\n`,
      );
    }
    const entries = emulator?.ledger.entries() ?? [];
    expect(entries).toHaveLength(3);
    expect(JSON.stringify(entries).length).toBeLessThan(3000);
  });

  it('stays in bounds under many large bodies at one time', async () => {
    const { port } = await listen();
    const before = process.memoryUsage().rss;
    const half = Buffer.alloc(900_000, 0x20);
    const senders = Array.from({ length: 200 }, () => {
      const socket = net.connect(port, '127.0.0.1');
      socket.on('error', () => {});
      socket.write('POST / HTTP/1.1\r\nhost: c\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n');
      socket.write(half);
      return socket;
    });
    const answers = senders.map(
      (socket) => new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString()))),
    );
    expect(await Promise.race(answers)).toMatch(/^HTTP\/1.1 503 /);
    expect(process.memoryUsage().rss - before).toBeLessThan(600 * 1024 * 1024); // the senders' own copies stand here too
    for (const socket of senders) socket.destroy();
  });
});

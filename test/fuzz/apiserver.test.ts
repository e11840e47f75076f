/**
 * Thousands of requests that nobody would send. Whatever comes, the server answers, in bounded time and memory, with a Status of its own
 * making: it never fails inside, and says 500 only where a real server does.
 */
import { type ApiServer, type KubeRequest, startApiServer } from '@asm-privatelink/apiserver';
import { describe, expect, it } from 'vitest';
import { sample, tell } from '../support/exhaustive.ts';
import { Random } from './random.ts';
import { kinds } from './requests.ts';
import { customPaths, definitions, gadgetDefinition } from './templates.ts';

/** Cases of one server, which a seed makes again. */
const CASES = 100;
const SEEDS = Array.from({ length: 100 }, (_, index) => index + 1);
const SAMPLE = 8;
/** Milliseconds of processor time that one request may take, and MiB by which the heap may grow. */
const TIME = 1500;
const MEMORY = 300;

/** Where a real server answers 500 or 504 too (1.20.2, asked the same): how its words begin, or what is in them. */
const real5xx = [
  /^resourceVersion should not be set on objects to be created$/,
  /^strconv\.ParseUint: parsing /,
  /^resourceVersion: Invalid value: ".*": strconv\.ParseUint: /,
  /^Timeout: Too large resource version: /,
  /^failed to create typed patch object /,
  /^failed to convert new object .*to proper version: /,
  /^unknown patch type: /,
  /^map: [^]* does not contain declared merge key: /,
];
/** The same of custom resources alone (1.36.4). */
const customReal5xx = [/^content is not a list$/];

const seeds = sample(SEEDS, SAMPLE, 0);

describe('any request', () => {
  it.each(seeds)('is answered (seed %i)', { timeout: 120_000 }, async (seed) => {
    const faults: unknown[] = [];
    const server = await startApiServer({ listen: false, log: (_message, { error }) => faults.push(error) });
    const heap = process.memoryUsage().heapUsed;
    try {
      await answer(server, request('POST', definitions, JSON.stringify(gadgetDefinition)));
      const random = new Random(seed);
      for (let index = 0; index < CASES; index += 1) {
        const kind = random.pick(Object.keys(kinds) as (keyof typeof kinds)[]);
        for (const sent of kinds[kind](random)) {
          const where = `seed ${seed}, case ${index}, ${kind}: ${shown(sent)}`;
          const before = process.cpuUsage();
          const { status, text } = await answer(server, sent);
          const { user, system } = process.cpuUsage(before);
          expect(faults, where).toEqual([]);
          expect((user + system) / 1000, `milliseconds of ${where}`).toBeLessThan(TIME);
          checkAnswer(sent.path, status, text, where);
        }
      }
      expect((await answer(server, request('GET', '/readyz'))).status).toBe(200);
      expect((process.memoryUsage().heapUsed - heap) / 2 ** 20).toBeLessThan(MEMORY);
    } finally {
      await server.close();
    }
  });

  it('was one of so many', () => {
    tell('fuzzed cases', seeds.length * CASES, seeds.length * CASES, SEEDS.length * CASES);
  });
});

function checkAnswer(path: string, status: number, text: string, where: string): void {
  expect(status, where).toBeGreaterThanOrEqual(200);
  expect(status, where).toBeLessThan(600);
  if (status < 500) return;
  const { message = '' } = JSON.parse(text) as { message?: string };
  const own = path.startsWith(customPaths) ? [...real5xx, ...customReal5xx] : real5xx;
  const known = own.some((words) => words.test(message));
  if (!known) throw new Error(`${status} ${message.slice(0, 500)}\n${where}`);
}

function request(method: string, path: string, body?: string): KubeRequest {
  return { method, path, headers: { 'content-type': 'application/json' }, ...(body === undefined ? {} : { body }) };
}

/** The answer read whole; of a watch only its beginning. */
async function answer(server: ApiServer, sent: KubeRequest): Promise<{ status: number; text: string }> {
  const { status, body } = await server.handle({ ...sent, signal: AbortSignal.abort() });
  if (typeof body === 'string') return { status, text: body };
  if (body instanceof Uint8Array) return { status, text: Buffer.from(body).toString('utf8') };
  await body[Symbol.asyncIterator]().return?.();
  return { status, text: '' };
}

function shown({ method, path, headers, body }: KubeRequest): string {
  return `${method} ${path} ${JSON.stringify(headers)} ${String(body ?? '').slice(0, 2000)}`;
}

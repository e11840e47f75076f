/** The shipped program sends its spans to a collector where one is named, and nothing anywhere where none is. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutside } from '../support/outside.ts';
import { plain, specOf } from '../support/worlds.ts';

/** As OTLP writes it in JSON, only what is read here. */
interface Span {
  name: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: Record<string, unknown> }[];
}
interface Export {
  resourceSpans: { resource: { attributes: Span['attributes'] }; scopeSpans: { spans: Span[] }[] }[];
}

let texts: string[];
let connections: number;
let url: string;
let close: () => void;

beforeEach(async () => {
  texts = [];
  connections = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      texts.push(`${request.url} ${text}`);
      response.setHeader('content-type', 'application/json');
      response.end('{}');
    });
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  url = `http://127.0.0.1:${port}`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});
afterEach(() => close());

async function run(env: Record<string, string>): Promise<{ err: string; secret: string }> {
  const outside = await openOutside(plain(['a']), { flags: { 'leader-elect': 'false' }, env });
  try {
    const program = outside.start();
    await outside.apply(specOf('a'));
    await outside.until((object) => object?.status?.status === 'Available', 60_000);
    program.child.kill('SIGTERM'); // which sends what is left
    await program.ended;
    const [key] = outside.emulator.world.keys.values();
    return { err: program.err, secret: key?.secret ?? '' };
  } finally {
    await outside.close();
  }
}

describe('spans', () => {
  it('go to the collector: a pass, its parts, the calls in them, and no secret', async () => {
    const { err, secret } = await run({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_SERVICE_NAME: 'named' });
    expect(err).toContain('"msg":"sending spans"');
    expect(texts.every((text) => text.startsWith('/v1/traces '))).toBe(true);
    const exports = texts.map((text) => JSON.parse(text.slice(text.indexOf(' '))) as Export);
    const [resource] = exports.flatMap(({ resourceSpans }) => resourceSpans.map((each) => each.resource));
    expect(resource?.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'named' } });
    const spans = exports.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
    );
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const wayOf = (span: Span): string => {
      const parent = byId.get(span.parentSpanId ?? '');
      return parent === undefined ? span.name : `${wayOf(parent)} > ${span.name}`;
    };
    const ways = new Set(spans.map(wayOf));
    for (const way of [
      'pass',
      'pass > observe',
      'pass > decide',
      'pass > act',
      'pass > report',
      'pass > observe > cloud ListVpcEndpoints',
      'pass > act > cloud CreateVpcEndpoint',
    ]) {
      expect(ways).toContain(way);
    }
    const create = spans.find(({ name }) => name === 'cloud CreateVpcEndpoint');
    expect(create?.attributes).toContainEqual({ key: 'cloud.access', value: { stringValue: 'write' } });
    expect(texts.join('').includes(secret)).toBe(false);
    expect(err.includes(secret)).toBe(false);
  }, 120_000);

  it('go nowhere unless a collector is named', async () => {
    const { err } = await run({ OTEL_SERVICE_NAME: 'named' });
    expect(err).not.toContain('sending spans');
    expect([texts, connections]).toEqual([[], 0]);
  }, 120_000);
});

/** The emulated cloud behind the console, through its inspection API. */
import {
  callSchema,
  clockSchema,
  faultSchema,
  type Inspection,
  InspectionRefused,
  snapshotSchema,
  trafficSchema,
} from '@asm-privatelink/console';
import { z } from 'zod';

const refused = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const items = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item) });
const calls = z.object({ last: z.int(), items: z.array(callSchema) });

/** How many calls are shown at most. */
const MOST_CALLS = 500;

/** @param url where the cloud's API is */
export function inspection(url: string): Inspection {
  const send = async (method: string, path: string, signal: AbortSignal, body?: unknown): Promise<Response> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(new URL(`/-${path}`, url), { method, signal, headers, ...sent });
    if (response.ok) return response;
    const { error } = refused.parse(await response.json());
    throw new InspectionRefused(error.code, response.status, error.message);
  };
  const ask = async <S extends z.ZodType>(
    answer: S,
    method: string,
    path: string,
    signal: AbortSignal,
    body?: unknown,
  ): Promise<z.output<S>> => answer.parse(await (await send(method, path, signal, body)).json());
  const named = (name: string) => `/snapshots/${encodeURIComponent(name)}`;
  return {
    calls: (after, signal) => ask(calls, 'GET', `/ledger?limit=${MOST_CALLS}&after=${after}`, signal),
    async *follow(signal) {
      const { body } = await send('GET', '/ledger/live', signal);
      if (body === null) return;
      for await (const data of eventsIn(body)) yield callSchema.parse(JSON.parse(data));
    },
    clock: (signal) => ask(clockSchema, 'GET', '/clock', signal),
    advance: (ms, signal) => ask(clockSchema, 'POST', '/clock/advance', signal, { ms }),
    faults: async (signal) => (await ask(items(faultSchema), 'GET', '/faults', signal)).items,
    place: (fault, signal) => ask(faultSchema, 'POST', '/faults', signal, fault),
    async remove(id, signal) {
      await send('DELETE', `/faults/${id}`, signal);
    },
    snapshots: async (signal) => (await ask(items(snapshotSchema), 'GET', '/snapshots', signal)).items,
    save: (name, signal) => ask(snapshotSchema, 'PUT', named(name), signal, {}),
    async load(name, signal) {
      await send('POST', `${named(name)}/load`, signal, {});
    },
    async forget(name, signal) {
      await send('DELETE', named(name), signal);
    },
    traffic: async (signal) => (await ask(items(trafficSchema), 'GET', '/links', signal)).items,
  };
}

/** The data of server-sent events that are one line each. */
async function* eventsIn(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  let rest = '';
  const text = new TextDecoder();
  for await (const part of body) {
    const lines = (rest + text.decode(part, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data: ')) yield line.slice('data: '.length);
  }
}

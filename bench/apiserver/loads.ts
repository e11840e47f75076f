/** What the bench asks of an API server: the same requests, the same client, for each. */
import { type RestClient, restClient } from '../../test/support/rest.ts';
import type { BenchServer } from './servers.ts';

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const collection = '/apis/bench.example.com/v1/namespaces/default/gadgets';
const CONNECTIONS = 16;

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'gadgets.bench.example.com' },
  spec: {
    group: 'bench.example.com',
    scope: 'Namespaced',
    names: { plural: 'gadgets', kind: 'Gadget' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                required: ['size'],
                properties: {
                  size: { type: 'integer', minimum: 1 },
                  color: { type: 'string', default: 'red', pattern: '^[a-z]+$' },
                  parts: {
                    type: 'array',
                    'x-kubernetes-list-type': 'map',
                    'x-kubernetes-list-map-keys': ['name'],
                    items: {
                      type: 'object',
                      required: ['name'],
                      properties: { name: { type: 'string' }, weight: { type: 'integer' } },
                    },
                  },
                },
              },
              status: { type: 'object', properties: { phase: { type: 'string' }, seen: { type: 'integer' } } },
            },
          },
        },
      },
    ],
  },
};

function gadget(name: string, size = 1): Record<string, unknown> {
  const parts = Array.from({ length: 8 }, (_, index) => ({ name: `part-${index}`, weight: index * size }));
  return {
    apiVersion: 'bench.example.com/v1',
    kind: 'Gadget',
    metadata: { name, labels: { app: 'bench' }, annotations: { note: 'x'.repeat(200) } },
    spec: { size, parts },
  };
}

interface Listed {
  metadata: { resourceVersion: string };
}

/** Loads on one server. Names grow from load to load, so that each may run any number of times. */
export class Loads {
  readonly #client: RestClient;
  #next = 0;

  constructor({ kubeconfig }: BenchServer) {
    this.#client = restClient(kubeconfig, CONNECTIONS);
  }

  async prepare(): Promise<void> {
    await this.#client.must('POST', definitions, definition);
    // A real server serves a new definition after a while.
    const end = performance.now() + 30_000;
    while ((await this.#client.call('GET', collection)).status !== 200) {
      if (performance.now() > end) throw new Error('the definition was not established in 30 s');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Objects created a second. */
  create(count: number): Promise<number> {
    const names = this.#names(count);
    return perSecond(names, (name) => this.#client.must('POST', collection, gadget(name)));
  }

  async statusUpdate(count: number): Promise<number> {
    const objects = await this.#objects(count);
    return perSecond(objects, (object, index) =>
      this.#client.must('PUT', `${collection}/${object.metadata.name}/status`, {
        ...object,
        status: { phase: 'Ready', seen: index + this.#next },
      }),
    );
  }

  async mergePatch(count: number): Promise<number> {
    const objects = await this.#objects(count);
    this.#next += 1;
    const patch = { metadata: { annotations: { turn: String(this.#next) } }, spec: { size: 1 + this.#next } };
    return perSecond(objects, ({ metadata: { name } }) =>
      this.#client.must('PATCH', `${collection}/${name}`, patch, 'application/merge-patch+json'),
    );
  }

  /** Half of what is applied is new, half changes what was applied before. */
  async apply(count: number): Promise<number> {
    const fresh = this.#names(count / 2);
    return perSecond([...fresh, ...fresh], (name, index) =>
      this.#client.must(
        'PATCH',
        `${collection}/${name}?fieldManager=bench&force=true`,
        gadget(name, 1 + index),
        'application/apply-patch+yaml',
      ),
    );
  }

  /** Milliseconds for a list of that many objects. */
  async list(count: number): Promise<number> {
    const before = performance.now();
    const { text } = await this.#client.call('GET', `${collection}?limit=${count}`);
    const took = performance.now() - before;
    const { items } = JSON.parse(text) as { items: unknown[] };
    if (items.length !== count) throw new Error(`listed ${items.length} of ${count} objects`);
    return took;
  }

  /** Milliseconds from sending a creation to its event on an open watch, one after another. */
  async watchLatencies(count: number): Promise<number[]> {
    const arrived = new Map<string, () => void>();
    const { metadata } = (await this.#client.must('GET', `${collection}?limit=1`)) as unknown as Listed;
    // From now on: a watch from the beginning would first tell of all that is there.
    const query = `watch=1&timeoutSeconds=300&resourceVersion=${metadata.resourceVersion}`;
    const stop = await this.#client.watch(`${collection}?${query}`, (line) => {
      const { object } = JSON.parse(line) as { object: { metadata: { name: string } } };
      arrived.get(object.metadata.name)?.();
    });
    const latencies: number[] = [];
    for (const name of this.#names(count)) {
      const event = new Promise<void>((resolve) => arrived.set(name, resolve));
      const before = performance.now();
      const answer = this.#client.must('POST', collection, gadget(name));
      await event;
      latencies.push(performance.now() - before);
      await answer;
    }
    stop();
    return latencies;
  }

  /** The plain client, for loads of other resources. */
  get client(): RestClient {
    return this.#client;
  }

  close(): void {
    this.#client.close();
  }

  #names(count: number): string[] {
    const first = this.#next;
    this.#next += count;
    return Array.from({ length: count }, (_, index) => `g-${first + index}`);
  }

  async #objects(count: number): Promise<{ metadata: { name: string } }[]> {
    const { items } = await this.#client.must('GET', `${collection}?limit=${count}`);
    return items as { metadata: { name: string } }[];
  }
}

/** Does the work for each item, as many at once as there are connections. */
async function perSecond<T>(items: readonly T[], work: (item: T, index: number) => Promise<unknown>): Promise<number> {
  const queue = items.entries();
  const before = performance.now();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) await work(item, index);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return items.length / ((performance.now() - before) / 1000);
}

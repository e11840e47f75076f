/** The Kubernetes API as the whole-system tests use it: ours, in process and on virtual time, or a real one on loopback. */
import { type ASMPvlConfig, customResourceDefinition, resource } from '@asm-privatelink/api';
import { type ApiServer, startApiServer } from '@asm-privatelink/apiserver';
import type { Clock } from '@asm-privatelink/emulator';
import { connectKube, type KubeTransport } from '@asm-privatelink/operator';
import { startRealServer } from './real-kube.ts';

/** Path of our resource's collection. */
export const COLLECTION = `/apis/${resource.group}/${resource.version}/${resource.plural}`;

export interface Kube {
  transport: KubeTransport;
  close(): Promise<void>;
}

/** Our API server without a socket. */
export async function ourKube(clock: Clock): Promise<Kube> {
  const server = await startApiServer({ clock, listen: false });
  return { transport: straightTo(server), close: () => server.close() };
}

/** Requests that do not take the way over a socket. */
export function straightTo(server: ApiServer): KubeTransport {
  return async ({ method, path: where, headers = {}, body, signal }) => {
    const response = await server.handle({
      method,
      path: where,
      headers: { accept: 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    return { status: response.status, headers: response.headers, body: asText(response.body) };
  };
}

async function* asText(body: string | Uint8Array | AsyncIterable<string>): AsyncIterable<string> {
  if (typeof body === 'string') yield body;
  else if (body instanceof Uint8Array) yield Buffer.from(body).toString('utf8');
  else yield* body;
}

/** A real kube-apiserver with etcd. */
export async function realKube(program: string): Promise<Kube> {
  const server = await startRealServer(program, 'full');
  const connection = await connectKube({ text: server.kubeconfig });
  return {
    transport: connection.transport,
    async close() {
      await connection.close();
      await server.close();
    },
  };
}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** One call, its answer read whole. */
export async function call(
  transport: KubeTransport,
  method: string,
  where: string,
  body?: unknown,
  contentType = 'application/json',
): Promise<Answer> {
  const response = await transport({
    method,
    path: where,
    headers: { 'content-type': contentType },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  let text = '';
  for await (const chunk of response.body) text += chunk;
  // A path that is not served (yet) is answered in plain text.
  const json = response.headers['content-type']?.includes('json') === true;
  return { status: response.status, body: json ? (JSON.parse(text) as Record<string, unknown>) : { message: text } };
}

/** Applies our CRD and returns when it is served. `tick` lets time pass between looks. */
export async function installCrd({ transport }: Kube, tick: () => Promise<void>): Promise<void> {
  const crds = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  await call(transport, 'POST', crds, customResourceDefinition());
  for (let looks = 0; looks < 200; looks += 1) {
    const { body } = await call(transport, 'GET', `${crds}/${resource.crd}`);
    const conditions = (body['status'] as { conditions?: { type: string; status: string }[] } | undefined)?.conditions;
    const served = (await call(transport, 'GET', COLLECTION)).status === 200;
    if (served && conditions?.some((each) => each.type === 'Established' && each.status === 'True')) return;
    await tick();
  }
  throw new Error('the CRD was not established');
}

/** The object, or undefined when it is gone. */
export async function getConfig(transport: KubeTransport): Promise<ASMPvlConfig | undefined> {
  const answer = await call(transport, 'GET', `${COLLECTION}/${resource.objectName}`);
  return answer.status === 404 ? undefined : (answer.body as unknown as ASMPvlConfig);
}

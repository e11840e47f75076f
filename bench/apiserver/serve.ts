/** The program that the bench measures: our API server and nothing else. Its parent starts it and, by going away, ends it. */
import { startApiServer } from '@asm-privatelink/apiserver';

/** What it tells its parent when it is ready. */
export interface Ready {
  kubeconfig: string;
  /** Milliseconds that `startApiServer` took, to the first answer of /readyz. */
  startMs: number;
}

const [dataDir] = process.argv.slice(2);
const before = performance.now();
const server = await startApiServer(dataDir === undefined ? {} : { dataDir });
const { status } = await server.handle({ method: 'GET', path: '/readyz', headers: {} });
if (status !== 200) throw new Error(`/readyz answers ${status}`);
process.send?.({ kubeconfig: server.kubeconfig, startMs: performance.now() - before } satisfies Ready);
process.once('disconnect', () => void server.close());

/** `asmpvl operator`: the operator alone, against a real account or an emulated cloud. */
import { meshOf } from '@asm-privatelink/link';
import { collectorOf, connectKube, createLog, openTracing, serveHttp } from '@asm-privatelink/operator';
import { createClosing } from '../closing.ts';
import type { Format } from '../command/format.ts';
import { type Context, say } from '../context.ts';
import { openCloud } from '../operator/cloud.ts';
import { type Configuration, configurationOf } from '../operator/configuration.ts';
import { type Flags, readValues, shownValues, valueLines } from '../operator/read-values.ts';
import type { OperatorData } from '../operator/schema.ts';
import type { Values } from '../operator/settings.ts';
import { keepHeapSmall } from '../operator/small-heap.ts';
import { writeData } from '../output.ts';
import { runOperator } from '../run-operator.ts';
import { stopped } from '../stop.ts';

export async function operator(
  { output, ...flags }: Flags & { readonly output: Format },
  context: Context,
): Promise<void> {
  keepHeapSmall();
  const values = readValues(flags, context.env);
  const configuration = configurationOf(values);
  say(context.err, `asmpvl operator, ${role(configuration)}, with`, ...valueLines(values));
  const closing = createClosing();
  try {
    const { source, mode, certificates, tiers, rateShare, lease, metrics: address, logLevel } = configuration;
    let served: string | null = null;
    const log = createLog({ level: logLevel });
    const tracing = closing.add(await openTracing(context.env), (opened) => opened.close());
    const collector = collectorOf(context.env);
    if (collector !== undefined) log.info({ url: collector.replace(/\/\/[^/@]*@/, '//') }, 'sending spans');
    const kube = closing.add(await connectKube(configuration.kubeconfig), (opened) => opened.close());
    const running = runOperator({
      kube: kube.transport,
      cloud: openCloud(configuration),
      source,
      mode,
      certificates,
      log,
      tiers,
      rateShare,
      tracing,
      leaderElection: lease && { name: lease.name, namespace: lease.namespace ?? kube.namespace },
    });
    closing.add(running.operator, (opened) => opened.stop());
    if (address !== undefined) {
      const { healthy, isReady: ready } = running.operator;
      const http = await serveHttp({ ...address, healthy, ready, metrics: running.metrics, log });
      closing.add(http, (opened) => opened.close());
      log.info({ url: http.url }, 'serving metrics and health');
      served = http.url;
    }
    if (output !== 'text') await writeData(context, output, dataOf(configuration, values, served), () => []);
    await stopped(context.stop);
  } finally {
    await closing.close();
  }
}

function dataOf({ mode, source }: Configuration, values: Values, metrics: string | null): OperatorData {
  return { mode, source: source.kind, mesh: meshOf(source), metrics, settings: shownValues(values) };
}

function role({ mode, source }: Configuration): string {
  const name = source.kind === 'asm' ? `ASM instance ${source.meshId}` : `mesh ${source.mesh}`;
  return mode === 'manage'
    ? `managing ${name}`
    : `a companion of ${name} (writes nothing; --manage makes it the master)`;
}

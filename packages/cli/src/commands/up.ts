/** `asmpvl up`: everything in one process, from nothing to a proven connection, and then on until it is stopped. */
import { createCloud, sdkTransport } from '@asm-privatelink/cloud';
import { type Closing, createClosing } from '../closing.ts';
import { applyConfig } from '../configs.ts';
import type { Context } from '../context.ts';
import { createDeadline, type Deadline } from '../deadline.ts';
import type { ProfileName } from '../options.ts';
import { readScenario } from '../scenario-file.ts';
import { startCloud } from '../start-cloud.ts';
import { stopped } from '../stop.ts';
import { styleFor } from '../style.ts';
import { openFolder } from '../temporary.ts';
import { clusterApis, MOST_CLUSTER_APIS } from '../up/cluster-apis.ts';
import { factsOf } from '../up/facts.ts';
import { chooseManifest } from '../up/manifest.ts';
import { startMeshApi } from '../up/mesh-api.ts';
import { nameOf } from '../up/names.ts';
import { createScreen } from '../up/screen.ts';
import { showcase } from '../up/showcase.ts';
import { startOperator } from '../up/start-operator.ts';
import { createTelling } from '../up/telling.ts';

export interface UpOptions {
  readonly scenario?: string;
  readonly config?: string;
  readonly profile: ProfileName;
  readonly data?: string;
  readonly once: boolean;
  readonly timeout?: number;
  readonly operator: boolean;
}

/** Rejects with what failed; with `Stopped` when the process was asked to end. */
export async function up(options: UpOptions, context: Context): Promise<void> {
  const closing = createClosing();
  const seconds = options.timeout ?? (options.profile === 'realistic' ? 1_800 : 120);
  try {
    await bringUp(options, context, createDeadline(seconds, context.stop), closing);
    if (options.once) return;
    await stopped(context.stop);
  } finally {
    await closing.close();
  }
}

async function bringUp(options: UpOptions, context: Context, deadline: Deadline, closing: Closing): Promise<void> {
  const { profile } = options;
  const style = styleFor(context.out, context.env);
  const screen = closing.add(createScreen(context.out), (opened) => opened.close());
  const tell = createTelling(screen, style);

  const scenario = await readScenario(options.scenario);
  const folder = closing.add(openFolder(options.data), (opened) => opened.close());
  tell.heading(`asmpvl up · ${options.scenario ?? 'the world of the guide'} · profile ${profile}`);

  let meshKubeconfig: string | undefined;
  const started = { scenario, profile, clusterApi: clusterApis(), meshKubeconfig: () => meshKubeconfig };
  const { emulator, agents, url, region, key } = await startCloud(started, closing);
  const facts = factsOf(emulator.world);
  const manifest = await chooseManifest(options.config, emulator.world);
  tell.done(`cloud ${region} at ${url}`, `emulated, with real listeners; access key ${key.id}, secret ${key.secret}`);

  const { server, client } = await startMeshApi(deadline, closing);
  meshKubeconfig = server.kubeconfig;
  tell.done(`API server of mesh ${facts.mesh.name} at ${server.url}`, facts.mesh.id);

  const kubeconfigs = {
    asm: folder.write('asm.kubeconfig', server.kubeconfig),
    clusters: facts.clusters.slice(0, MOST_CLUSTER_APIS).flatMap(({ id }) => {
      const text = agents.kubeconfig(id);
      return text === undefined ? [] : [folder.write(`${id}.kubeconfig`, text)];
    }),
  };
  const names = nameOf(facts.clusters);
  const behind = facts.clusters.slice(0, MOST_CLUSTER_APIS).map(({ id }) => names(id));
  const plain = facts.clusters.length - behind.length;
  tell.done(
    `API server of ${behind.join(', ')}, behind the load balancer of each`,
    plain > 0 ? `the other ${plain} clusters tell only their version and health` : '',
  );

  const transport = sdkTransport({
    ...{ region, endpoint: new URL(url).host, protocol: 'HTTP' },
    credentials: { accessKeyId: key.id, accessKeySecret: key.secret },
  });
  const cloud = createCloud({ region, transport });
  const configFile = folder.write('asmpvlconfig.yaml', manifest.text);
  const state = {
    pid: process.pid,
    cloud: { url, region, accessKeyId: key.id },
    mesh: facts.mesh.id,
    kubeconfigs,
    configFile,
  };
  folder.write('state.json', `${JSON.stringify(state, null, 2)}\n`);
  if (options.operator) {
    await startOperator({ kubeconfig: server.kubeconfig, cloud, meshId: facts.mesh.id, profile }, closing);
    tell.done(`operator, managing mesh ${facts.mesh.name} through the official SDK`);
  }

  const appliedAt = performance.now();
  await applyConfig(client, manifest.value, deadline.signal);
  tell.done(`applied ${manifest.from}`);
  await showcase({
    ...{ agents, appliedAt, client, cloud, configFile, deadline, facts, key, kubeconfigs, nameOf: names },
    ...{ once: options.once, operates: options.operator, region, screen, style, tell, url },
  });
}

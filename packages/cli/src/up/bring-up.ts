/** Everything that runs: the cloud with its network, the API servers, the operator; and where it all is. */
import { type Cloud, createCloud, sdkTransport } from '@asm-privatelink/cloud';
import { type NameOf, nameOf } from '@asm-privatelink/console/links';
import type { KubeClient } from '@asm-privatelink/operator';
import type { Closing } from '../closing.ts';
import type { Deadline } from '../deadline.ts';
import type { ProfileName } from '../options.ts';
import { readScenario } from '../scenario-file.ts';
import { type RunningCloud, startCloud } from '../start-cloud.ts';
import { type Folder, openFolder } from '../temporary.ts';
import { clusterApis, clusterApisTold, MOST_CLUSTER_APIS } from './cluster-apis.ts';
import { type Facts, factsOf } from './facts.ts';
import { chooseManifest, type Manifest } from './manifest.ts';
import { startMeshApi } from './mesh-api.ts';
import type { Agents } from './prove.ts';
import { startOperator } from './start-operator.ts';
import type { Telling } from './telling.ts';

export interface BringUpOptions {
  readonly scenario: string | undefined;
  readonly config: string | undefined;
  readonly profile: ProfileName;
  readonly data: string | undefined;
  readonly noOperator: boolean;
}

export interface Running {
  readonly agents: Agents;
  /** Of the API server of the mesh. */
  readonly client: KubeClient;
  /** Of the emulated cloud, through the official SDK. */
  readonly cloud: Cloud;
  /** The same in any region. */
  cloudIn(region: string): Cloud;
  readonly facts: Facts;
  readonly nameOf: NameOf;
  /** To be applied; nothing is yet. */
  readonly manifest: Manifest;
  readonly places: Places;
}

/** Where a person finds things. */
export interface Places {
  readonly url: string;
  readonly region: string;
  readonly key: { readonly id: string; readonly secret: string };
  readonly kubeconfigs: KubeconfigPaths;
  /** The config, as a file. */
  readonly configFile: string;
  /** To be sourced: it points every other command, kubectl and the SDKs at this world. */
  readonly envFile: string;
}

export interface KubeconfigPaths {
  readonly asm: string;
  /** Of each cluster with an API server of its own, in their order. */
  readonly clusters: readonly string[];
}

/** @throws Failure or ScenarioError when it cannot be as asked; what has been opened until then is in `closing` */
export async function bringUp(
  options: BringUpOptions,
  { tell, deadline, closing }: { tell: Telling; deadline: Deadline; closing: Closing },
): Promise<Running> {
  const { profile } = options;
  const scenario = await readScenario(options.scenario);
  const folder = closing.add(openFolder(options.data), (opened) => opened.close());
  tell.heading(`asmpvl up · ${options.scenario ?? 'the world of the guide'} · profile ${profile}`);

  const { server, client } = await startMeshApi(deadline, closing);
  const meshKubeconfig = server.kubeconfig;
  const started = await startCloud(
    { scenario, profile, clusterApi: clusterApis(), meshKubeconfig: () => meshKubeconfig },
    closing,
  );
  const { agents, url, region, key } = started;
  const { world } = started.emulator;
  const facts = factsOf(world);
  const names = nameOf(facts.clusters);
  const manifest = await chooseManifest(options.config, world);
  tell.done(`cloud ${region} at ${url}`, `emulated, with real listeners; access key ${key.id}`);
  tell.done(`API server of mesh ${facts.mesh.name} at ${server.url}`, facts.mesh.id);
  tell.done(...clusterApisTold(facts.clusters, names));

  const cloudIn = (where: string) =>
    createCloud({ region: where, transport: sdkTransport(sdkOptions(started, where)) });
  const cloud = cloudIn(region);
  if (!options.noOperator) {
    await startOperator({ kubeconfig: meshKubeconfig, cloud, meshId: facts.mesh.id, profile }, closing);
    tell.done(`operator, managing mesh ${facts.mesh.name} through the official SDK`);
  }
  const kubeconfigs = writeKubeconfigs(folder, meshKubeconfig, facts, agents, names);
  const configFile = folder.write('asmpvlconfig.yaml', manifest.text);
  const envFile = folder.write('env.sh', envText({ url, region, key, kubeconfigs, mesh: facts.mesh.id }));
  const places = { url, region, key, kubeconfigs, configFile, envFile };
  folder.write('state.json', `${JSON.stringify({ pid: process.pid, mesh: facts.mesh.id, ...places }, null, 2)}\n`);
  return { agents, client, cloud, cloudIn, facts, nameOf: names, manifest, places };
}

function envText({
  url,
  region,
  key,
  kubeconfigs,
  mesh,
}: Pick<Places, 'url' | 'region' | 'key' | 'kubeconfigs'> & { mesh: string }): string {
  const variables = {
    KUBECONFIG: kubeconfigs.asm,
    ASMPVL_CLOUD_ENDPOINT: url,
    ASMPVL_REGION: region,
    ASMPVL_MESH: mesh,
    ALIBABA_CLOUD_ACCESS_KEY_ID: key.id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.secret,
  };
  const lines = Object.entries(variables).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`,
  );
  return `# Made by asmpvl up, for as long as it runs.\n${lines.join('')}`;
}

function sdkOptions({ url, key }: RunningCloud, region: string) {
  const credentials = { accessKeyId: key.id, accessKeySecret: key.secret };
  return { region, endpoint: new URL(url).host, protocol: 'HTTP' as const, credentials };
}

function writeKubeconfigs(
  folder: Folder,
  asm: string,
  { clusters }: Facts,
  agents: Agents,
  names: NameOf,
): KubeconfigPaths {
  return {
    asm: folder.write('asm.kubeconfig', asm),
    clusters: clusters.slice(0, MOST_CLUSTER_APIS).flatMap(({ id }) => {
      const text = agents.kubeconfig(id);
      const name = /^[A-Za-z0-9._-]+$/.test(names(id)) ? names(id) : id;
      return text === undefined ? [] : [folder.write(`cluster-${name}.kubeconfig`, text)];
    }),
  };
}

/** `asmpvl cloud`: the emulated cloud alone, for the SDK of any language and for the aliyun CLI. */
import path from 'node:path';
import { guide, StateError } from '@asm-privatelink/emulator';
import { stringify } from 'yaml';
import { type Closing, createClosing } from '../closing.ts';
import type { Format } from '../command/format.ts';
import { type Context, say } from '../context.ts';
import { Failure } from '../failure.ts';
import { meshApis } from '../mesh-apis.ts';
import type { ProfileName } from '../options.ts';
import { writeData } from '../output.ts';
import { readScenario } from '../scenario-file.ts';
import type { CloudData } from '../serve/cloud-schema.ts';
import { type RunningCloud, startCloud } from '../start-cloud.ts';
import { stopped } from '../stop.ts';

export interface CloudOptions {
  readonly port: number;
  readonly productPorts: ReadonlyMap<string, number>;
  readonly scenario: string | undefined;
  readonly profile: ProfileName;
  readonly strict: boolean;
  /** A folder to keep the cloud in; without it, it lives in memory. */
  readonly data: string | undefined;
  readonly printScenario: boolean;
  readonly output: Format;
}

export async function cloud(options: CloudOptions, context: Context): Promise<void> {
  if (options.printScenario) {
    await writeData(context, options.output, guide, () => [printedScenario()]);
    return;
  }
  const closing = createClosing();
  try {
    const running = await start(options, context.stop, closing);
    const data = cloudData(running);
    await writeData(context, options.output, data, () => placeLines(data));
    say(context.err, ...usage(running));
    await stopped(context.stop);
  } finally {
    await closing.close();
  }
}

async function start(options: CloudOptions, stop: AbortSignal, closing: Closing): Promise<RunningCloud> {
  const { port, productPorts, profile, strict, data } = options;
  const scenario = await readScenario(options.scenario);
  const kept = data === undefined ? {} : { dataDir: path.resolve(data) };
  try {
    const meshKubeconfig = meshApis(stop, closing);
    return await startCloud({ scenario, port, productPorts, profile, strict, meshKubeconfig, ...kept }, closing);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new Failure({ code: 'UnknownProduct', what: error.message, where: '--product-ports', exit: 'usage' });
    }
    if (!(error instanceof StateError)) throw error;
    throw new Failure({ code: error.code, what: error.message, now: error.advice, cause: error });
  }
}

function cloudData({
  url: endpoint,
  region,
  key,
  inspectUrl: inspect,
  productUrls,
  emulator,
}: RunningCloud): CloudData {
  const { id: accessKeyId, secret: accessKeySecret } = key;
  const { takenUp } = emulator;
  return {
    endpoint,
    region,
    accessKeyId,
    accessKeySecret,
    inspect,
    products: Object.fromEntries(productUrls),
    takenUp,
  };
}

/** Scripts read these lines, too. */
function placeLines({ endpoint, region, accessKeyId, accessKeySecret, inspect, products }: CloudData): string[] {
  return [
    `endpoint: ${endpoint}`,
    `region: ${region}`,
    `access key id: ${accessKeyId}`,
    `access key secret: ${accessKeySecret}`,
    `inspect: ${inspect}`,
    ...Object.entries(products).map(([product, url]) => `endpoint of ${product}: ${url}`),
  ];
}

/** The world of the guide as a user would write it. */
function printedScenario(): string {
  return `# The world of the vendor's guide. Change it, and use it with --scenario FILE.\n${stringify(guide)}`.trimEnd();
}

function usage({ url, inspectUrl, region, key, emulator }: RunningCloud): string[] {
  const { host } = new URL(url);
  const [mesh] = emulator.world.meshes.keys();
  return [
    '',
    ...(emulator.takenUp ? ['It goes on from where the folder left it; the scenario counts for a reset.'] : []),
    'Point an SDK at it: endpoint and protocol HTTP, the access key above; one endpoint serves all products.',
    '  aliyun CLI:',
    `    aliyun privatelink ListVpcEndpoints --RegionId ${region} --endpoint ${host} --insecure \\`,
    `      --region ${region} --mode AK --access-key-id ${key.id} --access-key-secret ${key.secret}`,
    '  the operator:',
    `    export ALIBABA_CLOUD_ACCESS_KEY_ID=${key.id} ALIBABA_CLOUD_ACCESS_KEY_SECRET=${key.secret}`,
    `    asmpvl operator --cloud-endpoint ${url} --region ${region} --mesh ${mesh ?? 'MESH'} --manage --kubeconfig FILE`,
    '  look at it and steer it (world, ledger, clock, faults, snapshots):',
    `    curl ${inspectUrl}world`,
    `    curl ${inspectUrl}openapi.json`,
    '  HTTPS is on the same port (RRSA speaks nothing else); the authority to trust is at:',
    `    ${inspectUrl}ca.pem`,
    '',
    'Serving until Ctrl-C.',
  ];
}

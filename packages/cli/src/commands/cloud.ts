/** `asmpvl cloud`: the emulated cloud alone, for the SDK of any language and for the aliyun CLI. */
import { guide } from '@asm-privatelink/emulator';
import { stringify } from 'yaml';
import { createClosing } from '../closing.ts';
import { type Context, say } from '../context.ts';
import type { ProfileName } from '../options.ts';
import { readScenario } from '../scenario-file.ts';
import { type RunningCloud, startCloud } from '../start-cloud.ts';
import { stopped } from '../stop.ts';

export interface CloudOptions {
  readonly port: number;
  readonly scenario?: string;
  readonly profile: ProfileName;
  readonly strict?: true;
  readonly printScenario?: true;
}

export async function cloud(options: CloudOptions, context: Context): Promise<void> {
  if (options.printScenario) {
    say(context.out, printedScenario());
    return;
  }
  const closing = createClosing();
  try {
    const { port, profile, strict = false } = options;
    const scenario = await readScenario(options.scenario);
    const running = await startCloud({ scenario, port, profile, strict }, closing);
    say(context.out, `endpoint: ${running.url}`, `region: ${running.region}`, `access key id: ${running.key.id}`);
    say(context.out, `access key secret: ${running.key.secret}`);
    say(context.err, ...usage(running));
    await stopped(context.stop);
  } finally {
    await closing.close();
  }
}

/** The world of the guide as a user would write it. */
function printedScenario(): string {
  return `# The world of the vendor's guide. Change it, and use it with --scenario FILE.\n${stringify(guide)}`.trimEnd();
}

function usage({ url, region, key, emulator }: RunningCloud): string[] {
  const { host } = new URL(url);
  const [mesh] = emulator.world.meshes.keys();
  return [
    '',
    'Point an SDK at it: endpoint and protocol HTTP, the access key above; one endpoint serves all products.',
    '  aliyun CLI:',
    `    aliyun privatelink ListVpcEndpoints --RegionId ${region} --endpoint ${host} --insecure \\`,
    `      --region ${region} --mode AK --access-key-id ${key.id} --access-key-secret ${key.secret}`,
    '  the operator:',
    `    export ALIBABA_CLOUD_ACCESS_KEY_ID=${key.id} ALIBABA_CLOUD_ACCESS_KEY_SECRET=${key.secret}`,
    `    asmpvl operator --cloud-endpoint ${url} --region ${region} --mesh ${mesh ?? 'MESH'} --manage --kubeconfig FILE`,
    '',
    'Serving until Ctrl-C.',
  ];
}

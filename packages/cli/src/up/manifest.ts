/** Which ASMPvlConfig is applied: the one named, the example if it fits the scenario, else one made for it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseConfig } from '@asm-privatelink/api';
import type { World } from '@asm-privatelink/emulator';
import { stringify } from 'yaml';
import { Failure } from '../failure.ts';
import { readManifest } from '../manifest/read.ts';
import { deriveConfig } from './derive-config.ts';

export interface Manifest {
  /** As parsed, whatever it is. */
  readonly value: unknown;
  readonly text: string;
  /** For a person: where it comes from. */
  readonly from: string;
}

/** @throws Failure when the file cannot be read or is no YAML, or when nothing can be made for the scenario */
export async function chooseManifest(file: string | undefined, world: World): Promise<Manifest> {
  if (file !== undefined) return fromFile(file);
  const example = exampleFile();
  if (example !== undefined) {
    const manifest = await fromFile(example);
    if (fits(manifest.value, world)) return { ...manifest, from: 'examples/asmpvlconfig.yaml' };
  }
  const derived = deriveConfig(world);
  if (derived === undefined) {
    throw new Failure({
      code: 'NothingToConnect',
      what: 'no ASMPvlConfig can be made for this scenario: no member of its mesh lies in another VPC with vSwitches on both sides',
      where: 'clusters, vpcs[].vSwitches',
      now: 'Correct the scenario, or name a config of your own with --config.',
      exit: 'usage',
    });
  }
  return { value: derived, text: stringify(derived), from: 'a config made for this scenario' };
}

async function fromFile(file: string): Promise<Manifest> {
  const { value, text } = await readManifest(file, () => Promise.resolve(''));
  return { value, text, from: file };
}

/** Every cluster of the config exists in the world. */
function fits(value: unknown, world: World): boolean {
  const { config } = parseConfig(value);
  return config !== undefined && config.spec.ackVpcEndpoint.every(({ clusterId }) => world.clusters.has(clusterId));
}

/** The example beside the program: this file stands in a folder of the sources or of what was built from them, one or more floors below. */
function exampleFile(): string | undefined {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (let parent = path.dirname(folder); parent !== folder; folder = parent, parent = path.dirname(folder)) {
    const candidate = path.join(folder, 'examples', 'asmpvlconfig.yaml');
    if (existsSync(candidate)) return candidate;
  }
  return undefined;
}

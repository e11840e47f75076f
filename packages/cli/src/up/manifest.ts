/** Which ASMPvlConfig is applied: the one named, the example if it fits the scenario, else one made for it. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseConfig } from '@asm-privatelink/api';
import type { World } from '@asm-privatelink/emulator';
import { parseDocument, stringify } from 'yaml';
import { Failure } from '../failure.ts';
import { unreadable } from '../read-error.ts';
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
  if (file !== undefined) return readManifest(file);
  const example = exampleFile();
  if (example !== undefined) {
    const manifest = await readManifest(example);
    if (fits(manifest.value, world)) return { ...manifest, from: 'examples/asmpvlconfig.yaml' };
  }
  const derived = deriveConfig(world);
  if (derived === undefined) {
    throw new Failure({
      code: 'NothingToConnect',
      what: 'no ASMPvlConfig can be made for this scenario: no member of its mesh lies in another VPC with vSwitches on both sides',
      where: 'clusters, vpcs[].vSwitches',
      now: 'Correct the scenario, or name a config of your own with --config.',
      usage: true,
    });
  }
  return { value: derived, text: stringify(derived), from: 'a config made for this scenario' };
}

/** Every cluster of the config exists in the world. */
function fits(value: unknown, world: World): boolean {
  const { config } = parseConfig(value);
  return config !== undefined && config.spec.ackVpcEndpoint.every(({ clusterId }) => world.clusters.has(clusterId));
}

async function readManifest(file: string): Promise<Manifest> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable('config', file, error);
  });
  // As kubectl reads it: YAML 1.1, in which `yes` is true (dependencies §6).
  const document = parseDocument(text, { version: '1.1' });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
    throw new Failure({
      code: 'NotYaml',
      what: `the config is not YAML: ${error.message.split('\n', 1)[0]?.replace(/ at line \d+.*$/, '') ?? error.code}`,
      where: `${file}:${line}:${col}`,
      now: 'Correct the file there.',
      usage: true,
    });
  }
  return { value: document.toJS({ maxAliasCount: 100 }), text, from: file };
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

/** The ASMPvlConfig in a manifest, and what is wrong with it, each with its place in the file. */
import { type ASMPvlConfig, isError, type Problem, parseConfig } from '@asm-privatelink/api';
import { Failure } from '../failure.ts';
import type { Manifest } from '../manifest/read.ts';

/** A place as editors take it: `file:line:column`. */
function placeIn(manifest: Manifest, field: string): string {
  const { line, column } = manifest.at(field);
  return `${manifest.file}:${line}:${column}`;
}

/** @throws Failure when an API server would refuse it, naming every such field */
export function configIn(manifest: Manifest): ASMPvlConfig {
  const { config, problems } = parseConfig(manifest.value);
  if (config !== undefined) return config;
  const errors = problems.filter(isError);
  throw new Failure({
    code: errors[0]?.reason ?? 'InvalidSpec',
    what: `${manifest.file} is no valid ASMPvlConfig`,
    where: errors.map((problem) => lineOf(problem, manifest)).join('\n'),
    now: 'Correct these fields. "asmpvl check" looks at the rest, too.',
    exit: 'usage',
  });
}

function lineOf({ path, message }: Problem, manifest: Manifest): string {
  return `${placeIn(manifest, path)}: ${path === '' ? '' : `${path} `}${message}`;
}

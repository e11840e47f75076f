/** Options that several commands have, and how their values are read. */
import { choice, type Option, text, ValueError, valueOf } from './command/option.ts';

export const profiles = ['instant', 'fast', 'realistic'] as const;
export type ProfileName = (typeof profiles)[number];

export function scenarioOption(): Option<string | undefined> {
  return text({
    name: 'scenario',
    value: 'file',
    doc: 'the world to begin with, as YAML',
    default: 'the one of the guide',
  });
}

export function profileOption(): Option<ProfileName> {
  return choice({
    name: 'profile',
    value: 'name',
    choices: profiles,
    default: 'fast',
    doc: 'how long things take in the cloud',
  });
}

export function portOption(doc: string): Option<number> {
  const option = valueOf(
    { name: 'port', value: 'port', doc, default: '0, any that is free', completes: 'nothing' },
    parsePort,
  );
  return { ...option, read: (given) => option.read(given) ?? 0 };
}

function parsePort(given: string): number {
  const port = Number(given);
  if (!/^\d+$/.test(given) || port > 65_535) throw new ValueError('Give a number from 0 to 65535.');
  return port;
}

/** A number of seconds above 0. */
export function parseSeconds(given: string): number {
  const seconds = Number(given);
  if (!Number.isFinite(seconds) || seconds <= 0) throw new ValueError('Give a number of seconds above 0.');
  return seconds;
}

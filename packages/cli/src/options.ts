/** Options that several commands have, and how their values are read. */
import { InvalidArgumentError, Option } from 'commander';

export const profiles = ['instant', 'fast', 'realistic'] as const;
export type ProfileName = (typeof profiles)[number];

export function scenarioOption(): Option {
  return new Option('--scenario <file>', 'the world to begin with (YAML); default the one of the guide');
}

export function profileOption(): Option {
  return new Option('--profile <name>', 'how long things take in the cloud').choices(profiles).default('fast');
}

export function portOption(what: string): Option {
  return new Option('--port <port>', `${what}; 0 takes any that is free`).argParser(parsePort).default(0);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('Give a number from 0 to 65535.');
  return port;
}

/** A number of seconds above 0. */
export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!Number.isFinite(seconds) || seconds <= 0) throw new InvalidArgumentError('Give a number of seconds above 0.');
  return seconds;
}

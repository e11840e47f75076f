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

export function portOption(doc: string, name = 'port'): Option<number> {
  const option = valueOf({ name, value: 'port', doc, default: '0, any that is free', completes: 'nothing' }, parsePort);
  return { ...option, read: (given) => option.read(given) ?? 0 };
}

/** By product. */
export function productPortsOption(): Option<ReadonlyMap<string, number>> {
  const option = valueOf(
    {
      name: 'product-ports',
      value: 'list',
      doc: 'products that are served on a port of their own as well: privatelink=8101,ecs=8102; a name alone takes any port that is free',
      completes: 'nothing',
    },
    parseProductPorts,
  );
  return { ...option, read: (given) => option.read(given) ?? new Map() };
}

function parseProductPorts(given: string): ReadonlyMap<string, number> {
  return new Map(
    given.split(',').map((each) => {
      const [, product, port = '0'] = /^([a-z]+)(?:=(.*))?$/.exec(each) ?? [];
      if (product === undefined) throw new ValueError('Give products and ports: privatelink=8101,ecs=8102.');
      return [product, parsePort(port)];
    }),
  );
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

/** A whole number within bounds. */
export function parseCount(least: number, most: number): (given: string) => number {
  return (given) => {
    const count = Number(given);
    if (Number.isInteger(count) && count >= least && count <= most && given.trim() !== '') return count;
    throw new ValueError(`Give a whole number from ${least} to ${most}.`);
  };
}

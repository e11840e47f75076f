/** What the console shows, from an opened API server and cloud: the same looks that the commands of the program take. */
import { type ASMPvlConfig, parseConfig } from '@asm-privatelink/api';
import { type Cloud, systemClock } from '@asm-privatelink/cloud';
import type { Explained, Sources } from '@asm-privatelink/console';
import { diagnose, type Source } from '@asm-privatelink/link';
import { isKubeError, type KubeClient } from '@asm-privatelink/operator/client';
import manifest from '../../package.json' with { type: 'json' };
import { checkManifest } from '../check/check-manifest.ts';
import { checkWorld } from '../check/check-world.ts';
import { checkData, itemIn } from '../check/item.ts';
import { diagnosisData } from '../diagnose/data.ts';
import { gather } from '../diagnose/gather.ts';
import { explain } from '../explain.ts';
import { getConfig } from '../kube/configs.ts';
import { type Look, type SeeOptions, see } from '../look/look.ts';
import { parseManifest } from '../manifest/read.ts';
import { planData } from '../plan/data.ts';
import type { Ground } from '../probe/ground.ts';
import { sanData } from '../san/data.ts';
import { readServed } from '../san/read-served.ts';
import { subjectsOf } from '../san/subjects.ts';
import { objectEvents } from './events.ts';
import { followObject } from './follow.ts';
import { inspection } from './inspection.ts';

export interface Opened {
  /** Of the API server that holds the object. */
  readonly client: KubeClient;
  readonly source: Source;
  readonly region: string;
  cloud(region: string): Cloud;
  /** From where the channels are tried. */
  readonly at: { readonly ground: Ground; readonly name: string };
  /** Of the emulated cloud; undefined for a real one. */
  readonly emulator: string | undefined;
}

export function sourcesOf({ client, source, region, cloud, at, emulator }: Opened): Sources {
  const look = async (signal: AbortSignal): Promise<Look | undefined> => {
    const config = await currentConfig(client, signal);
    return config === undefined ? undefined : see(config, seeing({ config }, signal));
  };
  const seeing = (live: Look['live'], signal: AbortSignal): SeeOptions => ({
    cloud: cloud(region),
    source,
    live,
    against: 'live',
    signal,
    now: Date.now,
  });
  return {
    version: manifest.version,
    source,
    region,
    cloud,
    follow: (signal) => followObject(client, { clock: systemClock(), explain: explained, signal }),
    events: (signal) => objectEvents(client, signal),
    async plan(signal) {
      const seen = await look(signal);
      return seen && planData(seen, 'live', undefined);
    },
    async diagnose(signal) {
      const seen = await look(signal);
      if (seen === undefined) return undefined;
      const facts = await gather(seen, { ground: at.ground, clock: systemClock(), signal });
      return diagnosisData(diagnose(facts, []));
    },
    async certificates(signal) {
      const seen = await look(signal);
      if (seen === undefined) return undefined;
      const reading = async (subject: ReturnType<typeof subjectsOf>[number]) => ({
        subject,
        served: await readServed(at.ground, subject, signal),
      });
      return sanData(await Promise.all(subjectsOf(seen).map(reading)), at.name);
    },
    async check(text, signal) {
      const read = parseManifest(text, 'manifest');
      const parsed = parseConfig(read.value);
      const live = await currentConfig(client, signal);
      const why = 'it is not in the API server yet';
      const seen =
        parsed.config &&
        (await see(
          parsed.config,
          seeing(live === undefined ? { config: live, why, known: true } : { config: live }, signal),
        ));
      const items = [...checkManifest(parsed), ...(seen === undefined ? [] : checkWorld(seen))];
      return checkData(
        'manifest',
        items.map((item) => itemIn(read, item)),
      );
    },
    inspection: emulator === undefined ? undefined : inspection(emulator),
    explain: explained,
  };
}

async function currentConfig(client: KubeClient, signal: AbortSignal): Promise<ASMPvlConfig | undefined> {
  try {
    return await getConfig(client, signal);
  } catch (error) {
    if (isKubeError(error) && error.status === 404) return undefined;
    throw error;
  }
}

function explained(error: unknown): Explained {
  const { code, what, where, now } = explain(error);
  return { code, what: where === undefined ? what : `${what}: ${where}`, now: now ?? '' };
}

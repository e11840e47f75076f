/** Breaks a link behind the operator's back each time a person presses Enter, and shows how it heals. */
import type { Cloud } from '@asm-privatelink/cloud';
import type { Link } from '@asm-privatelink/console/links';
import { createDeadline, type Deadline, poll } from '../deadline.ts';
import { duration } from '../links/timeline.ts';
import type { Screen } from '../terminal/screen.ts';
import type { Running } from './bring-up.ts';
import { provePilot } from './prove.ts';
import type { Telling } from './telling.ts';

export interface BreakOptions {
  readonly running: Running;
  readonly links: readonly Link[];
  readonly screen: Screen;
  readonly tell: Telling;
  readonly stop: AbortSignal;
}

/** The operator looks every 30 s at the latest, and the cloud takes its time. */
const PATIENCE_SECONDS = 300;

/** Returns when the process is asked to stop, when nobody types any more, or when there is nothing to break. */
export async function breakOnEnter(
  typed: (stop: AbortSignal) => AsyncIterable<string>,
  options: BreakOptions,
): Promise<void> {
  const { links, screen, stop } = options;
  const victim = links.find((link) => link.up && link.channel === 'Pilot' && link.zones.length > 0);
  if (victim === undefined) return;
  screen.say(`Enter takes a zone from ${victim.endpoint.id} behind the operator's back.`);
  for await (const _ of typed(stop)) await breakOnce(victim, options);
}

async function breakOnce({ clusterId, endpoint, zones }: Link, options: BreakOptions): Promise<void> {
  const { running, screen, tell, stop } = options;
  const { agents, cloud, facts, nameOf } = running;
  const zoneId = zones[0]?.zoneId ?? '';
  tell.heading(`${zoneId} is taken from ${endpoint.id}`);
  try {
    await cloud.call('RemoveZoneFromVpcEndpoint', { EndpointId: endpoint.id, ZoneId: zoneId }, { signal: stop });
    await healed(cloud, { endpointId: endpoint.id, zoneId }, screen, createDeadline(PATIENCE_SECONDS, stop));
    const proof = await provePilot(agents, facts.mesh.id, clusterId);
    const what = `${nameOf(clusterId)}: Pilot channel`;
    tell.proof(
      what,
      'carries the xDS stream of a sidecar again',
      proof,
      `through ${endpoint.id}, its domain unchanged`,
    );
  } catch (error) {
    if (!stop.aborted) tell.failed('it was not broken, or did not heal', String(error));
  }
}

/** Tells each state that the zone goes through, until it is gone and has come back. */
async function healed(
  cloud: Cloud,
  { endpointId, zoneId }: { endpointId: string; zoneId: string },
  screen: Screen,
  deadline: Deadline,
): Promise<void> {
  const startedAt = performance.now();
  let last = 'Connected';
  let wasGone = false;
  await poll(
    async () => {
      const { Zones } = await cloud.call(
        'ListVpcEndpointZones',
        { EndpointId: endpointId },
        { signal: deadline.signal },
      );
      const state = Zones.find((zone) => zone.ZoneId === zoneId)?.ZoneStatus ?? 'gone';
      if (state !== last) screen.say(`${duration(performance.now() - startedAt).padStart(7)}  ${zoneId}: ${state}`);
      last = state;
      wasGone ||= state !== 'Connected';
      return wasGone && state === 'Connected' ? true : undefined;
    },
    { everyMs: 50, deadline, awaited: () => `${zoneId} of ${endpointId} to be Connected again (it is ${last})` },
  );
}

/** Which vSwitches each endpoint can stand in, and which of them a config should list. Pure. */
import type { Observation } from '@asm-privatelink/link';

export type VSwitch = Observation['vSwitches'] extends ReadonlyMap<string, infer Each> ? Each : never;

/** What one list of vSwitches is for: an endpoint in this VPC to what stands behind this load balancer. */
export interface Place {
  readonly vpcId: string;
  readonly balancerId: string;
  /** Zones that the load balancer serves, the best first. */
  readonly zones: readonly string[];
  /** For people: `Pilot`, `the API server of shop`. */
  readonly otherSide: string;
}

/** vSwitches of one zone of a VPC: one of them is to be chosen. */
export interface Choice {
  readonly vpcId: string;
  readonly zoneId: string;
  /** With the most free addresses first; never empty. */
  readonly candidates: readonly [VSwitch, ...VSwitch[]];
}

/** An entry of a list, and why it is there. */
export interface Entry {
  readonly choice: Choice;
  readonly why: string;
}

/** A place in whose VPC no vSwitch lies in a zone that is served: one has to be made there. */
export type Gap = Place;

/** The schema's bound of every list (packages/api, limits). */
const MOST_ENTRIES = 10;

/**
 * Entries that give each place up to `most` zones, as few of them as will do: what one place needs serves the others, too. Places without any are gaps.
 */
export function entriesFor(
  places: readonly Place[],
  vSwitches: Observation['vSwitches'],
  most: number,
): { entries: Entry[]; gaps: Gap[] } {
  const chosen = new Map<string, Choice>();
  const gaps: Gap[] = [];
  // First a zone for everyone, then a second one, so that the bound of the list leaves nobody out.
  for (let round = 1; round <= most; round += 1) {
    for (const place of places) {
      const has = place.zones.filter((zone) => chosen.has(`${place.vpcId}/${zone}`)).length;
      if (has >= round) continue;
      const choice = choicesOf(place, vSwitches).find(({ zoneId }) => !chosen.has(`${place.vpcId}/${zoneId}`));
      if (choice === undefined) {
        if (round === 1) gaps.push(place);
      } else if (chosen.size < MOST_ENTRIES) chosen.set(`${choice.vpcId}/${choice.zoneId}`, choice);
    }
  }
  const entries = [...chosen.values()].map((choice) => ({ choice, why: whyOf(choice, places) }));
  return { entries, gaps };
}

function choicesOf({ vpcId, zones }: Place, vSwitches: Observation['vSwitches']): Choice[] {
  return zones.flatMap((zoneId): Choice[] => {
    const [first, ...rest] = [...vSwitches.values()]
      .filter((each) => each.vpcId === vpcId && each.zoneId === zoneId)
      .filter((each) => each.status === 'Available' && each.freeAddresses > 0)
      .sort((a, b) => b.freeAddresses - a.freeAddresses || a.id.localeCompare(b.id));
    return first === undefined ? [] : [{ vpcId, zoneId, candidates: [first, ...rest] }];
  });
}

/** Named in a comment; the rest is counted. */
const NAMED = 3;

function whyOf({ zoneId }: Choice, places: readonly Place[]): string {
  const served = places.filter(({ zones }) => zones.includes(zoneId));
  const named = served.slice(0, NAMED).map(({ balancerId, otherSide }) => `${balancerId}, in front of ${otherSide}`);
  const rest = served.length - named.length;
  return `${zoneId} is served by ${named.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}

/** From what is possible to what is written: where there is a choice, somebody makes it. */
import { type Choice, type Entry, entriesFor, type Gap, type VSwitch } from './proposal.ts';
import type { Survey } from './survey.ts';

export interface ChosenEntry {
  readonly vSwitchId: string;
  readonly zoneId: string;
  readonly freeAddresses: number;
  readonly why: string;
}

export interface Chosen {
  readonly mesh: string;
  readonly region: string;
  readonly meshVpc: string;
  readonly clusters: readonly {
    readonly clusterId: string;
    readonly name: string;
    readonly vpcId: string;
    readonly entries: readonly ChosenEntry[];
  }[];
  readonly asm: readonly ChosenEntry[];
  readonly leftOut: Survey['leftOut'];
  /** Where a vSwitch has to be made. */
  readonly gaps: readonly Gap[];
}

/** Answers one of the candidates. */
export type Choose = (choice: Choice) => Promise<VSwitch>;

export interface ChooseOptions extends Pick<Chosen, 'mesh' | 'region' | 'meshVpc'> {
  /** Zones of each endpoint at most: each costs, and each more is one that may fail. */
  readonly zones: number;
  readonly choose: Choose;
}

/** A cluster is written only if both of its endpoints have a place. */
export async function chooseEntries(
  { subjects, leftOut }: Survey,
  vSwitches: Parameters<typeof entriesFor>[1],
  { zones, choose, ...mesh }: ChooseOptions,
): Promise<Chosen> {
  const pilot = entriesFor(distinct(subjects.map((each) => each.pilot)), vSwitches, zones);
  const first = entriesFor(
    subjects.map((each) => each.apiServer),
    vSwitches,
    zones,
  );
  const gaps = distinct([...pilot.gaps, ...first.gaps]);
  const placed = subjects.filter(
    ({ pilot: own, apiServer }) => !gaps.some((gap) => same(gap, own) || same(gap, apiServer)),
  );
  const asm = entriesFor(
    placed.map((each) => each.apiServer),
    vSwitches,
    zones,
  ).entries;
  const made = new Map<string, ChosenEntry>();
  const inPlace = pilot.entries.filter(({ choice }) => placed.some(({ vpcId }) => vpcId === choice.vpcId));
  for (const entry of [...inPlace, ...asm]) made.set(keyOf(entry), await written(entry, choose));
  const entriesOf = (entries: readonly Entry[]) => entries.flatMap((entry) => made.get(keyOf(entry)) ?? []);
  return {
    ...mesh,
    leftOut,
    gaps,
    clusters: placed.map(({ clusterId, name, vpcId }) => ({
      clusterId,
      name,
      vpcId,
      entries: entriesOf(pilot.entries.filter(({ choice }) => choice.vpcId === vpcId)),
    })),
    asm: entriesOf(asm),
  };
}

async function written({ choice, why }: Entry, choose: Choose): Promise<ChosenEntry> {
  const { id: vSwitchId, freeAddresses } = await choose(choice);
  return { vSwitchId, zoneId: choice.zoneId, freeAddresses, why };
}

function keyOf({ choice }: Entry): string {
  return `${choice.vpcId}/${choice.zoneId}`;
}

function same(a: Gap, b: Gap): boolean {
  return a.vpcId === b.vpcId && a.balancerId === b.balancerId;
}

function distinct(places: readonly Gap[]): Gap[] {
  return [...new Map(places.map((place) => [`${place.vpcId}/${place.balancerId}`, place])).values()];
}

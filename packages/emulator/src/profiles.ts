/**
 * How long things take. The ranges of `realistic` follow the waiting times that the vendor's own tools are set to (alibaba-cloud-api §10.1);
 * the vendor publishes no others.
 */
import type { Random } from './random.ts';

export type ProfileName = 'instant' | 'fast' | 'realistic';

export const transitionKinds = [
  'service.create',
  'service.update',
  'service.delete',
  'resource.attach',
  'resource.detach',
  'endpoint.create',
  'endpoint.delete',
  'zone.create',
  'zone.delete',
  'zone.connect',
  'zone.disconnect',
  'connection.connect',
  'connection.disconnect',
  'connection.update',
  'group.attach',
  'group.detach',
  'nlb.create',
  'nlb.delete',
  'nlb.configure',
  'vpc.create',
  'vSwitch.create',
  'cluster.update',
  'apiServer.restart',
  'mesh.update',
] as const;

export type TransitionKind = (typeof transitionKinds)[number];

/** Least and most, in milliseconds. */
export type Range = readonly [number, number];

export interface Profile {
  readonly name: ProfileName;
  /** Of a call, from sending to answer. */
  readonly latency: Range;
  readonly transitions: Readonly<Record<TransitionKind, Range>>;
  /** Published call rates are kept. Off where time is compressed: a client's polls are then compressed too, the window is not. */
  readonly rates: boolean;
}

const REALISTIC: Readonly<Record<TransitionKind, Range>> = {
  'service.create': [2_000, 6_000],
  'service.update': [1_000, 3_000],
  'service.delete': [2_000, 6_000],
  'resource.attach': [2_000, 5_000],
  'resource.detach': [2_000, 5_000],
  'endpoint.create': [10_000, 30_000],
  'endpoint.delete': [3_000, 10_000],
  'zone.create': [10_000, 30_000],
  'zone.delete': [3_000, 10_000],
  'zone.connect': [2_000, 6_000],
  'zone.disconnect': [2_000, 6_000],
  'connection.connect': [3_000, 8_000],
  'connection.disconnect': [3_000, 8_000],
  'connection.update': [1_000, 3_000],
  'group.attach': [3_000, 10_000],
  'group.detach': [3_000, 10_000],
  'nlb.create': [5_000, 20_000],
  'nlb.delete': [5_000, 20_000],
  'nlb.configure': [1_000, 5_000],
  'vpc.create': [1_000, 3_000],
  'vSwitch.create': [1_000, 3_000],
  'cluster.update': [5_000, 20_000],
  'apiServer.restart': [10_000, 40_000],
  'mesh.update': [3_000, 10_000],
};

export const profiles: Readonly<Record<ProfileName, Profile>> = {
  instant: { name: 'instant', latency: [0, 0], transitions: all([0, 0]), rates: false },
  fast: { name: 'fast', latency: [0, 1], transitions: all([10, 50]), rates: false },
  realistic: { name: 'realistic', latency: [40, 180], transitions: REALISTIC, rates: true },
};

/** A duration in whole milliseconds. */
export function draw(range: Range, random: Random): number {
  return range[0] === range[1] ? range[0] : Math.round(random.between(range[0], range[1]));
}

function all(range: Range): Record<TransitionKind, Range> {
  const entries = transitionKinds.map((kind): [TransitionKind, Range] => [kind, range]);
  return Object.fromEntries(entries) as Record<TransitionKind, Range>; // every kind is in the list that it was made from
}

/** The states of an object, apart from the rest of it: what a change that flips back goes back to. */
import type { Kind, World } from './world.ts';

/** By the path of each state in its object; an object is known by its id. */
export interface SavedStates {
  readonly object: string;
  readonly states: Readonly<Record<string, string | number>>;
}

/** A place where a state stands. */
interface Place {
  readonly path: string;
  get(): string | number;
  set(value: string | number): void;
}

/** The object's states now. `endpoint/zone` is of the endpoint. */
export function rememberStates(world: World, object: string): SavedStates {
  return { object, states: Object.fromEntries(placesOf(world, object).map(({ path, get }) => [path, get()])) };
}

/** Puts the states back where what had them is still there. */
export function takeBackStates(world: World, { object, states }: SavedStates): void {
  for (const { path, set } of placesOf(world, object)) {
    const state = states[path];
    if (state !== undefined) set(state);
  }
}

function placesOf(world: World, object: string): Place[] {
  const id = object.split('/', 1)[0] ?? object;
  const service = world.services.get(id);
  const endpoint = world.endpoints.get(id);
  const mesh = world.meshes.get(id);
  const cluster = world.clusters.get(id);
  const vpc = world.vpcs.get(id);
  const vSwitch = world.vSwitches.get(id);
  const balancer = world.balancers.get(id);
  const touch = (kind: Kind) => () => world.touch(kind, id);
  return [
    ...(service ? [place('status', service, 'status', touch('service'))] : []),
    ...(service?.resources ?? []).map((one) =>
      place(`resources/${one.balancerId}/${one.zoneId}`, one, 'status', touch('service')),
    ),
    ...(endpoint
      ? [
          place('status', endpoint, 'status', touch('endpoint')),
          place('connection', endpoint.connection, 'status', touch('endpoint')),
        ]
      : []),
    ...[...(endpoint?.zones.values() ?? [])].map((zone) =>
      place(`zones/${zone.eniId}`, zone, 'status', touch('endpoint')),
    ),
    ...(mesh ? [place('state', mesh, 'state', touch('mesh'))] : []),
    ...(cluster
      ? [
          place('state', cluster, 'state', touch('cluster')),
          place('restartingUntil', cluster, 'restartingUntil', touch('cluster')),
        ]
      : []),
    ...(vpc ? [place('status', vpc, 'status', touch('vpc'))] : []),
    ...(vSwitch ? [place('status', vSwitch, 'status', touch('vSwitch'))] : []),
    ...(balancer ? [place('status', balancer, 'status', touch('balancer'))] : []),
  ];
}

function place<K extends string>(
  path: string,
  owner: { [key in K]: string | number },
  key: K,
  touch: () => void,
): Place {
  return {
    path,
    get: () => owner[key],
    set: (value) => {
      owner[key] = value as (typeof owner)[K]; // it was read from this very place
      touch();
    },
  };
}

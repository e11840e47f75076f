/** What the writes begin in the cloud, and in which lists it shows. */
import type { Step, WriteAction } from './decide/graph.ts';
import { type ChangeKind, changeKind, type Memory, type Watched } from './model.ts';

interface Effect {
  /** The lists in which it shows. */
  shows: readonly Watched[];
  /** The state that it begins, which the cloud ends by itself. Without one it shows at once. */
  begins?: { list: Watched; aspect: 'status' | 'zone'; state: string };
}

const service = (state: string): Effect => ({
  shows: ['services'],
  begins: { list: 'services', aspect: 'status', state },
});
const endpoint = (state: string): Effect => ({
  shows: ['endpoints'],
  begins: { list: 'endpoints', aspect: 'status', state },
});
const zone = (state: string): Effect => ({ shows: ['zones'], begins: { list: 'zones', aspect: 'zone', state } });

export const effects: Readonly<Record<WriteAction, Effect>> = {
  CreateVpcEndpointService: service('Creating'),
  UpdateVpcEndpointServiceAttribute: { shows: ['services'] },
  DeleteVpcEndpointService: service('Deleting'),
  AttachResourceToVpcEndpointService: { ...service('Pending'), shows: ['services', 'resources'] },
  DetachResourceFromVpcEndpointService: { ...service('Pending'), shows: ['services', 'resources'] },
  CreateVpcEndpoint: endpoint('Creating'),
  DeleteVpcEndpoint: endpoint('Deleting'),
  AddZoneToVpcEndpoint: zone('Creating'),
  RemoveZoneFromVpcEndpoint: zone('Deleting'),
  EnableVpcEndpointConnection: { shows: ['endpoints', 'zones'] },
  DisableVpcEndpointConnection: { shows: ['endpoints', 'zones'] },
  EnableVpcEndpointZoneConnection: { shows: ['zones'] },
  AttachSecurityGroupToVpcEndpoint: { ...endpoint('Pending'), shows: ['endpoints', 'attached'] },
  DetachSecurityGroupFromVpcEndpoint: { ...endpoint('Pending'), shows: ['endpoints', 'attached'] },
  TagResources: { shows: ['services', 'endpoints'] },
  UntagResources: { shows: ['services', 'endpoints'] },
  CreateSecurityGroup: { shows: ['groups'] },
  AuthorizeSecurityGroup: { shows: ['rules'] },
  RevokeSecurityGroup: { shows: ['rules'] },
  DeleteSecurityGroup: { shows: ['groups'] },
  ModifyCluster: { shows: ['cluster'] },
};

/** The kind of change that a write begins, if the cloud takes time for it. */
export function changeBegunBy(action: WriteAction): ChangeKind | undefined {
  const { begins } = effects[action];
  return begins && changeKind(begins.list, begins.aspect, begins.state);
}

/** Remembers that what was asked for has begun: until the list is read again, the object counts as in that state. */
export function noteBegun(
  { action }: Step,
  fields: Readonly<Record<string, unknown>>,
  memory: Memory,
  at: number,
): void {
  const { begins } = effects[action];
  if (begins === undefined) return;
  const id = fields[begins.list === 'services' ? 'ServiceId' : 'EndpointId'];
  const aspect = begins.aspect === 'zone' ? `zone/${String(fields['ZoneId'])}` : begins.aspect;
  memory.since.set(`${String(id)}/${aspect}`, { state: begins.state, at, list: begins.list });
}

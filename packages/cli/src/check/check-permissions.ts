/**
 * What these credentials may do. Reads were done a moment ago. PrivateLink's writes are asked with DryRun, which checks everything and does nothing
 * (alibaba-cloud-api §0 item 2), on ids that do not exist: an answer about the id means that the call itself is allowed.
 */
import { type ActionName, actions, type Cloud, type CloudError, isCloudError } from '@asm-privatelink/cloud';
import type { ItemFields } from './item.ts';

/** @returns one item for all that are allowed, and one for each that is not or could not be asked; one alone where none is allowed */
export async function checkPermissions(cloud: Cloud, signal: AbortSignal): Promise<ItemFields[]> {
  const found = await Promise.all(
    dryRuns(cloud, signal).map(async ([action, ask]) => ({ action, answer: await answerTo(ask) })),
  );
  if (found.every(({ answer }) => answer === 'denied')) return [lookingOnly(found.length)];
  const refused = found.flatMap(({ action, answer }) => (answer === 'allowed' ? [] : [refusal(action, answer)]));
  const message = `${found.length - refused.length} of ${found.length} writes are allowed, by dry run`;
  const verdict = refused.length === 0 ? 'pass' : 'warn';
  const rams = ecsWrites.map((action) => actions[action].ram).join(', ');
  return [
    { about: 'permissions', subject: 'PrivateLink', verdict, message },
    ...refused,
    {
      about: 'permissions',
      subject: 'ECS',
      verdict: 'unknown',
      message:
        'whether security groups may be made, changed and deleted cannot be asked beforehand: these calls know no dry run',
      remedy: `See that the RAM policy has ${rams}.`,
    },
  ];
}

/** Somebody who may only look is no operator that lacks a right. */
function lookingOnly(writes: number): ItemFields {
  return {
    about: 'permissions',
    subject: 'PrivateLink',
    verdict: 'unknown',
    message: `these credentials may only look (none of ${writes} writes), so what the operator may do is not known`,
    remedy: 'Check once with the credentials of the operator.',
  };
}

const ecsWrites = [
  'CreateSecurityGroup',
  'AuthorizeSecurityGroup',
  'RevokeSecurityGroup',
  'DeleteSecurityGroup',
] as const;

type DryRun = readonly [action: ActionName, ask: () => Promise<unknown>];

function dryRuns(cloud: Cloud, signal: AbortSignal): DryRun[] {
  const [nothing, zero] = [{ signal }, '0'.repeat(20)];
  const service = { DryRun: true, ServiceId: `epsrv-${zero}` } as const;
  const endpoint = { DryRun: true, EndpointId: `ep-${zero}` } as const;
  const resource = { ResourceId: `lb-${zero}`, ResourceType: 'slb' } as const;
  const zone = { VSwitchId: `vsw-${zero}`, ZoneId: `${cloud.region}-a` } as const;
  const { ServiceId } = service;
  const creation = { ...service, VpcId: `vpc-${zero}`, Zone: [zone], SecurityGroupId: [`sg-${zero}`] };
  return [
    [
      'CreateVpcEndpointService',
      () => cloud.call('CreateVpcEndpointService', { DryRun: true, Resource: [resource] }, nothing),
    ],
    ['UpdateVpcEndpointServiceAttribute', () => cloud.call('UpdateVpcEndpointServiceAttribute', service, nothing)],
    ['DeleteVpcEndpointService', () => cloud.call('DeleteVpcEndpointService', service, nothing)],
    [
      'AttachResourceToVpcEndpointService',
      () => cloud.call('AttachResourceToVpcEndpointService', { ...service, ...resource }, nothing),
    ],
    [
      'DetachResourceFromVpcEndpointService',
      () => cloud.call('DetachResourceFromVpcEndpointService', { ...service, ...resource }, nothing),
    ],
    ['CreateVpcEndpoint', () => cloud.call('CreateVpcEndpoint', creation, nothing)],
    ['DeleteVpcEndpoint', () => cloud.call('DeleteVpcEndpoint', endpoint, nothing)],
    ['AddZoneToVpcEndpoint', () => cloud.call('AddZoneToVpcEndpoint', { ...endpoint, ...zone }, nothing)],
    [
      'RemoveZoneFromVpcEndpoint',
      () => cloud.call('RemoveZoneFromVpcEndpoint', { ...endpoint, ZoneId: zone.ZoneId }, nothing),
    ],
    [
      'EnableVpcEndpointConnection',
      () => cloud.call('EnableVpcEndpointConnection', { ...endpoint, ServiceId }, nothing),
    ],
    [
      'DisableVpcEndpointConnection',
      () => cloud.call('DisableVpcEndpointConnection', { ...endpoint, ServiceId }, nothing),
    ],
    [
      'EnableVpcEndpointZoneConnection',
      () => cloud.call('EnableVpcEndpointZoneConnection', { ...endpoint, ServiceId, ZoneId: zone.ZoneId }, nothing),
    ],
  ];
}

/** What is found; or that it may not be looked at, and by which permission it could: the rest goes on. */
export async function unlessDenied(find: () => Promise<ItemFields[]>): Promise<ItemFields[]> {
  try {
    return await find();
  } catch (error) {
    if (!isCloudError(error) || !isDenied(error)) throw error;
    const { action } = error;
    const ram = isAction(action) ? actions[action].ram : action;
    const message = 'is not allowed, so what it reads could not be looked at';
    const remedy = 'Add it to the RAM policy of these credentials.';
    return [{ about: 'permissions', subject: ram, verdict: 'fail', reason: 'AccessDenied', message, remedy }];
  }
}

function isAction(name: string): name is ActionName {
  return Object.hasOwn(actions, name);
}

function isDenied({ code }: CloudError): boolean {
  return ['Forbidden', 'NoPermission', 'StatusForbidden', '403'].includes(code.split('.')[0] ?? '');
}

type Answer = 'allowed' | 'denied' | { readonly unclear: string };

async function answerTo(ask: () => Promise<unknown>): Promise<Answer> {
  try {
    await ask();
    return 'allowed';
  } catch (error) {
    if (!isCloudError(error)) throw error;
    if (isDenied(error)) return 'denied';
    const { code, kind } = error;
    // Throttled, or no answer at all: nothing about the request.
    return kind === 'throttled' || kind === 'retry' ? { unclear: code } : 'allowed';
  }
}

function refusal(action: ActionName, answer: Exclude<Answer, 'allowed'>): ItemFields {
  const common = { about: 'permissions', subject: actions[action].ram } as const;
  return answer === 'denied'
    ? {
        ...common,
        verdict: 'fail',
        reason: 'AccessDenied',
        message: 'is not allowed',
        remedy: 'Add it to the RAM policy of these credentials.',
      }
    : { ...common, verdict: 'unknown', message: `could not be asked: ${answer.unclear}`, remedy: 'Check again.' };
}

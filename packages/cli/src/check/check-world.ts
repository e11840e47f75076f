/** What one look at the cloud shows: the mesh, the clusters, the zones of each link, addresses, groups, certificates. Pure. */
import { type Reason, reasons } from '@asm-privatelink/api';
import type { Observation, Plan, Problem, Step, Wish } from '@asm-privatelink/link';
import type { Look } from '../look/look.ts';
import type { ItemFields } from './item.ts';

export function checkWorld({
  wish,
  observation,
  plan,
  controller,
}: Pick<Look, 'wish' | 'observation' | 'plan' | 'controller'>): ItemFields[] {
  return [
    mesh(wish, observation),
    activation(observation),
    ...clusters(wish, observation),
    ...links(plan),
    ...addresses(plan, observation),
    ...(controller === undefined ? groups(plan) : [groupsOf(controller)]),
  ];
}

function mesh({ mesh: subject }: Wish, { controlPlane }: Observation): ItemFields {
  if (!controlPlane.ok) return failed('mesh', subject, controlPlane.problem);
  const { vpcId, pilotBalancer, region } = controlPlane.value;
  if (!pilotBalancer.ok) return failed('mesh', subject, pilotBalancer.problem);
  const message = `is in ${region}, ${vpcId}, its Pilot behind ${pilotBalancer.value}`;
  return { about: 'mesh', subject, verdict: 'pass', message };
}

function activation({ activated }: Observation): ItemFields {
  const common = { about: 'activation', subject: 'PrivateLink' } as const;
  if (activated === true) return { ...common, verdict: 'pass', message: 'is activated for this account' };
  if (activated === undefined) {
    return { ...common, verdict: 'unknown', message: 'whether it is activated was not asked' };
  }
  const { meaning, action } = reasons.NotActivated;
  return { ...common, verdict: 'fail', reason: 'NotActivated', message: meaning, remedy: action };
}

function clusters({ clusters: wished }: Wish, { clusters: known, members }: Observation): ItemFields[] {
  return wished.flatMap(({ clusterId: subject, field: entry }): ItemFields[] => {
    const found = known.get(subject);
    const field = `${entry}.clusterId`;
    if (found === undefined) return [];
    if (!found.ok) return [{ ...failed('cluster', subject, found.problem), field }];
    const member = members?.get(subject);
    const membership = member === undefined ? '' : `, as a member of the mesh ${member.state}`;
    const { name, state, vpcId } = found.value;
    const message = `${name} is ${state} in ${vpcId}${membership}`;
    return [
      { about: 'cluster', subject, verdict: 'pass', message, field },
      { ...certificates(found.value), field },
    ];
  });
}

/** Managed clusters take a new name into their certificate at any time, dedicated ones only when they are made (product-behaviour §D.1). */
function certificates({ id: subject, type }: { readonly id: string; readonly type: string }): ItemFields {
  const common = { about: 'certificates', subject } as const;
  if (type === 'ManagedKubernetes') {
    return { ...common, verdict: 'pass', message: 'its API-server certificate can take the endpoint’s domain name' };
  }
  return {
    ...common,
    verdict: 'warn',
    message: `a cluster of type ${type || 'unknown'} takes names into its API-server certificate only when it is made, but the endpoint’s domain is known only later`,
    remedy: 'The API-server channel will carry bytes and TLS will refuse the name: use a managed cluster.',
  };
}

/** Membership, region, balancer, zone rule: whatever keeps a link from coming about, the decision has said of it. */
function links({ links: planned, problems }: Plan): ItemFields[] {
  const toldElsewhere: readonly Reason[] = ['NotActivated', 'MeshNotFound'];
  const ofAll = problems
    .filter(({ reason }) => !toldElsewhere.includes(reason))
    .map((problem) => failed('link', problem.link ?? 'all links', problem));
  const ofEach = planned.flatMap(({ id: subject, problems: said, up }): ItemFields[] => {
    const message = up ? 'is up' : 'its vSwitches, zones and load balancer fit';
    const blocked = said.some(({ severity }) => severity !== 'warning');
    const fits: ItemFields[] = blocked ? [] : [{ about: 'link', subject, verdict: 'pass', message }];
    return [...said.map((problem) => failed('link', subject, problem)), ...fits];
  });
  return [...ofEach, ...ofAll];
}

/** Each new zone of an endpoint takes one address of its vSwitch. */
function addresses({ nodes }: Plan, { vSwitches }: Observation): ItemFields[] {
  const wanted = stepsOf(nodes).flatMap((step) => {
    if (step.action === 'CreateVpcEndpoint') return (step.request.Zone ?? []).map(({ VSwitchId }) => VSwitchId);
    return step.action === 'AddZoneToVpcEndpoint' ? [step.request.VSwitchId] : [];
  });
  return [...new Set(wanted)].flatMap((id): ItemFields[] => {
    const vSwitch = typeof id === 'string' ? vSwitches.get(id) : undefined;
    if (vSwitch === undefined) return [];
    const { id: subject, freeAddresses: free } = vSwitch;
    const needed = wanted.filter((each) => each === id).length;
    const message = `${needed} address${needed === 1 ? '' : 'es'} needed, ${free} free`;
    if (free >= needed) return [{ about: 'addresses', subject, verdict: 'pass', message }];
    const remedy = 'Free addresses in it, or list another vSwitch of the same zone.';
    return [{ about: 'addresses', subject, verdict: 'fail', message, remedy }];
  });
}

function groups({ nodes }: Plan): ItemFields[] {
  const steps = stepsOf(nodes);
  const made = steps.filter(({ action }) => action === 'CreateSecurityGroup').length;
  const mended = steps.filter(
    ({ action, after }) =>
      action === 'RevokeSecurityGroup' || (action === 'AuthorizeSecurityGroup' && after.length === 0),
  );
  if (mended.length > 0) {
    return mended.map(({ link: subject, what }) => {
      const message = `is not as it should be: the operator will ${what}`;
      return { about: 'groups', subject, verdict: 'warn', message, remedy: 'Nothing, if nobody needs it as it is.' };
    });
  }
  const message =
    made === 0 ? 'are as they should be' : `${made} will be made, open to the VPCs’ own addresses and nothing else`;
  return [{ about: 'groups', subject: 'security groups of the endpoints', verdict: 'pass', message }];
}

/** What groups another controller gives its endpoints is its own affair. */
function groupsOf(controller: string): ItemFields {
  const message = `are the affair of ${controller}, which writes the status`;
  return { about: 'groups', subject: 'security groups of the endpoints', verdict: 'pass', message };
}

function stepsOf(nodes: Plan['nodes']): Step[] {
  return nodes.filter((node): node is Step => node.kind === 'step');
}

function failed(about: ItemFields['about'], subject: string, problem: Problem): ItemFields {
  const { severity, reason, message, field } = problem;
  const verdict = ({ person: 'fail', wait: 'unknown', warning: 'warn' } as const)[severity];
  return { about, subject, verdict, reason, message: `${reason}: ${message}`, remedy: reasons[reason].action, field };
}

/** The conditions of the resource. kstatus reads Ready, Reconciling and Stalled; the rest informs and never gates Ready (design §2). */
import {
  type ASMPvlConfig,
  type Condition,
  type ConditionType,
  clip,
  conditionTypes,
  limits,
  type OverallStatus,
  type Reason,
} from '@asm-privatelink/api';
import type { CertificatePlan, Plan } from '../decide/graph.ts';
import type { Observation, Problem } from '../model.ts';
import type { Wish } from '../wish.ts';
import { sentence, type Told } from './tell.ts';

interface Saying {
  type: ConditionType;
  status: Condition['status'];
  reason: Reason;
  message: string;
}

/** How many links or clusters a message names before it only counts the rest. */
const NAMED = 3;

export function conditionsOf(
  object: ASMPvlConfig,
  wish: Wish,
  observation: Observation,
  plan: Plan,
  overall: OverallStatus,
  links: readonly Told[],
): Condition[] {
  const sayings = [
    ready(plan, overall, links),
    ...progress(plan, overall, links, observation.at),
    ...(wish.deleting ? [] : [certificateNames(wish, observation, plan), ...membersRunning(wish, observation)]),
    ...warnings(plan, overall, links),
  ];
  return sayings.map((saying) => toCondition(object, saying, observation.at));
}

function ready(plan: Plan, overall: OverallStatus, links: readonly Told[]): Saying {
  const type = conditionTypes.ready;
  const up = links.filter((link) => link.up).length;
  if (overall === 'Available') {
    return { type, status: 'True', reason: 'Available', message: `All ${links.length} links are up.` };
  }
  // What keeps a cluster that is no longer wished from leaving does not make the others less ready.
  const whole = plan.problems.filter(
    (each) => each.severity !== 'warning' && (each.link === undefined || overall === 'Deleting'),
  );
  const problem = worst([...whole, ...links.flatMap((link) => (link.up ? [] : link.problems))]);
  const count =
    overall === 'Deleting' ? 'Everything of ours is being taken away.' : `${up} of ${links.length} links are up.`;
  const because = tellSome(
    links
      .filter((link) => !link.up || overall === 'Deleting')
      .map(reasonOf)
      .filter((text) => text !== undefined),
  );
  return {
    type,
    status: 'False',
    reason: overall === 'Deleting' && problem === undefined ? 'Deleting' : (problem?.reason ?? overall),
    message: [count, ...(whole.length > 0 ? tellSome([...new Set(whole.map(sentence))]) : because)].join(' '),
  };
}

function reasonOf(link: Told): string | undefined {
  const problem = worst(link.problems);
  if (problem !== undefined) return `${link.channel} of ${link.clusterId}: ${sentence(problem)}`;
  return link.awaited === undefined ? undefined : `${link.channel} of ${link.clusterId}: waiting for ${link.awaited}.`;
}

/**
 * Reconciling while something is being done or waited for; Stalled when all that is left needs a person. Never both, and never Stalled while
 * Ready: what needs a person then is a warning.
 */
function progress(plan: Plan, overall: OverallStatus, links: readonly Told[], at: number): Saying[] {
  const busy = plan.nodes.some(
    (node) => node.after.length === 0 && (node.kind === 'step' ? (node.heldUntil ?? 0) <= at : !node.person),
  );
  if (overall === 'Available' && !busy) return [];
  const problems = [...plan.problems, ...links.flatMap((link) => link.problems)];
  const problem = worst(problems);
  if (problem?.severity === 'person' && !busy) {
    return [{ type: conditionTypes.stalled, status: 'True', reason: problem.reason, message: sentence(problem) }];
  }
  const reason: Reason = overall === 'Deleting' ? 'Deleting' : 'Provisioning';
  const left = plan.nodes.length;
  const message =
    left === 0 && problem !== undefined
      ? sentence(problem)
      : `${left} ${left === 1 ? 'step or wait is' : 'steps and waits are'} left.`;
  return [{ type: conditionTypes.reconciling, status: 'True', reason, message }];
}

const HANDED_OVER = 'Not needed for clusters that were handed over with asmpvl handoff; for others:';

/** The guide's last step: the domain of each API-server endpoint stands in its cluster's certificate. */
function certificateNames(
  { certificates: policy }: Wish,
  { members }: Observation,
  { certificates, problems }: Plan,
): Saying {
  const type = conditionTypes.certificateNames;
  const of = (...states: CertificatePlan['state'][]) => certificates.filter(({ state }) => states.includes(state));
  const [missing, changing, unsupported] = [of('failed', 'missing'), of('changing'), of('unsupported')];
  const lacking = [...missing, ...changing, ...unsupported];
  if (lacking.length > 0) {
    const managed = policy === 'manage';
    const refused = problems.find(({ link, severity }) => link?.startsWith('certificate/') && severity === 'person');
    const texts = [
      ...(refused === undefined ? [] : [refused.message]),
      ...lacking.map((each) => lackingText(each, managed)),
    ];
    const adding: Reason | undefined =
      changing.length > 0 || (managed && missing.length > 0) ? 'CertificateNameAdding' : undefined;
    const otherwise = missing.length > 0 ? 'CertificateNameMissing' : 'CertificateUnsupported';
    const reason = refused?.reason ?? adding ?? otherwise;
    // A control plane that has no members is somebody's own, which can verify the API server by another name.
    const told = [...(members === undefined && !managed ? [HANDED_OVER] : []), ...tellSome(texts)];
    return { type, status: 'False', reason, message: told.join(' ') };
  }
  return certificates.length > 0 && of('present').length === certificates.length
    ? {
        type,
        status: 'True',
        reason: 'CertificateNamesPresent',
        message: 'Every API-server certificate bears the domain of its endpoint.',
      }
    : { type, status: 'Unknown', reason: 'Provisioning', message: 'Not every API-server endpoint has its domain yet.' };
}

function lackingText({ clusterId, domain, state }: CertificatePlan, managed: boolean): string {
  if (state === 'unsupported') {
    return `The certificate of cluster ${clusterId} lacks ${domain}, and clusters of its type take names only when they are made: use a managed cluster, or connect this one in another way.`;
  }
  if (state === 'changing') {
    return `${domain} is being added to the certificate of cluster ${clusterId}, whose API server restarts for a moment.`;
  }
  return managed
    ? `${domain} is to be added to the certificate of cluster ${clusterId}; one API server restarts at a time.`
    : `Add ${domain} to the custom certificate SANs of cluster ${clusterId} (its API server restarts for a moment).`;
}

/** Only a source that has members can say how they are. */
function membersRunning(wish: Wish, { members }: Observation): Saying[] {
  if (members === undefined) return [];
  const type = conditionTypes.membersRunning;
  const notRunning = wish.clusters.flatMap(({ clusterId }) => {
    const member = members.get(clusterId);
    if (member?.state === 'running') return [];
    const state = member === undefined ? 'not a member' : member.state || 'unknown';
    return [`${clusterId} is ${state}${member?.message ? `: ${member.message}` : ''}.`];
  });
  return notRunning.length === 0
    ? [{ type, status: 'True', reason: 'MemberRunning', message: 'The mesh reaches the API server of every cluster.' }]
    : [{ type, status: 'False', reason: 'Connecting', message: tellSome(notRunning).join(' ') }];
}

/** What works but deserves a look: warnings, and what a person should see to although every link is up. */
function warnings(plan: Plan, overall: OverallStatus, links: readonly Told[]): Saying[] {
  const problems = [...plan.problems, ...links.flatMap((link) => link.problems)];
  const said = [
    ...problems.filter((each) => overall === 'Available' && each.severity === 'person'),
    ...problems.filter((each) => each.severity === 'warning'),
  ];
  const [first] = said;
  if (first === undefined) return [];
  const texts = [...new Set(said.map(sentence))];
  return [{ type: conditionTypes.warnings, status: 'True', reason: first.reason, message: tellSome(texts).join(' ') }];
}

function worst(problems: readonly Problem[]): Problem | undefined {
  return problems.find((each) => each.severity === 'person') ?? problems.find((each) => each.severity === 'wait');
}

function tellSome(texts: readonly string[]): string[] {
  const rest = texts.length - NAMED;
  return rest > 0 ? [...texts.slice(0, NAMED), `And ${rest} more.`] : [...texts];
}

function toCondition(object: ASMPvlConfig, saying: Saying, at: number): Condition {
  const before = object.status?.conditions?.find((condition) => condition.type === saying.type);
  const generation = object.metadata.generation;
  return {
    type: saying.type,
    status: saying.status,
    reason: saying.reason,
    message: clip(saying.message, limits.conditionMessage),
    lastTransitionTime:
      before?.status === saying.status ? before.lastTransitionTime : new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
}

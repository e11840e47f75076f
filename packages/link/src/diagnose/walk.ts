/** One channel while it is walked: what there is of it, and what stands in its way. */
import type { LinkPlan } from '../decide/graph.ts';
import type { Balancer, Endpoint, EndpointService, Found } from '../model.ts';
import { type Cause, causeOf, isFor } from './cause.ts';
import type { Check, CheckName, Remedy, Verdict } from './diagnosis.ts';
import type { DiagnosisFacts } from './facts.ts';
import type { Probe } from './probe.ts';
import { byItself, remedyFor } from './remedies.ts';

export interface Walk {
  readonly facts: DiagnosisFacts;
  readonly link: LinkPlan;
  readonly service: EndpointService | undefined;
  readonly endpoint: Endpoint | undefined;
  /** What the endpoint service stands in front of, or is to. */
  readonly balancer: Balancer | undefined;
  readonly region: string;
  readonly cause: Cause | undefined;
  readonly probe: Probe;
  /** Somebody is at it: our operator, with a step or a wait for this link that nothing holds, or whoever is to begin with a young object. */
  readonly mends: boolean;
}

export function walkOf(link: LinkPlan, facts: DiagnosisFacts): Walk {
  const { observation, plan, wish, probes, writer } = facts;
  const nodes = plan.nodes.filter((node) => isFor(node.link, link));
  const under = nodes.some((node) => node.kind === 'wait' || (node.heldUntil ?? 0) <= observation.at);
  return {
    facts,
    link,
    service: link.service,
    endpoint: link.endpoint,
    balancer: balancerOf(link, facts),
    region: observation.controlPlane.ok ? observation.controlPlane.value.region : 'REGION',
    cause: causeOf(link, facts),
    probe: probes.get(link.id) ?? { kind: 'elsewhere', why: 'there is nothing to try yet' },
    mends: (writer === 'ours' && under && !wish.paused) || isYoung(facts),
  };
}

/** An object that nobody has looked at for this long has nobody. */
const NOBODY_MS = 2 * 60_000;

/** Made a moment ago, and not looked at yet. */
export function isYoung({ writer, config, observation }: DiagnosisFacts): boolean {
  return writer === 'nobody' && !(observation.at - Date.parse(config.metadata.creationTimestamp ?? '') > NOBODY_MS);
}

function balancerOf({ channel, clusterIds }: LinkPlan, { observation }: DiagnosisFacts): Balancer | undefined {
  const { clusters, balancers, controlPlane } = observation;
  const value = <T>(found: Found<T> | undefined): T | undefined => (found?.ok ? found.value : undefined);
  const id =
    channel === 'pilot'
      ? value(value(controlPlane)?.pilotBalancer)
      : value(value(clusters.get(clusterIds[0] ?? ''))?.apiServerBalancer);
  return value(balancers.get(id ?? ''));
}

export type Told = Omit<Check, 'check' | 'verdict'>;

export function told(check: CheckName, verdict: Verdict, rest: Told): Check {
  return { check, verdict, ...rest };
}

/** What does not hold, and whether a person has to see to it. */
export function notYet(check: CheckName, { mends }: Walk, { remedy, ...rest }: Told & { remedy: Remedy }): Check {
  if (!mends) return { check, verdict: 'broken', ...rest, remedy };
  return {
    check,
    verdict: 'waiting',
    ...rest,
    remedy: { ...byItself, text: `${byItself.text} If it stays: ${remedy.text}` },
  };
}

/** The cause of a link's not being up, where it belongs to this check. */
export function causeAt(check: CheckName, { cause, facts }: Walk, on: string): Check | undefined {
  if (cause?.check !== check) return undefined;
  const { reason, severity, message, field } = cause.problem;
  return {
    check,
    verdict: severity === 'person' ? 'broken' : 'waiting',
    on: field ?? on,
    reason,
    text: message,
    evidence: [cause.evidence],
    remedy: again(remedyFor(reason, facts.wish.mesh), severity === 'person' && facts.writer === 'ours'),
  };
}

/** The operator looks at what needs a person every five minutes (design §5). */
function again(remedy: Remedy, looked: boolean): Remedy {
  return looked ? { ...remedy, text: `${remedy.text} It is looked at again within five minutes.` } : remedy;
}

/**
 * Walks each channel from what is written to what answers, and stops at the first thing that does not hold. Pure: what was read, planned and tried comes in. The
 * command line and the console ask this function.
 */
import type { LinkPlan } from '../decide/graph.ts';
import type { Problem } from '../model.ts';
import { placeOf } from './cause.ts';
import { checkAnswer, checkTls, fromElsewhere } from './certificate.ts';
import { checkCloudObjects } from './cloud-objects.ts';
import { checkConnection } from './connection.ts';
import { type ChannelDiagnosis, type Check, checkNames, type Diagnosis, stops, worst } from './diagnosis.ts';
import type { DiagnosisFacts } from './facts.ts';
import { checkObject, checkWhole } from './object.ts';
import { remedyFor } from './remedies.ts';
import { checkSecurityGroup } from './security-group.ts';
import { type Walk, walkOf } from './walk.ts';
import { checkDns, checkTcp, type Tried } from './way.ts';
import { checkZones } from './zones.ts';

/** @param only the clusters that are asked for; all of them when it is empty */
export function diagnose(facts: DiagnosisFacts, only: readonly string[] = []): Diagnosis {
  const { plan, wish } = facts;
  const links = plan.links.filter(({ clusterIds }) => only.length === 0 || clusterIds.some((id) => only.includes(id)));
  const channels = links.map((link) => channelOf(link, facts));
  const general = [checkWhole(facts), ...wholeProblems(facts)];
  return { mesh: wish.mesh, verdict: worst([...general, ...channels]), general, channels };
}

function channelOf(link: LinkPlan, facts: DiagnosisFacts): ChannelDiagnosis {
  const walk = walkOf(link, facts);
  const { probe } = walk;
  const steps = probe.kind === 'tried' ? [...made, ...tried(probe)] : made;
  const found: Check[] = [];
  for (const step of steps) {
    const check = step(walk);
    found.push(check);
    if (stops(check)) break;
  }
  const whole = found.some(stops) || probe.kind === 'tried' ? found : [...found, ...fromElsewhere(walk, probe.why)];
  const rest = checkNames
    .slice(whole.length)
    .map((check): Check => ({ check, verdict: 'behind', on: link.id, text: '' }));
  const { id, channel, clusterIds } = link;
  return { link: id, channel, clusterIds, verdict: worst(whole), checks: [...whole, ...rest] };
}

type Step = (walk: Walk) => Check;

/** What the cloud knows, in the order of `checkNames`. */
const made: readonly Step[] = [checkObject, checkCloudObjects, checkZones, checkConnection, checkSecurityGroup];

/** What only who dials knows. */
function tried(probe: Tried): Step[] {
  return [checkDns, checkTcp, checkTls, checkAnswer].map((step) => (walk: Walk) => step(walk, probe));
}

/** Problems that no channel tells: those of an object without links, and what deserves a look. */
function wholeProblems({ plan, wish }: DiagnosisFacts): Check[] {
  const allUp = plan.links.every(({ up }) => up);
  return plan.problems
    .filter(({ severity, link }) => allUp || link !== undefined || severity === 'warning')
    .map((problem) => ofProblem(problem, wish.mesh, plan.links.length > 0));
}

function ofProblem({ reason, severity, message, field, link }: Problem, mesh: string, up: boolean): Check {
  const verdict = severity === 'warning' || up ? 'warning' : severity === 'person' ? 'broken' : 'waiting';
  return {
    check: placeOf(reason),
    verdict,
    on: field ?? link ?? `mesh ${mesh}`,
    reason,
    text: message,
    remedy: remedyFor(reason, mesh),
  };
}

/** Takes away by the same decisions as the operator, with nothing wished. */
import { type Cloud, isCloudError } from '@asm-privatelink/cloud';
import {
  act,
  decide,
  newMemory,
  nextLook,
  type Observation,
  Observer,
  type Plan,
  type StepResult,
  type Watch,
  wishForNothing,
} from '@asm-privatelink/link';
import { pause, sentenceOf, systemClock } from '@asm-privatelink/operator';
import { Failure } from '../failure.ts';

export interface Sweeper {
  /** A line for each object. */
  look(): Promise<string[]>;
  /**
   * Resolves when nothing is left.
   * @throws Failure naming what keeps the rest from being deleted
   */
  remove(tell: (line: string) => void): Promise<void>;
}

const REST_MS = 10_000;
/** Looks in a row that may fail by themselves before the cloud counts as unreachable. */
const PATIENCE = 10;

export function createSweeper(cloud: Cloud, mesh: string, signal: AbortSignal): Sweeper {
  const memory = newMemory();
  const clock = systemClock();
  const now = () => clock.now();
  // Of the control plane only the key matters: what is taken away is found by its tags.
  const source = { kind: 'given', mesh, region: cloud.region, vpcId: '', pilotLoadBalancerId: '' } as const;
  const observer = new Observer({ cloud, source, memory, now });
  const wish = wishForNothing(mesh);
  let watch: Watch = new Map();

  async function pass(tell: (line: string) => void): Promise<{ plan: Plan; results: StepResult[]; againInMs: number }> {
    const observation = await observer.observe(wish, watch, signal);
    const plan = decide(wish, observation);
    const allowed = () => !signal.aborted;
    const results = await act(plan, { cloud, memory, now, random: Math.random, signal, allowed });
    const next = nextLook(plan, results, observation, now(), REST_MS);
    watch = next.watch;
    for (const { step, outcome } of results) if (outcome.ok) tell(sentenceOf(step, ''));
    return { plan, results, againInMs: next.againInMs };
  }

  return {
    look: async () => linesOf(await observer.observe(wish, watch, signal)),
    async remove(tell) {
      let failures = 0;
      while (!signal.aborted) {
        try {
          const { plan, results, againInMs } = await pass(tell);
          failures = 0;
          if (plan.finished) return;
          if (results.length === 0) refuseIfStuck(plan, now());
          await pause(clock, againInMs, signal);
        } catch (error) {
          const passes = isCloudError(error) && (error.kind === 'retry' || error.kind === 'throttled');
          failures += 1;
          if (!passes || failures > PATIENCE) throw error;
          await pause(clock, error.retryAfterMs ?? REST_MS, signal);
        }
      }
    },
  };
}

interface Ours {
  readonly id: string;
  readonly role: string;
  readonly owner: string;
  readonly adopted?: true;
}

/** Sorted, for the cloud lists in no order that says anything. */
function linesOf({ services, endpoints, groups }: Observation): string[] {
  const lines = (kind: string, objects: readonly Ours[]) =>
    objects
      .toSorted((a, b) => a.role.localeCompare(b.role) || a.owner.localeCompare(b.owner) || a.id.localeCompare(b.id))
      .map(({ id, role, owner, adopted }) => {
        const of = owner === '' ? '' : ` of ${owner}`;
        return `${kind} ${id}  ${role}${of}${adopted ? '  (adopted: it stays, without our tags)' : ''}`;
      });
  return [...lines('endpoint', endpoints), ...lines('endpoint service', services), ...lines('security group', groups)];
}

/** Nothing is under way, and what is left needs a person. */
function refuseIfStuck({ nodes, problems }: Plan, at: number): void {
  const busy = nodes.some(
    (node) => node.after.length === 0 && (node.kind === 'step' ? (node.heldUntil ?? 0) <= at : !node.person),
  );
  const persons = [...new Set(problems.filter((each) => each.severity === 'person').map(({ message }) => message))];
  if (busy || persons.length === 0) return;
  throw new Failure({
    code: problems.find((each) => each.severity === 'person')?.reason ?? 'DeletionBlocked',
    what: 'not everything could be removed',
    where: persons.join('\n'),
    now: 'Do what is said above, then run it again: it goes on where it stopped.',
    exit: 'unhealthy',
  });
}

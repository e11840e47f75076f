/**
 * The control plane of a mesh as an agent: keeps looking at its members' API servers, from its own VPC, and says what it finds.
 *
 * The references do not say how often the product looks, nor what a member is called whose API server was reached before and is
 * not any more (§B.2): here it looks again every few seconds, and such a member is `starting` again, with the reason.
 */
import type { Clock } from '../clock.ts';
import { DialError } from './errors.ts';
import type { Network } from './network.ts';
import type { Path } from './paths.ts';
import { type ProbeResult, probeApiServer } from './probe.ts';

/** When the control plane looks, in milliseconds of its clock. */
export const meshTiming = {
  /** One look takes at most this long. */
  timeoutMs: 5_000,
  /** Between two looks at a member that was not reached. */
  startingMs: 2_000,
  /** Between two looks at a member that was reached. */
  runningMs: 10_000,
} as const;

export interface MemberSight {
  readonly state: 'starting' | 'running';
  /** Why it is not running; empty when it is. */
  readonly message: string;
}

/** What is known of the way to a member. A change of it is looked at at once. */
export interface MemberFacts {
  readonly path: Path;
  /** The cluster's authority, PEM. */
  readonly ca: string;
  /** What its API server serves: changes with names and restarts. */
  readonly serves: string;
}

/** Looks at one member, again and again, until closed. */
export class MemberWatch {
  readonly #network: Network;
  readonly #clock: Clock;
  readonly #report: (sight: MemberSight) => void;
  #facts: MemberFacts | undefined;
  #look: AbortController | undefined;
  #cancelNext = () => {};

  constructor(network: Network, clock: Clock, report: (sight: MemberSight) => void) {
    this.#network = network;
    this.#clock = clock;
    this.#report = report;
  }

  /** Takes note of what is known now; looks at once if it has changed. */
  update(facts: MemberFacts): void {
    if (JSON.stringify(facts) === JSON.stringify(this.#facts)) return;
    this.#facts = facts;
    this.#start();
  }

  close(): void {
    this.#facts = undefined;
    this.#stop();
  }

  #stop(): void {
    this.#cancelNext();
    this.#look?.abort();
    this.#look = undefined;
  }

  #start(): void {
    this.#stop();
    const facts = this.#facts;
    if (!facts) return;
    if (!facts.path.ok) {
      // Nothing to dial: only a change of the facts can help.
      this.#report({ state: 'starting', message: facts.path.message });
      return;
    }
    const look = new AbortController();
    this.#look = look;
    void lookOnce(this.#network, this.#clock, facts.path, facts.ca, look.signal).then((result) => {
      if (look !== this.#look || !result) return;
      this.#report(result.ok ? { state: 'running', message: '' } : { state: 'starting', message: result.message });
      // The report may have led to new facts, and those to another look.
      if (look !== this.#look) return;
      const waitMs = result.ok ? meshTiming.runningMs : meshTiming.startingMs;
      this.#cancelNext = this.#clock.schedule(waitMs, () => this.#start());
    });
  }
}

/** The result of one look; undefined when it was given up. */
async function lookOnce(
  network: Network,
  clock: Clock,
  { fromVpc, host, port }: Path & { ok: true },
  ca: string,
  signal: AbortSignal,
): Promise<ProbeResult | undefined> {
  const { timeoutMs } = meshTiming;
  try {
    return await probeApiServer({ network, clock, fromVpc, host, port, ca, timeoutMs, signal });
  } catch (error) {
    if (error instanceof DialError && error.code === 'ECANCELED') return undefined;
    return { ok: false, reason: 'BadAnswer', message: error instanceof Error ? error.message : String(error) };
  }
}

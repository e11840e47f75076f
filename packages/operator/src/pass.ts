/** What the loop asks of a reconcile, and what it gets back. */
import type { ASMPvlConfig, ASMPvlConfigStatus } from '@asm-privatelink/api';

/** One look at one object. */
export interface Pass {
  /** As the API server had it when the pass began. */
  readonly object: ASMPvlConfig;
  /**
   * Whether anything may be changed, in the cloud or elsewhere, now. Read it again before every write: it turns false the moment the
   * lease can no longer be trusted. Always false for a companion and while the object is paused.
   */
  readonly leader: boolean;
  /** Another one than in the pass before: somebody else may have led in between, and nothing that was read before is sure. */
  readonly term?: unknown;
  /** A person asked that nothing be changed; what is there is still to be reported, with the reason Paused. */
  readonly paused: boolean;
  /** Aborted when the operator stops or loses its lease. */
  readonly signal: AbortSignal;
}

export interface OutcomeEvent {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** What the event is about, such as a link or an object of the cloud: the same key, reason and message is the same event again. */
  key: string;
}

export interface Outcome {
  /** Written if it differs from the object's: one merge patch of the status subresource, at most one a second. */
  status?: ASMPvlConfigStatus;
  events: OutcomeEvent[];
  /** Look again then, at the latest. */
  againInMs: number;
  /** Deletion only: nothing of ours is left, the finalizer may go. */
  finished: boolean;
}

export type Reconcile = (pass: Pass) => Promise<Outcome>;

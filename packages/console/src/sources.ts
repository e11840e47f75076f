/** What the console shows comes through these: who composes the program fills them. All of it is read-only towards cloud and cluster. */
import type { ASMPvlConfig } from '@asm-privatelink/api';
import type { Source } from '@asm-privatelink/link';
import type { SanData } from './answers/certificates.ts';
import type { CheckData } from './answers/check.ts';
import type { DiagnosisData } from './answers/diagnosis.ts';
import type { PlanData } from './answers/plan.ts';
import type { Inspection } from './inspection.ts';
import type { ReadCloud } from './reads.ts';

/** An event of Kubernetes that is about the object. */
export interface ObjectEvent {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  /** When it was last seen, as the API server writes it; empty where it does not say. */
  readonly at: string;
}

/** The object as it is now, undefined while there is none; or why that is not known. */
export type Seen = { readonly config: ASMPvlConfig | undefined } | { readonly problem: Explained };

/** An error in words for a person. */
export interface Explained {
  readonly code: string;
  readonly what: string;
  readonly now: string;
}

export interface Sources {
  /** Of the program. */
  readonly version: string;
  readonly source: Source;
  /** The region of the mesh. */
  readonly region: string;
  /** The cloud in a region. */
  cloud(region: string): ReadCloud;
  /** The ASMPvlConfig now and at each change, until the signal is aborted. Does not end before that, whatever fails. */
  follow(signal: AbortSignal): AsyncIterable<Seen>;
  events(signal: AbortSignal): Promise<readonly ObjectEvent[]>;
  /** What is still to be done; undefined while there is no object. */
  plan(signal: AbortSignal): Promise<PlanData | undefined>;
  /** Each channel, walked; undefined while there is no object. */
  diagnose(signal: AbortSignal): Promise<DiagnosisData | undefined>;
  /** The names in each API server's certificate; undefined while there is no object. */
  certificates(signal: AbortSignal): Promise<SanData | undefined>;
  /** What is wrong with a manifest, by itself and in the world as it is. */
  check(manifest: string, signal: AbortSignal): Promise<CheckData>;
  /** With the emulated cloud: what is behind it. */
  readonly inspection: Inspection | undefined;
  /** @throws the error itself, when it is none that a person can do something about */
  explain(error: unknown): Explained;
}

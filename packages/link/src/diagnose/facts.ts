/** Everything that a diagnosis is made of. */
import type { ASMPvlConfig } from '@asm-privatelink/api';
import type { Plan } from '../decide/graph.ts';
import type { GroupRule, Observation, Problem } from '../model.ts';
import type { Wish } from '../wish.ts';
import type { Probe } from './probe.ts';

export interface DiagnosisFacts {
  /** The object as it is in the API server. */
  readonly config: ASMPvlConfig;
  /** Who writes its status: our operator, the controller of that name, or nobody as yet. */
  readonly writer: 'ours' | 'nobody' | { readonly other: string };
  readonly wish: Wish;
  readonly observation: Observation;
  readonly plan: Plan;
  /** What the cloud said when asked whether it would take a step of the plan, by the step's id: a problem, or nothing against it. */
  readonly answers: ReadonlyMap<string, Problem | 'passes'>;
  /** Inbound rules of the groups that the endpoints stand in, by the group's id. */
  readonly rules: ReadonlyMap<string, readonly GroupRule[]>;
  /** The addresses of each endpoint, by its id. */
  readonly addresses: ReadonlyMap<string, readonly string[]>;
  /** Why each cluster cannot be added to the mesh, by its id: the list of clusters tells (product-behaviour §B.1). */
  readonly forbidden: ReadonlyMap<string, { readonly flag: number; readonly info: string }>;
  /** What came of trying each link's way, by its id. */
  readonly probes: ReadonlyMap<string, Probe>;
}

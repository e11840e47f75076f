/** For tests of the server and the pages: a mesh of any size in place of a cloud and a cluster, whose object changes when the test says so. */
import type { ASMPvlConfig } from '@asm-privatelink/api';
import type { ReadCloud } from '../reads.ts';
import type { Seen, Sources } from '../sources.ts';

export interface StandIn extends Sources {
  /** Shows the object as it is from now on. */
  show(config: ASMPvlConfig): void;
}

/** @param answers what the cloud answers, by action; whatever is not there it answers with nothing */
export function standInSources(answers: Readonly<Record<string, object>> = {}): StandIn {
  let latest: Seen | undefined;
  let wake = (): void => {};
  const call = async (name: string) => ({ ...empty, ...answers[name] });
  // Answers are looked up by name; which type belongs to which is the test's business.
  const cloud = { region: 'cn-hangzhou', call } as unknown as ReadCloud;
  return {
    version: '0.0.0',
    source: { kind: 'given', mesh: 'm1', region: 'cn-hangzhou', vpcId: 'vpc-asm', pilotLoadBalancerId: 'lb-pilot' },
    region: 'cn-hangzhou',
    cloud: () => cloud,
    async *follow(signal) {
      signal.addEventListener('abort', () => wake(), { once: true });
      while (!signal.aborted) {
        const next = latest;
        latest = undefined;
        if (next !== undefined) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    events: async () => [],
    plan: async () => undefined,
    diagnose: async () => undefined,
    certificates: async () => undefined,
    check: async (manifest) => ({ file: manifest, pass: 0, warn: 0, fail: 0, unknown: 0, items: [] }),
    inspection: undefined,
    explain: (error) => ({ code: 'Failed', what: error instanceof Error ? error.message : String(error), now: '' }),
    show(config) {
      latest = { config };
      wake();
    },
  };
}

/** Every list that is read, without items. */
const empty = {
  Services: [],
  Endpoints: [],
  Connections: [],
  Resources: [],
  Users: [],
  Zones: [],
  SecurityGroups: [],
  Vpcs: [],
  VSwitches: [],
  LoadBalancers: [],
  Listeners: [],
  Clusters: [],
  ServiceMeshes: [],
};

import { conditionTypes, limits } from '@asm-privatelink/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownerOf } from '../owner.ts';
import { report } from '../report/report.ts';
import { anyWorld } from '../testing/arbitrary.ts';
import { builtWorld, type World } from '../testing/world.ts';
import { decide } from './decide.ts';
import { type Plan, ranks, type Step } from './graph.ts';

const RUNS = { numRuns: 1_000 };

function planOf(world: World): Plan {
  return decide(world.wish, world.observation);
}

function steps(plan: Plan): Step[] {
  return plan.nodes.filter((node): node is Step => node.kind === 'step');
}

/** The ids of existing objects that a step names. */
function touched({ request }: Step): string[] {
  return Object.values(request).filter(
    (value): value is string => typeof value === 'string' && /^(ep|epsrv|sg)-/.test(value),
  );
}

/** The nodes that must be done before something is deleted, if they are in the plan: its zones, or the endpoints on it. */
function dependants({ observation: { endpoints } }: World, { action, deletes }: Step): string[] {
  if (action === 'DeleteVpcEndpointService') {
    return endpoints.filter((each) => each.serviceId === deletes).map((each) => `delete ${each.id}`);
  }
  if (action !== 'DeleteVpcEndpoint') return [];
  const zones = endpoints.find((each) => each.id === deletes)?.zones ?? [];
  return zones.map((zone) => `wait ${zone.zoneId} of ${deletes} gone`);
}

describe('in any world', () => {
  it('every id is one of its own, every predecessor exists, and ranks put each node after its predecessors', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { nodes } = planOf(world);
        const ids = nodes.map((node) => node.id);
        expect(ids).toEqual([...new Set(ids)]);
        const layers = ranks(nodes);
        expect(layers.flat()).toHaveLength(nodes.length);
        const rank = new Map(layers.flatMap((layer, index) => layer.map((node) => [node.id, index] as const)));
        for (const node of nodes) {
          for (const before of node.after) {
            expect(rank.get(before), `${node.id} after ${before}`).toBeLessThan(rank.get(node.id) ?? -1);
          }
        }
      }),
      RUNS,
    );
  });

  it('the same world has the same plan, and deciding changes nothing', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const before = structuredClone(world.observation);
        const plan = planOf(world);
        expect(world.observation).toEqual(before);
        expect(planOf(world)).toEqual(plan);
      }),
      { numRuns: 200 },
    );
  });

  it('only objects that bear our tags are touched', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { services, endpoints, groups, memory } = world.observation;
        const ours = new Set([...services, ...endpoints, ...groups].map(({ id }) => id));
        // What a create has just answered is ours before a list shows it; the service that an endpoint of ours is on is asked to accept it.
        for (const { id } of memory.created.values()) ours.add(id);
        for (const { serviceId } of endpoints) ours.add(serviceId);
        const all = steps(planOf(world));
        // What a person gave us is never deleted, and what does not bear our tags is tagged at most.
        const adopted = [...services, ...endpoints].filter((each) => each.adopted).map(({ id }) => id);
        expect(all.flatMap((step) => step.deletes ?? []).filter((id) => adopted.includes(id))).toEqual([]);
        const listed = [...services, ...endpoints, ...groups].map(({ id }) => id);
        expect(all.flatMap(touched).filter((id) => !ours.has(id))).toEqual([]);
        expect(all.flatMap((step) => step.deletes ?? []).filter((id) => !listed.includes(id))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('what is deleted is deleted after what depends on it', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const plan = planOf(world);
        const byId = new Map(plan.nodes.map((node) => [node.id, node]));
        const before = (id: string): Set<string> => {
          const all = new Set<string>();
          const visit = (each: string) => {
            for (const next of byId.get(each)?.after ?? []) if (!all.has(next) && all.add(next)) visit(next);
          };
          visit(id);
          return all;
        };
        const early = steps(plan).flatMap((step) => {
          const wanted = dependants(world, step).filter((id) => byId.has(id));
          return wanted.filter((id) => !before(step.id).has(id)).map((id) => `${step.id} before ${id}`);
        });
        expect(early).toEqual([]);
      }),
      RUNS,
    );
  });

  it('a wish for nothing only takes away, and without the control plane nothing changes', () => {
    const takesAway = /^(Remove|Detach|Delete|Disable|Untag)/;
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { nodes } = planOf(world);
        const makes = nodes.filter(
          (node) => node.kind === 'step' && !takesAway.test(node.action) && node.claims === undefined,
        );
        expect(world.wish.deleting ? makes : []).toEqual([]);
        expect(world.wish.deleting || world.observation.controlPlane.ok ? [] : nodes).toEqual([]);
      }),
      RUNS,
    );
  });

  it('the deletion is finished exactly when nothing is wished, left or just made', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { services, endpoints, groups, untagged, memory, at } = world.observation;
        const left = services.length + endpoints.length + groups.length > 0;
        const made = [...memory.created.values()].some((created) => at - created.at <= 30_000);
        const lost = [...untagged.services, ...untagged.endpoints].some(({ id }) => !world.wish.adopt.has(id));
        const other = ownerOf(world.wish, world.observation).other === true;
        expect(planOf(world).finished).toBe(world.wish.deleting && (other || !(left || made || lost)));
      }),
      RUNS,
    );
  });
});

describe('in a world as wished', () => {
  it('nothing is left to do, however many clusters share however many VPCs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (clusters, vpcs) => {
        const world = builtWorld({ clusters, vpcOf: (n) => `vpc-ack${n % vpcs}` });
        const plan = planOf(world);
        expect(plan).toMatchObject({ nodes: [], problems: [], finished: false });
        expect(plan.links.every((link) => link.up && link.problems.length === 0)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('what is said of any world', () => {
  const statusOf = (world: World) => report(world.object, world.wish, world.observation, planOf(world));

  it('keeps the bounds of the schema', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const status = statusOf(world);
        const rows = [...(status.clusters ?? []), ...(status.pilot?.clusters ?? [])];
        for (const row of rows) {
          expect(row.message?.length ?? 0).toBeLessThanOrEqual(limits.rowMessage);
          expect(row.zones?.length ?? 0).toBeLessThanOrEqual(limits.vSwitches);
        }
        expect(status.conditions?.length).toBeLessThanOrEqual(limits.conditions);
      }),
      { numRuns: 300 },
    );
  });

  it('never contradicts itself', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const status = statusOf(world);
        const is = (type: string) =>
          status.conditions?.some((each) => each.type === type && each.status === 'True') ?? false;
        const types = status.conditions?.map((each) => each.type) ?? [];
        expect(types).toEqual([...new Set(types)]);
        expect(is(conditionTypes.ready)).toBe(status.status === 'Available');
        expect(is(conditionTypes.stalled) && (is(conditionTypes.reconciling) || is(conditionTypes.ready))).toBe(false);
        const moving = is(conditionTypes.stalled) || is(conditionTypes.reconciling);
        expect(moving || status.status === 'Available').toBe(true);
        const lengths = (status.conditions ?? []).map((each) => each.message?.length ?? 0);
        expect(Math.max(...lengths)).toBeLessThanOrEqual(limits.conditionMessage);
      }),
      RUNS,
    );
  });
});

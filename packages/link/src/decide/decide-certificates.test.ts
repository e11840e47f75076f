import { describe, expect, it } from 'vitest';
import type { CertificateTask, Cluster, Problem } from '../model.ts';
import { builtWorld, NOW, type World } from '../testing/world.ts';
import { decide } from './decide.ts';

const domain = (world: World, id: string) =>
  world.observation.endpoints.find(({ role, owner }) => role === 'api-server-endpoint' && owner === id)?.domain ?? '';

/** Three clusters, managed; each may be changed. */
function managed(change: (id: string, world: World) => Partial<Cluster> = () => ({})): World {
  const world = builtWorld({ clusters: 3 });
  const clusters = new Map(
    [...world.observation.clusters].map(([id, found]) => [
      id,
      found.ok ? { ok: true as const, value: { ...found.value, certificateNames: [], ...change(id, world) } } : found,
    ]),
  );
  return { ...world, wish: { ...world.wish, certificates: 'manage' }, observation: { ...world.observation, clusters } };
}

function told(world: World) {
  const { nodes, certificates, problems } = decide(world.wish, world.observation);
  return {
    states: certificates.map(({ state }) => state),
    nodes: nodes.map(
      ({ id, after }) => `${shown(id)}${after.length === 0 ? '' : ` after ${after.map(shown).join(', ')}`}`,
    ),
    problems: problems.filter(({ link }) => link?.startsWith('certificate/')),
  };
  function shown(id: string): string {
    return ['c1', 'c2', 'c3'].reduce((text, each) => text.replaceAll(domain(world, each), `NAME-${each}`), id);
  }
}

const task = (more: Partial<CertificateTask> = {}): CertificateTask => ({
  id: 'T-1',
  domain: '',
  at: NOW - 1_000,
  ...more,
});
const named = (id: string, world: World) => ({ certificateNames: ['other', domain(world, id)] });

describe('the names of certificates', () => {
  it('are added one cluster after the other', () => {
    expect(told(managed())).toEqual({
      states: ['missing', 'missing', 'missing'],
      nodes: [
        'add NAME-c1 to c1',
        'wait for add NAME-c1 to c1 after add NAME-c1 to c1',
        'add NAME-c2 to c2 after wait for add NAME-c1 to c1',
        'wait for add NAME-c2 to c2 after add NAME-c2 to c2',
        'add NAME-c3 to c3 after wait for add NAME-c2 to c2',
        'wait for add NAME-c3 to c3 after add NAME-c3 to c3',
      ],
      problems: [],
    });
  });

  it('are only told while they are not managed', () => {
    const world = managed();
    const reported = { ...world, wish: { ...world.wish, certificates: 'report' as const } };
    expect(told(reported)).toEqual({ states: ['missing', 'missing', 'missing'], nodes: [], problems: [] });
  });

  it.each<[string, (id: string, world: World) => Partial<Cluster>, string[], string[]]>([
    ['is there', named, ['present', 'present', 'present'], []],
    [
      'is covered by a wildcard',
      (id, world) => ({ certificateNames: [domain(world, id).replace(/^[^.]+/, '*')] }),
      ['present', 'present', 'present'],
      [],
    ],
    [
      'cannot be taken by the type',
      (id, world) => (id === 'c2' ? { type: 'Kubernetes' } : named(id, world)),
      ['present', 'unsupported', 'present'],
      [],
    ],
    [
      'waits for a cluster that does not run, and the next goes on',
      (id, world) => (id === 'c3' ? {} : id === 'c2' ? { state: 'updating' } : named(id, world)),
      ['present', 'missing', 'missing'],
      ['add NAME-c3 to c3', 'wait for add NAME-c3 to c3 after add NAME-c3 to c3'],
    ],
  ])('one that %s', (_, change, states, nodes) => {
    expect(told(managed(change))).toMatchObject({ states, nodes });
  });

  it('stand behind the task that goes on, for as long as it may take', () => {
    const world = managed();
    world.observation.memory.certificateTasks.set('c2', task({ domain: domain(world, 'c2') }));
    expect(told(world)).toMatchObject({
      states: ['missing', 'changing', 'missing'],
      nodes: [
        'wait for task T-1',
        'add NAME-c1 to c1 after wait for task T-1',
        expect.any(String),
        'add NAME-c3 to c3 after wait for add NAME-c1 to c1',
        expect.any(String),
      ],
    });
    world.observation.memory.certificateTasks.set('c2', task({ domain: domain(world, 'c2'), at: NOW - 61 * 60_000 }));
    const late = told(world);
    expect(late.nodes.slice(0, 2)).toEqual(['wait for task T-1', 'add NAME-c1 to c1']);
    expect(late.problems).toMatchObject([{ reason: 'TakingTooLong', link: 'certificate/c2' }]);
  });

  it('stand behind an API server that the mesh has not found again, for a while', () => {
    const world = managed((id, at) => (id === 'c1' ? named(id, at) : {}));
    const members = new Map(world.observation.members).set('c1', { clusterId: 'c1', state: 'starting', message: '' });
    const after = { ...world, observation: { ...world.observation, members } };
    const { since } = after.observation.memory;
    since.set('c1/member', { state: 'starting', at: NOW - 60_000 });
    expect(told(after).nodes.slice(0, 2)).toEqual([
      'wait for c1 to be back',
      'add NAME-c2 to c2 after wait for c1 to be back',
    ]);
    since.set('c1/member', { state: 'starting', at: NOW - 6 * 60_000 });
    expect(told(after).nodes[0]).toBe('add NAME-c2 to c2');
  });

  it('whose task failed are told, and tried again after five minutes', () => {
    const world = managed((id, at) => (id === 'c1' ? {} : named(id, at)));
    const problem: Problem = { reason: 'CloudRefused', severity: 'person', message: 'it failed' };
    const { certificateTasks } = world.observation.memory;
    certificateTasks.set('c1', task({ domain: domain(world, 'c1'), endedAt: NOW - 60_000, problem }));
    expect(told(world)).toMatchObject({
      states: ['failed', 'present', 'present'],
      nodes: [],
      problems: [{ message: 'it failed' }],
    });
    certificateTasks.set('c1', task({ domain: domain(world, 'c1'), endedAt: NOW - 6 * 60_000, problem }));
    expect(told(world).nodes[0]).toBe('add NAME-c1 to c1');
  });

  it('of a domain that is not any more tell nothing of the new one', () => {
    const world = managed((id, at) => (id === 'c1' ? {} : named(id, at)));
    world.observation.memory.certificateTasks.set('c1', task({ domain: 'ep-old.example' }));
    expect(told(world)).toMatchObject({ states: ['missing', 'present', 'present'] });
  });
});

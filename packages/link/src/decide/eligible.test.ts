import { describe, expect, it } from 'vitest';
import type { Cluster, Observation } from '../model.ts';
import { cluster, freshWorld } from '../testing/world.ts';
import { candidate } from './eligible.ts';

const FIELD = 'spec.ackVpcEndpoint[0].clusterId';

function problemsOf(fields: Partial<Cluster>, change: Partial<Observation> = {}) {
  const { wish, observation } = freshWorld();
  const [wished] = wish.clusters;
  const { controlPlane } = observation;
  if (wished === undefined || !controlPlane.ok) throw new Error('not the world of this test');
  const clusters: Observation['clusters'] = new Map([['c1', { ok: true, value: cluster(1, 'vpc-ack1', fields) }]]);
  return candidate(wished, controlPlane.value, { ...observation, clusters, ...change }).problems;
}

describe('whether a cluster can be linked', () => {
  it.each(['running', 'updating', 'upgrading', 'scaling', 'draining', 'removing'])('when it is %s, it can', (state) => {
    expect(problemsOf({ state })).toEqual([]);
  });

  it.each([
    [
      'it is in another region',
      { region: 'cn-beijing' },
      {},
      'ClusterWrongRegion',
      'Use a transit router (CEN) for this cluster, and take it out of the list.',
    ],
    [
      "it is in the mesh's own VPC",
      { vpcId: 'vpc-asm' },
      {},
      'ClusterInMeshVpc',
      'it reaches Pilot without PrivateLink. Take it out of the list.',
    ],
    [
      'it is not in this mesh',
      {},
      { members: new Map() },
      'ClusterNotMember',
      'has not been added to mesh m1. Add it there first',
    ],
    ['it does not run', { state: 'initial' }, {}, 'ClusterNotRunning', 'Cluster c1 is initial, not running'],
    ['its state is unknown', { state: '' }, {}, 'ClusterNotRunning', 'Cluster c1 is in no known state'],
  ])('when %s, it cannot, and what to do is said', (_why, fields, change, reason, says) => {
    const problems = problemsOf(fields, change);
    expect(problems).toMatchObject([{ reason, severity: 'person', field: FIELD }]);
    expect(problems[0]?.message).toContain(says);
  });

  it('when the source has no members, being in the spec is enough', () => {
    expect(problemsOf({}, { members: undefined })).toEqual([]);
  });

  it('when it was not read, that passes', () => {
    expect(problemsOf({}, { clusters: new Map() })).toMatchObject([{ reason: 'Pending', severity: 'wait' }]);
  });

  it('when it was not found, its own problem stands at its field', () => {
    const problem = { reason: 'ClusterNotFound', severity: 'person', message: 'no' } as const;
    expect(problemsOf({}, { clusters: new Map([['c1', { ok: false, problem }]]) })).toEqual([
      { ...problem, field: FIELD },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { applied, difference, type Shown, sharing } from './changes.ts';
import { meshWith } from './mesh.fixture.ts';

const shown = (topology = meshWith(3)): Shown => ({ topology, problem: null, object: true });

/** The second cluster's Pilot link breaks. */
function broken({ topology, ...rest }: Shown): Shown {
  const next = structuredClone(topology);
  const pilot = next.clusters[1]?.pilot;
  if (pilot !== undefined) Object.assign(pilot, { health: 'bad', connection: 'Disconnected' });
  return { ...rest, topology: sharing(topology, { ...next, status: 'Degraded' }) };
}

describe('the picture as it goes on', () => {
  it('is told whole to one who knows nothing', () => {
    expect(difference(undefined, shown())).toEqual({ kind: 'whole', ...shown() });
  });

  it('tells one who knows it only the clusters that have changed, and gives the same picture then', () => {
    const [first, next] = [shown(), broken(shown())];
    const shared = broken(first);
    const told = difference(first, shared);
    expect(told).toMatchObject({ kind: 'clusters', status: 'Degraded', clusters: [{ clusterId: 'c2' }] });
    expect(told && applied(first, told)).toEqual(next);
  });

  it('tells nothing when nothing has changed', () => {
    const first = shown();
    expect(difference(first, { ...first, topology: sharing(first.topology, meshWith(3)) })).toBeUndefined();
  });

  it('is told whole again when a cluster comes or goes, or a place becomes known', () => {
    const first = shown();
    expect(difference(first, shown(meshWith(4)))?.kind).toBe('whole');
    expect(difference(first, shown({ ...meshWith(3), pilotBalancer: 'lb-2' }))?.kind).toBe('whole');
  });
});

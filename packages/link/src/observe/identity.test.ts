import { describe, expect, it } from 'vitest';
import { tagsOf } from '../tags.ts';
import { builtWorld, MESH } from '../testing/world.ts';
import { byStatus, byTags } from './identity.ts';

describe('whose an object is', () => {
  it('while managing, its tags say, whatever the status names', () => {
    const identity = byTags(MESH);
    expect(identity.filter).toBeDefined();
    expect(identity.of('ep-c1', [])).toBeUndefined();
    expect(identity.of('ep-x', tagsOf(MESH, { role: 'pilot-endpoint', owner: 'vpc-1', uid: 'u' }))).toMatchObject({
      owner: 'vpc-1',
    });
  });

  it('for a companion, the status says, whatever its tags', () => {
    const identity = byStatus(builtWorld().wish);
    expect(identity.filter).toBeUndefined();
    expect(identity.of('ep-c1', [])).toEqual({ role: 'api-server-endpoint', owner: 'c1', uid: '' });
    expect(identity.of('epsrv-pilot', [])).toEqual({ role: 'pilot-service', owner: '', uid: '' });
    expect(identity.of('ep-vpc-ack1', [], 'vpc-ack1')).toEqual({ role: 'pilot-endpoint', owner: 'vpc-ack1', uid: '' });
    expect(identity.of('ep-x', tagsOf(MESH, { role: 'pilot-endpoint', owner: 'vpc-1', uid: 'u' }))).toBeUndefined();
  });
});

import { roles, tagKeys } from '@asm-privatelink/api';
import { describe, expect, it } from 'vitest';
import { meshFilter, ownershipOf, tagsOf } from './tags.ts';

describe('tags', () => {
  it.each(roles)('when an object of role %s is written and read, it is the same owner', (role) => {
    const ownership = { role, owner: role === 'pilot-service' ? '' : 'x-1', uid: 'u-1' };
    expect(ownershipOf('m1', tagsOf('m1', ownership))).toEqual(ownership);
  });

  it('when the object has no uid, no empty tag is written', () => {
    expect(tagsOf('m1', { role: 'pilot-service', owner: '', uid: '' })).toEqual([
      { Key: tagKeys.mesh, Value: 'm1' },
      { Key: tagKeys.role, Value: 'pilot-service' },
    ]);
  });

  it('a list is narrowed by the mesh alone', () => {
    expect(meshFilter('m1')).toEqual([{ Key: tagKeys.mesh, Value: 'm1' }]);
  });

  const whole = tagsOf('m1', { role: 'api-server-endpoint', owner: 'c1', uid: 'u-1' });
  const foreign: [why: string, tags: typeof whole][] = [
    ['it bears no tags', []],
    ['it is of another mesh', tagsOf('m2', { role: 'api-server-endpoint', owner: 'c1', uid: 'u-1' })],
    [
      'it bears a role that we do not know',
      whole.map((tag) => (tag.Key === tagKeys.role ? { ...tag, Value: 'x' } : tag)),
    ],
    ['it does not say whom it serves', whole.filter((tag) => tag.Key !== tagKeys.cluster)],
    ['it serves nobody', whole.map((tag) => (tag.Key === tagKeys.cluster ? { ...tag, Value: '' } : tag))],
    [
      'its owner stands under the key of another kind',
      whole.map((tag) => (tag.Key === tagKeys.cluster ? { ...tag, Key: tagKeys.vpc } : tag)),
    ],
  ];
  it.each(foreign)('when %s, an object is not ours', (_why, tags) => {
    expect(ownershipOf('m1', tags)).toBeUndefined();
  });

  it("when somebody's own tags stand beside ours, it is still ours", () => {
    expect(ownershipOf('m1', [{ Key: 'team', Value: 'mesh' }, ...whole])).toMatchObject({ owner: 'c1' });
  });
});

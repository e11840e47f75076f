import { describe, expect, it } from 'vitest';
import { parsePath } from './path.ts';

const target = (rest: object) => ({
  type: 'resource',
  group: '',
  version: 'v1',
  namespace: '',
  name: '',
  subresource: '',
  watch: false,
  ...rest,
});

describe('parsePath', () => {
  it.each([
    ['/api/v1/namespaces', target({ plural: 'namespaces' })],
    ['/api/v1/namespaces/n', target({ plural: 'namespaces', name: 'n' })],
    ['/api/v1/namespaces/n/status', target({ plural: 'namespaces', name: 'n', subresource: 'status' })],
    ['/api/v1/namespaces/n/secrets', target({ plural: 'secrets', namespace: 'n' })],
    ['/api/v1/namespaces/n/secrets/s', target({ plural: 'secrets', namespace: 'n', name: 's' })],
    [
      '/apis/g.io/v2/widgets/a/status/',
      target({ group: 'g.io', version: 'v2', plural: 'widgets', name: 'a', subresource: 'status' }),
    ],
    [
      '/apis/g.io/v2/watch/namespaces/n/widgets',
      target({ group: 'g.io', version: 'v2', plural: 'widgets', namespace: 'n', watch: true }),
    ],
    ['/apis/g.io/v2', { type: 'other', path: '/apis/g.io/v2' }],
    ['/openapi/v3/apis/g.io/v2', { type: 'other', path: '/openapi/v3/apis/g.io/v2' }],
    ['/', { type: 'other', path: '/' }],
  ])('%s', (path, expected) => {
    expect(parsePath(path)).toEqual(expected);
  });

  it('decodes what is escaped, and refuses what is badly so', () => {
    expect(parsePath('/api/v1/namespaces/a%2Fb')).toMatchObject({ name: 'a/b' });
    expect(() => parsePath('/api/v1/%zz')).toThrow(URIError);
  });
});

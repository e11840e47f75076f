import { describe, expect, it } from 'vitest';
import { annotations, cloudDescription, cloudName, finalizer, resource, roles, tagKeys } from './names.ts';

describe('names', () => {
  it('when used as finalizer, annotation or label key, has the form Kubernetes asks for', () => {
    for (const key of [finalizer, ...Object.values(annotations), ...Object.values(tagKeys)]) {
      expect(key).toMatch(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\/[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
    }
  });

  it('spells the resource consistently', () => {
    expect(resource.apiVersion).toBe(`${resource.group}/${resource.version}`);
    expect(resource.crd).toBe(`${resource.plural}.${resource.group}`);
    expect(resource.plural).toBe(`${resource.kind.toLowerCase()}s`);
  });

  const ids = ['vpc-bp1ack', 'c'.repeat(300), 'https://x/ü', ''];
  it.each(roles)('when naming a %s, keeps the rules of the cloud whatever the id', (role) => {
    for (const id of ids) {
      expect(cloudName(role, id)).toMatch(/^[A-Za-z][A-Za-z0-9_-]{1,127}$/);
      expect(cloudDescription(role, id, id)).toMatch(/^(?!https?:).{2,256}$/);
    }
  });

  it('names the object that the endpoint serves', () => {
    expect(cloudName('api-server-endpoint', 'cab9ace222210457a83f09fcd42e9f1d7')).toBe(
      'asm-privatelink-api-server-endpoint-cab9ace222210457a83f09fcd42e9f1d7',
    );
    expect(cloudDescription('pilot-endpoint', 'vpc-bp1ack', 'c0ffee')).toBe(
      'Pilot for the clusters in vpc-bp1ack; mesh c0ffee; managed by asm-privatelink',
    );
  });
});

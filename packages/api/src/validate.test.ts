import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { guideManifest, wrongManifests } from './manifests.fixture.ts';
import { problemText } from './problem.ts';
import { isError, parseConfig, validate } from './validate.ts';

describe('validate', () => {
  it.each(wrongManifests)('when $when, names the field and the remedy', ({ manifest, problems }) => {
    expect(validate(manifest).map((problem) => `${problem.reason} ${problemText(problem)}`)).toEqual(problems);
  });

  it.each(wrongManifests)('when $when, yields an object exactly if servers take it', ({ manifest, v1_20, v1_36 }) => {
    expect(parseConfig(manifest).config === undefined ? 'refused' : 'accepted').toBe(
      v1_20 === 'accepted' && v1_36 === 'accepted' ? 'accepted' : 'refused',
    );
  });

  it.each([
    ['null', null, ': must be an object of kind ASMPvlConfig, but is of type null'],
    ['a list', [guideManifest], ': must be an object of kind ASMPvlConfig, but is of type array'],
    ['another version', { ...guideManifest, apiVersion: 'v1' }, 'apiVersion: must be istio.alibabacloud.com/v1beta1'],
    ['another kind', { ...guideManifest, kind: 'IstioGateway', spec: {} }, 'kind: must be ASMPvlConfig'],
    ['metadata that is a list', { ...guideManifest, metadata: [] }, 'metadata: must be an object, but is an array'],
    [
      'an annotation that is no string',
      { ...guideManifest, metadata: { name: 'default', annotations: { 'asm-privatelink.io/keep': true } } },
      'metadata.annotations[asm-privatelink.io/keep]: must be a string, but is a boolean',
    ],
  ])('when given %s, says so', (_, value, text) => {
    expect(validate(value).map(({ path, message }) => `${path}: ${message}`)).toContain(text);
  });

  it('when a field is wrong, tells what stands there', () => {
    expect(validate({ ...guideManifest, metadata: { name: 'other' } })).toMatchObject([
      { path: 'metadata.name', reason: 'InvalidName', value: 'other' },
    ]);
  });

  it('when given any JSON at all in any place, neither throws nor hangs', () => {
    const anything = fc.jsonValue();
    const manifests = fc.oneof(
      anything,
      fc.record({ ackVpcEndpoint: anything, asmVpcEndpoint: anything }).map((spec) => ({ ...guideManifest, spec })),
      fc.record({ metadata: anything, spec: anything }).map((parts) => ({ ...guideManifest, ...parts })),
    );
    fc.assert(
      fc.property(manifests, (manifest) => {
        expect(parseConfig(manifest)).toEqual({ problems: expect.arrayContaining([expect.anything()]) });
      }),
      { seed: 2026 },
    );
  });

  it('when a name is made to break its reader, refuses it like any other', () => {
    const name = { toString: 1, valueOf: 1 };
    expect(validate({ ...guideManifest, metadata: { name } })).toMatchObject([{ path: 'metadata.name' }]);
  });
});

describe('isError', () => {
  it('tells what somebody has to mend from what only deserves a look', () => {
    const errors = wrongManifests.filter(({ manifest }) => validate(manifest).some(isError));
    expect(wrongManifests.filter((wrong) => !errors.includes(wrong)).map(({ when }) => when)).toEqual([
      'a vSwitch stands twice',
    ]);
  });
});

describe('parseConfig', () => {
  it("takes the guide's file without a word, and gives it back", () => {
    expect(parseConfig(guideManifest)).toEqual({ config: guideManifest, problems: [] });
  });

  it('takes as many clusters and vSwitches as the limits allow', () => {
    const vSwitches = Array.from({ length: limits.vSwitches }, (_, index) => ({
      vSwitchId: `vsw-${index}`,
      zoneId: 'cn-hangzhou-j',
    }));
    const ackVpcEndpoint = Array.from({ length: limits.clusters }, (_, index) => ({
      clusterId: `c${index}`,
      vSwitches,
    }));
    expect(validate({ ...guideManifest, spec: { ackVpcEndpoint, asmVpcEndpoint: { vSwitches } } })).toEqual([]);
  });

  it('when metadata holds nulls, takes them for nothing', () => {
    const metadata = { name: 'default', annotations: null };
    expect(parseConfig({ ...guideManifest, metadata }).config?.metadata).toEqual({ name: 'default' });
  });

  it('reads a status, and when it is not of our shape, leaves it out without a word', () => {
    const status = { status: 'Available', clusters: [{ clusterId: 'c1', pvlEndpoint: { id: 'ep-1' } }] };
    expect(parseConfig({ ...guideManifest, status }).config?.status).toEqual(status);
    expect(parseConfig({ ...guideManifest, status: { clusters: 'none' } })).toEqual({
      config: guideManifest,
      problems: [],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { parseManifest } from './read.ts';

const manifest = `# an ASMPvlConfig
apiVersion: istio.alibabacloud.com/v1beta1
kind: ASMPvlConfig
metadata:
  name: default
spec:
  ackVpcEndpoint:
    - clusterId: c1
      vSwitches:
        - vSwitchId: vsw-1
          zoneId: cn-hangzhou-j
  asmVpcEndpoint:
    vSwitches:
`;

function refusal(text: string): Failure {
  try {
    parseManifest(text, 'f.yaml');
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a manifest', () => {
  it.each([
    ['the value of a field', 'spec.ackVpcEndpoint[0].vSwitches[0].zoneId', { line: 11, column: 19 }],
    ['an item of a list', 'spec.ackVpcEndpoint[0]', { line: 8, column: 7 }],
    ['the name of a field that has no value', 'spec.asmVpcEndpoint.vSwitches', { line: 13, column: 5 }],
    ['the parent of a field that is missing', 'spec.ackVpcEndpoint[0].vSwitches[0].other', { line: 10, column: 11 }],
    ['the whole for what is nowhere', 'status', { line: 2, column: 1 }],
  ])('knows where %s stands', (_, field, position) => {
    expect(parseManifest(manifest, 'f.yaml').at(field)).toEqual(position);
  });

  it.each([
    ['of several documents the one', `kind: Secret\n---\n${manifest}`],
    ['one with empty documents around it', `---\n${manifest}\n---\n`],
    ['JSON', JSON.stringify({ kind: 'ASMPvlConfig' })],
  ])('is read as %s', (_, text) => {
    expect(parseManifest(text, 'f.yaml').value).toMatchObject({ kind: 'ASMPvlConfig' });
  });

  it.each([
    ['no YAML', 'a: [', 'f.yaml:1:'],
    ['a key twice', 'a: 1\nb: 2\na: 3\n', 'f.yaml:3:1'],
    ['nothing', '# only a comment\n', 'f.yaml'],
    ['two of the kind', 'kind: ASMPvlConfig\n---\nkind: ASMPvlConfig\n', 'f.yaml'],
  ])('that is %s is refused with its place', (_, text, where) => {
    const failure = refusal(text);
    expect(failure.exitCode).toBe(2);
    expect(failure.where).toContain(where);
  });
});

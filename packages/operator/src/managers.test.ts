import { type ASMPvlConfig, annotations, fieldManager, resource } from '@asm-privatelink/api';
import { describe, expect, it } from 'vitest';
import { otherManager } from './managers.ts';

type Entry = NonNullable<ASMPvlConfig['metadata']['managedFields']>[number];

function object(managedFields: Entry[], takeOver?: string): ASMPvlConfig {
  return {
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    metadata: {
      name: 'default',
      managedFields,
      ...(takeOver === undefined ? {} : { annotations: { [annotations.takeOver]: takeOver } }),
    },
    spec: { ackVpcEndpoint: [], asmVpcEndpoint: { vSwitches: [] } },
  };
}

const writes = (manager: string, ...fields: string[]): Entry => ({
  manager,
  operation: 'Update',
  fieldsV1: Object.fromEntries(fields.map((field) => [field, { 'f:x': {} }])),
});

describe('another manager of the status', () => {
  it.each([
    ['nobody wrote it', object([]), undefined],
    ['we did', object([writes(fieldManager, 'f:status')]), undefined],
    ['somebody wrote the spec only', object([writes('kubectl', 'f:spec', 'f:metadata')]), undefined],
    [
      'somebody wrote it',
      object([writes('kubectl', 'f:spec'), writes('asm-controller', 'f:status')]),
      'asm-controller',
    ],
    ['somebody wrote it beside us', object([writes(fieldManager, 'f:status'), writes('x', 'f:spec', 'f:status')]), 'x'],
    ['somebody owns nothing of it', object([{ manager: 'x', fieldsV1: { 'f:status': {} } }]), undefined],
    ['a person said to take over', object([writes('x', 'f:status')], 'm1'), undefined],
    ['a person named another mesh', object([writes('x', 'f:status')], 'm2'), 'x'],
    ['a person left the annotation empty', object([writes('x', 'f:status')], ''), 'x'],
  ])('when %s', (_what, given, expected) => {
    expect(otherManager(given, 'm1')).toBe(expected);
  });
});

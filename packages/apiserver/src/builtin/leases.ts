import { child, text } from '../meta/object.ts';
import { definitionOf } from '../openapi/definitions.ts';
import { ageColumn, column, nameColumn } from '../output/columns.ts';
import type { Resource } from '../resource.ts';
import { invalid } from '../schema/cause.ts';
import type { JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';
import { builtin } from './resource.ts';

export function leases(): Resource {
  const description =
    definitionOf('io.k8s.api.coordination.v1.LeaseSpec').properties?.['holderIdentity']?.description ?? '';
  return builtin({
    group: 'coordination.k8s.io',
    version: 'v1',
    plural: 'leases',
    kind: 'Lease',
    namespaced: true,
    definition: 'io.k8s.api.coordination.v1.Lease',
    columns: [
      nameColumn(),
      column('Holder', description, (object) => text(child(object, 'spec')['holderIdentity'])),
      ageColumn(),
    ],
    zero: { spec: {} },
    ownMetadata: { standardFinalizers: false, atUpdate: 'change' },
    strategy: { defaults: (object) => ({ spec: {}, ...object }), validate: validateLease },
    unconditionalUpdate: false,
    createOnUpdate: true,
  });
}

function validateLease(object: JsonObject): Cause[] {
  const { leaseDurationSeconds: duration, leaseTransitions: transitions } = child(object, 'spec');
  const causes: Cause[] = [];
  if (typeof duration === 'number' && duration <= 0) {
    causes.push(invalid('spec.leaseDurationSeconds', duration, 'must be greater than 0'));
  }
  if (typeof transitions === 'number' && transitions < 0) {
    causes.push(invalid('spec.leaseTransitions', transitions, 'must to greater or equal than 0'));
  }
  return causes;
}

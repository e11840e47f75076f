import { isLabel1035, isSubdomain } from '../meta/names.ts';
import { array, child, isDeleting, metadataOf, nameOf, objects, text, withMetadata } from '../meta/object.ts';
import type { Strategy } from '../resource.ts';
import { invalid, invalidShown, notSupported, required } from '../schema/cause.ts';
import { goStruct } from '../schema/go-format.ts';
import { equal, isObject, type Json, type JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';
import { validateApproval } from './approval.ts';
import { internalVersions } from './internal-versions.ts';
import { withCondition } from './names.ts';
import { validateEachVersion } from './validate-version.ts';

/** Held on a CustomResourceDefinition being deleted until its instances are gone. */
export const cleanupFinalizer = 'customresourcecleanup.apiextensions.k8s.io';

/** How CustomResourceDefinitions are completed and checked: apiextensions v1. */
export const crdStrategy: Strategy = {
  defaults: (definition) => ({ ...definition, spec: withDefaults(child(definition, 'spec')) }),
  prepareCreate(definition) {
    const storage = objects(child(definition, 'spec')['versions']).find((version) => version['storage'] === true);
    const storedVersions = storage === undefined ? [] : [text(storage['name'])];
    return {
      ...definition,
      status: { conditions: null, acceptedNames: { plural: '', kind: '' }, storedVersions },
    };
  },
  prepareUpdate(definition, before) {
    const spec = child(definition, 'spec');
    const status = child(before, 'status');
    const stored = new Set(array(status['storedVersions']).map(String));
    for (const version of objects(spec['versions'])) if (version['storage'] === true) stored.add(text(version['name']));
    return { ...definition, status: { ...status, storedVersions: [...stored] } };
  },
  validate: (definition) => [...validateDefinition(definition), ...validateApproval(definition, undefined)],
  validateUpdate(definition, before) {
    const causes = validateDefinition(definition, before).filter(({ field }) => field !== 'metadata.name');
    return [...causes, ...immutable(definition, before), ...validateApproval(definition, before)];
  },
  holdDeletion: (definition) =>
    isDeleting(definition) || array(metadataOf(definition)['finalizers']).includes(cleanupFinalizer)
      ? []
      : [cleanupFinalizer],
  prepareDelete(definition) {
    const { finalizers, deletionTimestamp } = metadataOf(definition);
    const marked = withCondition(definition, {
      type: 'Terminating',
      status: 'True',
      lastTransitionTime: deletionTimestamp ?? null,
      reason: 'InstanceDeletionPending',
      message: 'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
    });
    const held = array(finalizers);
    return held.includes(cleanupFinalizer) ? marked : withMetadata(marked, { finalizers: [...held, cleanupFinalizer] });
  },
};

function withDefaults(spec: JsonObject): JsonObject {
  const names = child(spec, 'names');
  const kind = text(names['kind']);
  const completed: JsonObject = { ...names };
  if (kind !== '' && text(names['singular']) === '') completed['singular'] = kind.toLowerCase();
  if (kind !== '' && text(names['listKind']) === '') completed['listKind'] = `${kind}List`;
  const conversion = isObject(spec['conversion']) ? spec['conversion'] : { strategy: 'None' };
  return { ...spec, names: completed, conversion };
}

function validateDefinition(definition: JsonObject, before?: JsonObject): Cause[] {
  const spec = child(definition, 'spec');
  const names = child(spec, 'names');
  const plural = text(names['plural']);
  const group = text(spec['group']);
  const causes: Cause[] = [];
  if (nameOf(definition) !== '' && nameOf(definition) !== `${plural}.${group}`) {
    causes.push(invalid('metadata.name', nameOf(definition), 'must be spec.names.plural+"."+spec.group'));
  }
  if (group === '') causes.push(required('spec.group'));
  else causes.push(...isSubdomain(group).map((problem) => invalid('spec.group', group, problem)));
  if (group !== '' && group.split('.').length < 2) {
    causes.push(invalid('spec.group', group, 'should be a domain with at least one dot'));
  }
  causes.push(...validateScope(spec), ...validateVersions(spec, child(before ?? {}, 'spec')));
  causes.push(...validateNames(names), ...validateConversion(spec));
  causes.push(...validateStored(definition));
  return causes;
}

function validateScope(spec: JsonObject): Cause[] {
  const scope = text(spec['scope']);
  if (scope === '') return [required('spec.scope')];
  return scope === 'Cluster' || scope === 'Namespaced'
    ? []
    : [notSupported('spec.scope', scope, ['Cluster', 'Namespaced'])];
}

function validateVersions(spec: JsonObject, before: JsonObject): Cause[] {
  const field = 'spec.versions';
  const versions = objects(spec['versions']);
  // What was accepted is not asked again: writes of the status come here too, and rules take time to compile.
  const causes = equal(spec['versions'], before['versions']) ? [] : validateEachVersion(versions);
  const names = versions.map((version) => text(version['name']));
  const shown = goStruct(spec['versions'] === undefined ? null : internalVersions(versions));
  if (new Set(names).size !== names.length) {
    causes.push(invalidShown(field, shown, 'must contain unique version names'));
  }
  if (versions.filter((version) => version['storage'] === true).length !== 1) {
    causes.push(invalidShown(field, shown, 'must have exactly one version marked as storage version'));
  }
  return causes;
}

function validateNames(names: JsonObject): Cause[] {
  const field = 'spec.names';
  const causes: Cause[] = [];
  for (const key of ['plural', 'singular', 'kind', 'listKind']) {
    const value = text(names[key]);
    const mixed = key === 'kind' || key === 'listKind';
    if (value === '') {
      causes.push(required(`${field}.${key}`));
      continue;
    }
    for (const problem of isLabel1035(mixed ? value.toLowerCase() : value)) {
      const detail = mixed ? `may have mixed case, but should otherwise match: ${problem}` : problem;
      causes.push(invalid(`${field}.${key}`, value, detail));
    }
  }
  for (const list of ['shortNames', 'categories']) {
    for (const [index, value] of array(names[list]).entries()) {
      causes.push(...isLabel1035(text(value)).map((problem) => invalid(`${field}.${list}[${index}]`, value, problem)));
    }
  }
  if (text(names['kind']) !== '' && names['kind'] === names['listKind']) {
    causes.push(invalid(`${field}.listKind`, names['listKind'] ?? '', 'kind and listKind may not be the same'));
  }
  return causes;
}

/** Versions are converted by their apiVersion alone; webhooks are out of this server's scope and say so. */
function validateConversion(spec: JsonObject): Cause[] {
  const { strategy } = child(spec, 'conversion');
  const causes: Cause[] = [];
  if (strategy !== 'None') {
    const supported = strategy === 'Webhook' ? ['None'] : ['None', 'Webhook'];
    causes.push(notSupported('spec.conversion.strategy', strategy ?? '', supported));
  }
  if (spec['preserveUnknownFields'] === true) {
    causes.push(invalid('spec.preserveUnknownFields', true, 'must be false in order to use defaults in the schema'));
  }
  return causes;
}

function validateStored(definition: JsonObject): Cause[] {
  const field = 'status.storedVersions';
  const stored = array(child(definition, 'status')['storedVersions']);
  if (stored.length === 0) return [invalid(field, null, 'must have at least one stored version')];
  // As the real server walks them: a version is found once, also where its name stands twice.
  const missing = new Map(stored.map((name, index) => [text(name), index]));
  const causes: Cause[] = [];
  for (const version of objects(child(definition, 'spec')['versions'])) {
    const name = text(version['name']);
    if (!missing.delete(name) && version['storage'] === true) {
      causes.push(invalid(field, stored, `must have the storage version ${name}`));
    }
  }
  for (const [name, index] of missing) causes.push(invalid(`${field}[${index}]`, name, missingVersion(name)));
  return causes;
}

function missingVersion(name: string): string {
  return `missing from spec.versions; ${name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${name} and removes ${name} from status.storedVersions`;
}

function immutable(definition: JsonObject, before: JsonObject): Cause[] {
  const [now, old] = [child(definition, 'spec'), child(before, 'spec')];
  const fields: [string, Json | undefined, Json | undefined][] = [
    ['spec.scope', now['scope'], old['scope']],
    ['spec.names.kind', child(now, 'names')['kind'], child(old, 'names')['kind']],
    ['spec.group', now['group'], old['group']],
    ['spec.names.plural', child(now, 'names')['plural'], child(old, 'names')['plural']],
  ];
  const established = objects(child(before, 'status')['conditions']).some(
    (condition) => condition['type'] === 'Established' && condition['status'] === 'True',
  );
  const fixed = established ? fields : fields.slice(2);
  return fixed.flatMap((entry) => {
    if (entry === undefined) return [];
    const [field, value, former] = entry;
    return equal(value, former) ? [] : [invalid(field, value ?? '', 'field is immutable')];
  });
}

/** Off-cluster validation: what an API server with our CRD refuses is an error here, and what it would take in silence but is surely a mistake is named as well. */
import * as z from 'zod';
import { openApiSchema } from './crd.ts';
import { duplicateClusters, duplicateVSwitches } from './duplicates.ts';
import { fieldPath } from './field-path.ts';
import { issueText, typeName } from './issue-text.ts';
import { resource } from './names.ts';
import type { Problem } from './problem.ts';
import { reasons } from './reasons.ts';
import { asmPvlConfigSpecSchema, asmPvlConfigStatusSchema, objectMetaSchema } from './schema.ts';
import type { StructuralSchema } from './structural.ts';
import type { ASMPvlConfig } from './types.ts';
import { unknownFields } from './unknown-fields.ts';

export interface ParsedConfig {
  /**
   * The object, with the fields that we know. Absent exactly when an API server with our CRD would refuse it: a misspelt field, or a vSwitch that stands twice, is a problem but
   * leaves an object to work with. A status that is not of our shape is left out: people do not write it.
   */
  readonly config?: ASMPvlConfig;
  /** What a server would refuse, in the order of the document, and then what it would take. */
  readonly problems: readonly Problem[];
}

/**
 * Every problem of a manifest that has been parsed from YAML or JSON. Never throws, whatever the value.
 *
 * @example validate({ apiVersion: 'istio.alibabacloud.com/v1beta1', kind: 'ASMPvlConfig', metadata: { name: 'other' }, spec })
 * // [{ path: 'metadata.name', reason: 'InvalidName', message: 'must be "default": …', value: 'other' }]
 */
export function validate(value: unknown): readonly Problem[] {
  return parseConfig(value).problems;
}

/** The same, with the typed object if there is one to work with. Never throws. */
export function parseConfig(value: unknown): ParsedConfig {
  if (!isObject(value)) {
    const message = `must be an object of kind ${resource.kind}, but is of type ${typeName(value)}`;
    return { problems: [{ path: '', reason: 'InvalidSpec', message }] };
  }
  const foreign = [...constantProblem(value, 'apiVersion'), ...constantProblem(value, 'kind')];
  // The fields of another kind of object would only give noise.
  if (foreign.length > 0) return { problems: foreign };

  const parsed = written.safeParse(value);
  const refused = [
    ...nameProblem(value),
    ...firstPerPath((parsed.error?.issues ?? []).map((issue) => issueProblem(issue, value))),
    ...(parsed.success ? duplicateClusters(parsed.data.spec) : []),
  ];
  const taken = [
    ...unknownFields(value, writtenFields, []),
    ...(parsed.success ? duplicateVSwitches(parsed.data.spec) : []),
  ];
  const problems = [...refused, ...taken];
  if (!parsed.success || refused.length > 0) return { problems };
  const { apiVersion, kind } = resource;
  const status = asmPvlConfigStatusSchema.safeParse(value['status']);
  return { config: { apiVersion, kind, ...parsed.data, ...(status.success && { status: status.data }) }, problems };
}

/** Whether somebody has to mend it; the rest are warnings. */
export function isError(problem: Problem): boolean {
  return reasons[problem.reason].kind !== 'warning';
}

/** What a person writes. The name is looked at apart, for its own reason and remedy: where this is used, there is only one that it can be. */
const written = z.object({
  metadata: z.preprocess(
    withoutNulls,
    objectMetaSchema.extend({ name: z.unknown().transform(() => resource.objectName) }),
  ),
  spec: asmPvlConfigSpecSchema,
});

const objectSchema = openApiSchema();

/** The fields that are checked for being known: Kubernetes has its own schema of metadata, and status is not written by people. */
const writtenFields: StructuralSchema = {
  ...objectSchema,
  properties: { ...objectSchema.properties, metadata: { type: 'object' }, status: { type: 'object' } },
};

function constantProblem(value: Record<string, unknown>, field: 'apiVersion' | 'kind'): Problem[] {
  if (value[field] === resource[field]) return [];
  return [{ path: field, reason: 'InvalidSpec', message: `must be ${resource[field]}`, ...scalar(value[field]) }];
}

function nameProblem({ metadata }: Record<string, unknown>): Problem[] {
  const name = isObject(metadata) ? metadata['name'] : undefined;
  if (name === resource.objectName) return [];
  const message = `must be "${resource.objectName}", the only name supported: one object configures the whole mesh`;
  return [{ path: 'metadata.name', reason: 'InvalidName', message, ...scalar(name) }];
}

function issueProblem(issue: z.core.$ZodIssue, root: unknown): Problem {
  const value = issue.path.reduce<unknown>(
    (at, key) => (isObject(at) || Array.isArray(at) ? Reflect.get(at, key) : undefined),
    root,
  );
  const message = issueText(issue, value, schemaAt(issue.path)?.description);
  return { path: fieldPath(issue.path), reason: 'InvalidSpec', message, ...scalar(value) };
}

function schemaAt(path: readonly PropertyKey[]): StructuralSchema | undefined {
  return path.reduce<StructuralSchema | undefined>(
    (schema, key) => (typeof key === 'number' ? schema?.items : schema?.properties?.[String(key)]),
    objectSchema,
  );
}

/** An empty id is too short and of the wrong form: one message is enough. */
function firstPerPath(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ path }) => !seen.has(path) && seen.add(path));
}

function scalar(value: unknown): Pick<Problem, 'value'> {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? { value } : {};
}

/** A null in metadata, or no metadata at all, is nothing, as it is to Kubernetes. */
function withoutNulls(value: unknown): unknown {
  if (value === undefined || value === null) return {};
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null)) : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

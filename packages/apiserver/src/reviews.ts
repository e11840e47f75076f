import type { Identity } from './http/types.ts';
import { child, entries, metadataOf, text } from './meta/object.ts';
import { invalid } from './schema/cause.ts';
import { isObject, type Json, type JsonObject } from './schema/json.ts';
import type { Cause } from './schema/types.ts';
import { invalidObject } from './status.ts';

/** Kinds that are asked and never stored: who am I, and what may I do. Whoever is authenticated may do everything. */
export interface Review {
  group: string;
  version: string;
  /** Its plural name in paths. */
  path: string;
  kind: string;
  namespaced: boolean;
  /** Definition that requests are decoded by; none for kinds younger than the definitions. */
  definition: string | undefined;
  /** What one has before anything is set, as `Resource` says. */
  zero: JsonObject;
}

export const reviews: readonly Review[] = [
  {
    group: 'authentication.k8s.io',
    version: 'v1',
    path: 'selfsubjectreviews',
    kind: 'SelfSubjectReview',
    namespaced: false,
    definition: undefined,
    zero: {},
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    path: 'selfsubjectaccessreviews',
    kind: 'SelfSubjectAccessReview',
    namespaced: false,
    definition: 'io.k8s.api.authorization.v1.SelfSubjectAccessReview',
    zero: { spec: {}, status: { allowed: false } },
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    path: 'selfsubjectrulesreviews',
    kind: 'SelfSubjectRulesReview',
    namespaced: false,
    definition: 'io.k8s.api.authorization.v1.SelfSubjectRulesReview',
    zero: { spec: {}, status: { resourceRules: null, nonResourceRules: null, incomplete: false } },
  },
];

export function findReview(group: string, version: string, path: string): Review | undefined {
  return reviews.find((review) => review.group === group && review.version === version && review.path === path);
}

/** The answer to a review; `now` is RFC 3339. @throws StatusError 422 */
export function answerReview(review: Review, request: JsonObject, identity: Identity, now: string): JsonObject {
  const head = { kind: review.kind, apiVersion: `${review.group}/${review.version}` };
  const metadata = { creationTimestamp: null };
  switch (review.kind) {
    case 'SelfSubjectReview':
      return { ...head, metadata: { creationTimestamp: now }, status: { userInfo: userInfo(identity) } };
    case 'SelfSubjectAccessReview': {
      const spec = checkAccess(request);
      return { ...head, metadata: { ...metadataOf(request), ...metadata }, spec, status: { allowed: true } };
    }
    default:
      return { ...head, metadata, spec: {}, status: rules() };
  }
}

function userInfo({ name, groups, extra }: Identity): JsonObject {
  return { username: name, groups, ...(extra === undefined ? {} : { extra }) };
}

/** The spec of a review of access. @throws StatusError 422 */
function checkAccess(request: JsonObject): JsonObject {
  const spec = child(request, 'spec');
  const causes: Cause[] = [];
  const asked = ['resourceAttributes', 'nonResourceAttributes'].filter((key) => isObject(spec[key]));
  if (asked.length !== 1) {
    const detail = 'exactly one of nonResourceAttributes or resourceAttributes must be specified';
    const value: Json =
      asked.length === 0 ? 'null' : text(JSON.stringify(Object.fromEntries(entries(spec['resourceAttributes']))));
    causes.push(invalid('spec.resourceAttributes', value, detail));
  }
  const metadata = metadataOf(request);
  if (Object.keys(metadata).some((key) => key !== 'managedFields' && key !== 'creationTimestamp')) {
    causes.push(invalid('metadata', metadata, 'must be empty'));
  }
  if (causes.length > 0) throw invalidObject({ group: 'authorization.k8s.io', resource: '' }, '', causes);
  return spec;
}

function rules(): JsonObject {
  return {
    resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
    nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
    incomplete: false,
  };
}

import type { Identity } from './http/types.ts';
import { child, entries, metadataOf, text } from './meta/object.ts';
import { invalid } from './schema/cause.ts';
import { isObject, type Json, type JsonObject } from './schema/json.ts';
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
}

export const reviews: readonly Review[] = [
  {
    group: 'authentication.k8s.io',
    version: 'v1',
    path: 'selfsubjectreviews',
    kind: 'SelfSubjectReview',
    namespaced: false,
    definition: undefined,
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    path: 'selfsubjectaccessreviews',
    kind: 'SelfSubjectAccessReview',
    namespaced: false,
    definition: 'io.k8s.api.authorization.v1.SelfSubjectAccessReview',
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    path: 'selfsubjectrulesreviews',
    kind: 'SelfSubjectRulesReview',
    namespaced: false,
    definition: 'io.k8s.api.authorization.v1.SelfSubjectRulesReview',
  },
];

export function findReview(group: string, version: string, path: string): Review | undefined {
  return reviews.find((review) => review.group === group && review.version === version && review.path === path);
}

/** The answer to a review. @throws StatusError 422 */
export function answerReview(review: Review, request: JsonObject, identity: Identity): JsonObject {
  const head = { kind: review.kind, apiVersion: `${review.group}/${review.version}` };
  const metadata: JsonObject = { ...metadataOf(request), creationTimestamp: null };
  switch (review.kind) {
    case 'SelfSubjectReview':
      return { ...head, metadata, status: { userInfo: userInfo(identity) } };
    case 'SelfSubjectAccessReview':
      return { ...head, metadata, spec: checkAccessSpec(child(request, 'spec')), status: { allowed: true } };
    default:
      return { ...head, metadata, spec: {}, status: rules() };
  }
}

function userInfo({ name, groups, extra }: Identity): JsonObject {
  return { username: name, groups, ...(extra === undefined ? {} : { extra }) };
}

function checkAccessSpec(spec: JsonObject): JsonObject {
  const asked = ['resourceAttributes', 'nonResourceAttributes'].filter((key) => isObject(spec[key]));
  if (asked.length === 1) return spec;
  const detail = 'exactly one of nonResourceAttributes or resourceAttributes must be specified';
  const value: Json =
    asked.length === 0 ? 'null' : text(JSON.stringify(Object.fromEntries(entries(spec['resourceAttributes']))));
  throw invalidObject({ group: 'authorization.k8s.io', resource: '' }, '', [
    invalid('spec.resourceAttributes', value, detail),
  ]);
}

function rules(): JsonObject {
  return {
    resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
    nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
    incomplete: false,
  };
}

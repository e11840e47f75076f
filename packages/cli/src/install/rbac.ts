/** The RBAC of the operator as Kubernetes objects, and as the rules that the chart puts into its own. */
import { type Right, rights } from '@asm-privatelink/operator';
import { stringify } from 'yaml';

const NOTE = '# Made from packages/operator/src/kube/rights.ts by `npm run generate`. Change that, and run it again.\n';
const API = 'rbac.authorization.k8s.io';
/** Of the plain manifests; the chart has the namespace and the names of its release. */
const NAME = 'asm-privatelink-operator';
const VIEW = 'asm-privatelink-view';
const NAMESPACE = 'asm-privatelink';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

function rulesOf(where: Right['where'], mode: 'manage' | 'companion', from: readonly Right[]): Rule[] {
  return from
    .filter((right) => right.where === where && (mode === 'manage' || !right.managing))
    .map(({ group, resource, name, verbs }) => ({
      apiGroups: [group],
      resources: [resource],
      ...(name === undefined ? {} : { resourceNames: [name] }),
      verbs,
    }));
}

/** For config/chart: the rules by mode and place. */
export function chartRules(): string {
  const places = ['cluster', 'own', 'default'] as const;
  const of = (mode: 'manage' | 'companion') =>
    Object.fromEntries(places.map((where) => [where, rulesOf(where, mode, rights)]));
  return NOTE + text({ manage: of('manage'), companion: of('companion') });
}

/** For `kubectl apply -k config/manifests`: a role in each place, bound to the operator's service account. */
export function rbacObjects(from: readonly Right[] = rights): object[] {
  return [
    ...roleIn(undefined, rulesOf('cluster', 'manage', from)),
    ...roleIn(NAMESPACE, rulesOf('own', 'manage', from)),
    ...roleIn('default', rulesOf('default', 'manage', from)),
  ];
}

/** For people: what a companion may, which is to look, is part of the cluster's own roles `view`, `edit` and `admin`. */
function viewRole(): object {
  const labels = { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' };
  const metadata = { name: VIEW, labels };
  return { apiVersion: `${API}/v1`, kind: 'ClusterRole', metadata, rules: rulesOf('cluster', 'companion', rights) };
}

export function rbacManifest(): string {
  return NOTE + [...rbacObjects(), viewRole()].map((object) => `---\n${text(object)}`).join('');
}

function roleIn(namespace: string | undefined, rules: readonly Rule[]): object[] {
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const metadata = { name: NAME, ...(namespace === undefined ? {} : { namespace }) };
  return [
    { apiVersion: `${API}/v1`, kind, metadata, rules },
    {
      apiVersion: `${API}/v1`,
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup: API, kind, name: NAME },
      subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: NAMESPACE }],
    },
  ];
}

/** Each list written out: an anchor saves lines and costs readers. */
function text(value: object): string {
  return stringify(value, { aliasDuplicateObjects: false });
}

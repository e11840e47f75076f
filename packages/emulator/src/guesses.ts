/**
 * What the references leave open, each as a named switch. A scenario sets them under `switches`; the first value is the default.
 * docs/fidelity.md is made from this.
 */

export interface Guess {
  /** The first is the default. */
  readonly values: readonly (string | boolean)[];
  readonly about: string;
  readonly source: string;
  /** inferred: follows from stated facts; guess: no source settles it. */
  readonly standing: 'inferred' | 'guess';
}

export const guesses = {
  lockLasts: {
    values: ['transition', 'call'],
    about:
      'How long a call that forbids parallel calls forbids them: until the change it started is over, or until it is answered.',
    source: 'alibaba-cloud-api §2.3 (unconfirmed)',
    standing: 'guess',
  },
  resourcesInPolicies: {
    values: ['checked', 'ignored'],
    about:
      'Whether a policy must allow a call on each resource that it is about, as the vendor’s RAM pages name them; of some actions only the type was found there.',
    source:
      'the vendor’s pages on RAM authorization of each product; which types are optional differs between their versions',
    standing: 'inferred',
  },
  lockCovers: {
    values: ['scope', 'action'],
    about:
      'Which calls exclude each other: all that lock the same account, service or endpoint, or only those of the same action.',
    source: 'product-behaviour C.9 names the objects, not the pairs of actions',
    standing: 'guess',
  },
  clbZones: {
    values: ['master', 'master-and-standby'],
    about: 'In which of its zones a CLB serves PrivateLink.',
    source: 'product-behaviour C.2 (not stated)',
    standing: 'guess',
  },
  endpointDuplicated: {
    values: ['never', 'vpc', 'zone'],
    about:
      'A second endpoint to the same service is refused with EndpointDuplicated: never, in the same VPC, or in the same zone of the same VPC.',
    source: 'alibaba-cloud-api §2.3 (scope unconfirmed)',
    standing: 'guess',
  },
  removeConnectedZone: {
    values: [true, false],
    about: 'A zone may be taken from an endpoint while it is connected.',
    source: 'alibaba-cloud-api §2.6 names no precondition; no source tells of one',
    standing: 'guess',
  },
  deleteServiceWithEndpoints: {
    values: [true, false],
    about:
      'A service may be deleted while endpoints remain whose connections are down; they then show ServiceDeleted. Otherwise DeleteFailedDueToEndpointExist.',
    source: 'The state ServiceDeleted (alibaba-cloud-api §2.1) needs it; the code of the refusal exists too (§2.8)',
    standing: 'inferred',
  },
  detachInUse: {
    values: ['move', 'refuse'],
    about:
      'A resource in use is detached: its endpoint zones move to another resource of the service in the same zone, if there is one; or it is refused always.',
    source: 'product-behaviour C.8 names the refusal when in use; whether a second resource lifts it is not stated',
    standing: 'guess',
  },
  autoAcceptWaiting: {
    values: [false, true],
    about: 'Turning AutoAcceptEnabled on also accepts the connections that wait already.',
    source: 'alibaba-cloud-api §2.1 (unconfirmed)',
    standing: 'guess',
  },
  connectWithoutZones: {
    values: [true, false],
    about: 'A connection of an endpoint without zones is brought up when accepted, by hand or automatically.',
    source: "alibaba-cloud-api §0.10: terraform's example accepts before any zone exists",
    standing: 'inferred',
  },
  zoneAfterDisconnect: {
    values: ['Disconnected', 'Wait'],
    about: 'The status of a zone whose connection was refused after having been up.',
    source: 'alibaba-cloud-api §2.1 gives the machine Connected → Disconnecting → Disconnected',
    standing: 'inferred',
  },
  zoneDomain: {
    values: ['endpoint-zone', 'region-in-endpoint'],
    about:
      'The form of a zone domain: <endpoint>-<zone>.<service>.<region>… of the newest documents, or <endpoint>-<region>.<service>.<zone>… of older ones.',
    source: 'alibaba-cloud-api §2.2 (unconfirmed)',
    standing: 'guess',
  },
  deniedCode: {
    values: ['product', 'Forbidden.RAM'],
    about:
      'What a call without permission is refused with by PrivateLink: its own NoPermission, or Forbidden.RAM as elsewhere.',
    source: 'alibaba-cloud-api §1.6 and §2.8 list both',
    standing: 'guess',
  },
  csErrorCase: {
    values: ['upper', 'lower'],
    about: 'Container Service spells the fields of its errors Code, Message or code, message.',
    source: 'alibaba-cloud-api §1.6 (unconfirmed; clients take both)',
    standing: 'guess',
  },
  unknownVSwitch: {
    values: ['empty', 'error'],
    about: 'DescribeVSwitchAttributes and DescribeVpcAttribute of an unknown id: empty fields, or an error.',
    source: 'alibaba-cloud-api §3 (unconfirmed)',
    standing: 'guess',
  },
  rootAssumesRoles: {
    values: [true, false],
    about:
      'The account itself may call AssumeRole. The vendor refuses that (NoPermission: “Roles may not be assumed by root accounts”); here the account’s key is often the only one there is.',
    source: 'the vendor’s STS pages',
    standing: 'inferred',
  },
  sanBeforeRestart: {
    values: [true, false],
    about:
      'The custom SANs read back as asked for as soon as ModifyCluster is answered; otherwise only when the API server has restarted.',
    source: 'alibaba-cloud-api §5 gives the task, not the moment',
    standing: 'guess',
  },
  noneHealthy: {
    values: ['reset', 'hang', 'try-all'],
    about:
      'What a client sees of a TCP listener without a healthy backend: accepted and reset; accepted and never answered; or sent to a backend all the same.',
    source: 'Not stated for CLB and NLB; “ALB health checks” says that ALB tries all',
    standing: 'guess',
  },
} as const satisfies Record<string, Guess>;

export type SwitchName = keyof typeof guesses;

export type Switches = { readonly [K in SwitchName]: (typeof guesses)[K]['values'][number] };

/** The defaults, overridden by what is given. */
export function switchesWith(given: Partial<Switches> = {}): Switches {
  const defaults = Object.fromEntries(Object.entries(guesses).map(([name, { values }]) => [name, values[0]]));
  return { ...(defaults as Switches), ...given }; // one entry for each name, each of that name's own values
}

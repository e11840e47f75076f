/** What of the emulator is known, what is inferred and what is guessed, as a page. */
import { type Guess, guesses } from './guesses.ts';

export interface Behaviour {
  readonly about: string;
  readonly source: string;
  /** confirmed: a source states it; inferred: it follows from what sources state; guess: none does. */
  readonly standing: 'confirmed' | 'inferred' | 'guess';
}

const behaviours: readonly Behaviour[] = [
  {
    about: 'Signatures ACS3-HMAC-SHA256, v1 RPC and v1 ROA; clock skew of 15 minutes; nonces used once.',
    source: 'alibaba-cloud-api §1.3–§1.5; checked with the vendor’s SDK core',
    standing: 'confirmed',
  },
  {
    about:
      'Answers are XML for a caller who asks for it with Format=XML, and JSON else: also without Format, or with another (an old Python core’s Format=None), which the cloud answers in XML to v1 calls. A refusal in XML is an Error element.',
    source: 'alibaba-cloud-api §1.2; what the vendor’s Java and Python cores send and read',
    standing: 'inferred',
  },
  {
    about:
      'Parameters: a missing one is MissingParam.<name> (PrivateLink, NLB) or MissingParameter; one of another type or outside its enumeration IllegalParamFormat.<name> or InvalidParameter. Values of enumerations count without case.',
    source: 'alibaba-cloud-api §0.11, §1.6, §2.8; outside PrivateLink inferred from common codes',
    standing: 'inferred',
  },
  {
    about:
      'A ClientToken is at most 64 ASCII characters. What is wrong with a tag has PrivateLink’s own codes there, and is a bad parameter elsewhere.',
    source: 'alibaba-cloud-api §2.4 (“by an older text”), §2.7',
    standing: 'inferred',
  },
  {
    about:
      'VPCs: ranges from /8 to /28, none of the carrier’s, loopback, link-local or multicast ones; names up to 128 characters, descriptions up to 256, neither a URL.',
    source: 'the vendor’s pages on CreateVpc and CreateVSwitch',
    standing: 'confirmed',
  },
  {
    about:
      'STS sessions: lifetime 900 s to the role’s maximum, InvalidSecurityToken.Expired, .MismatchWithAccessKey and MissingSecurityToken; a session’s policy narrows its role’s. AssumeRoleWithOIDC is anonymous; it checks issuer, audience, subject and dates of a JSON web token (401 AuthenticationFail.…), not its signature.',
    source: 'alibaba-cloud-api §8; codes of the vendor’s STS pages',
    standing: 'inferred',
  },
  {
    about:
      'RAM in small: actions and resources that are allowed or denied, of users, roles and sessions; conditions are not looked at. A scenario that names no roles lets anybody assume any, and any text be an OIDC token.',
    source: 'ours',
    standing: 'inferred',
  },
  {
    about:
      'Resources in RAM policies, such as acs:privatelink:REGION:ACCOUNT:vpcendpointservice/ID and …:vpcendpoint/ID (with /* to create and list them). CreateVpcEndpoint must be allowed on its security group, vSwitch and VPC too, attaching on the load balancer or the group, CreateSecurityGroup on the VPC. Needing * by those pages: AuthorizeSecurityGroup, DescribeTaskInfo.',
    source: 'the vendor’s pages on RAM authorization of PrivateLink, ECS, VPC, CLB, NLB and ACK, and of single actions',
    standing: 'confirmed',
  },
  {
    about:
      'Resources of further actions: delete an endpoint or a service, remove a zone, detach a resource, accept or refuse a connection are about that endpoint or service (the type is named, its ARN taken from other actions; so is the service’s in TagResources). Needing * until more is found: CheckProductOpen, DetachSecurityGroupFromVpcEndpoint, EnableVpcEndpointZoneConnection, ListVpcEndpointSecurityGroups, ListVpcEndpointServiceResources, everything of Service Mesh; and ListVpcEndpointServicesByEndUser, of which two versions of the page differ.',
    source: 'the vendor’s pages on RAM authorization, as far as they could be read',
    standing: 'inferred',
  },
  {
    about: 'Location DescribeEndpoints: this emulator’s own address for each product it serves, none for others.',
    source: 'shape as the SDKs’ location resolvers and terraform read it',
    standing: 'inferred',
  },
  {
    about:
      'NLB: Provisioning, then Active; listeners run when their job has Succeeded; two zones at least; held by an endpoint service (ResourceInUse.LoadBalancer) or by its protection.',
    source: 'alibaba-cloud-api §7.2; the codes of refusals are named in docs/error-codes.md',
    standing: 'inferred',
  },
  {
    about:
      'CLB: active at once; with a vSwitch internal, without one facing the Internet; the standby zone is the region’s next. Its listeners begin stopped.',
    source:
      'alibaba-cloud-api §7.1; which standby the cloud picks is not stated, nor the codes of refusals but those of §7.1',
    standing: 'inferred',
  },
  {
    about:
      'The servers behind a balancer that a client makes are named over the inspection API or in a scenario, as addresses of this machine; the calls that add servers are not emulated. Until then its listeners accept and reset.',
    source: 'ours; the reference has no action for it',
    standing: 'inferred',
  },
  {
    about: 'DescribeReusableSlb lists the VPC’s balancers that no mesh and no cluster’s API server uses.',
    source: 'alibaba-cloud-api §6 gives the shape alone',
    standing: 'guess',
  },
  {
    about: 'Parameters are taken from headers, query and form; the form wins.',
    source: 'alibaba-cloud-api §0.7, §1.2',
    standing: 'confirmed',
  },
  {
    about:
      'Errors are JSON with RequestId, HostId, Code, Message, Recommend; nearly all of PrivateLink’s are HTTP 400.',
    source: 'alibaba-cloud-api §0.1, §1.6',
    standing: 'confirmed',
  },
  { about: 'A passed dry run is the error DryRunOperation.', source: 'alibaba-cloud-api §0.2', standing: 'confirmed' },
  {
    about:
      'Not activated is the error NeedOpenProduct, of creating calls and of CheckProductOpen; activating twice is OrderOpend.',
    source: 'alibaba-cloud-api §0.3; which other calls give it is not stated',
    standing: 'inferred',
  },
  {
    about:
      'An account in arrears: its endpoint services and endpoints are FinancialLocked until it has paid; switching a zone’s connection is IncorrectBusinessStatus.…, activating PrivateLink InvalidAccountStatus.NotEnoughBalance; nothing else is refused, and traffic goes on.',
    source:
      'alibaba-cloud-api §2.1, §2.7 give the states and which calls list the codes; what else is locked is not stated',
    standing: 'guess',
  },
  {
    about: 'States of services, endpoints, connections and zones, and their order.',
    source: 'alibaba-cloud-api §2.1, §2.6',
    standing: 'confirmed',
  },
  {
    about:
      'An endpoint’s zones are ready (Wait) when the endpoint becomes Active; then an accepting service connects it.',
    source: 'alibaba-cloud-api §2.1, §2.6',
    standing: 'inferred',
  },
  {
    about: 'An endpoint zone must be one where the service has a resource: EndpointServiceNotSupportedZone.',
    source: 'alibaba-cloud-api §2.3, product-behaviour C.2',
    standing: 'confirmed',
  },
  {
    about:
      'A vSwitch of another VPC, or of another zone than the one given, is VSwitchNotFound; a security group of another VPC is SecurityGroupNotFound.',
    source: 'alibaba-cloud-api §2.3 (the nearest codes listed)',
    standing: 'guess',
  },
  {
    about:
      'Deletion in order: zones, endpoint, resources, service, each refused with its own code until the one before is done.',
    source: 'alibaba-cloud-api §0.15, product-behaviour C.8',
    standing: 'confirmed',
  },
  {
    about:
      'ClientToken: the first answer again; IdempotenceProcessing; IdempotenceSignatureMismatch. Remembered for 24 hours; a refused call is not remembered.',
    source: 'alibaba-cloud-api §2.4; the lifetime is not stated',
    standing: 'inferred',
  },
  {
    about:
      'Published rates per region, action and account: Throttling.User with x-acs-retry-after in milliseconds; a sliding window. Only in the profile realistic, unless a scenario says otherwise.',
    source: 'alibaba-cloud-api §1.7, §2.5; the kind of window is not stated',
    standing: 'inferred',
  },
  {
    about: 'Vendor’s locks: the union of what two texts list; ConcurrentCallNotSupported.',
    source: 'alibaba-cloud-api §2.3, product-behaviour C.9',
    standing: 'confirmed',
  },
  {
    about: 'Durations of transitions and latency of calls in the profile realistic.',
    source: 'alibaba-cloud-api §10.1: the waiting times of the vendor’s tools; nothing else is published',
    standing: 'guess',
  },
  {
    about: 'Of a vSwitch’s addresses the first and the last three cannot be had.',
    source: 'the vendor’s VPC pages',
    standing: 'confirmed',
  },
  {
    about:
      'A security group in use by an endpoint, a cluster, a mesh or another group’s rule cannot be deleted: DependencyViolation.',
    source: 'alibaba-cloud-api §4',
    standing: 'confirmed',
  },
  {
    about: 'Custom SANs: append or overwrite, managed clusters only, a task, a restart of the API server.',
    source: 'alibaba-cloud-api §5, product-behaviour D.1',
    standing: 'confirmed',
  },
  {
    about:
      'ModifyCluster without an action overwrites; a cluster that does not run refuses with InvalidClusterState; a dedicated one with UnsupportedOperation.',
    source: 'no source names the codes',
    standing: 'guess',
  },
  {
    about:
      'external_loadbalancer_id is the Ingress balancer; the API server’s is the SLB of the resources that no Service owns, and the private one of control_plane_endpoints_config.',
    source: 'alibaba-cloud-api §0.4',
    standing: 'confirmed',
  },
  {
    about: 'PilotPublicLoadbalancerId is the balancer in front of Pilot, exposed or not.',
    source: 'alibaba-cloud-api §6',
    standing: 'inferred',
  },
  {
    about:
      'A member of a mesh is starting until its API server is reached over the endpoint’s domain with a valid certificate, then running.',
    source: 'product-behaviour §0.1, B.2',
    standing: 'inferred',
  },
  {
    about:
      'Backends are checked by a TCP connection every 2 s, 5 s at most; three failures in a row take one out, three passes bring it back. Its open connections go on.',
    source: 'the vendor’s pages “CLB health checks” and “CLB health check FAQ”',
    standing: 'confirmed',
  },
  {
    about:
      'Endpoint and zone domains resolve from anywhere, from the endpoint’s creation to its deletion, connected or not.',
    source: 'product-behaviour C.7',
    standing: 'confirmed',
  },
  {
    about:
      'An endpoint’s domain answers with its connected zones, or with all while none is; the caller’s zone first, where service or endpoint has zone affinity on.',
    source: 'product-behaviour C.2; which zones are left out, and whose flag counts, is not stated',
    standing: 'inferred',
  },
  {
    about:
      'Refusing a connection, disabling or removing a zone, revoking a rule, and removing a listener or a backend cut open connections as well as new ones.',
    source: 'not stated for open connections',
    standing: 'guess',
  },
];

/** The page docs/fidelity.md. */
export function fidelityMarkdown(): string {
  const rows = behaviours.map(({ about, source, standing }) => `| ${about} | ${standing} | ${source} |`);
  const switches = Object.entries<Guess>(guesses).map(([name, { about, values, source, standing }]) => {
    const [usual, ...others] = values.map((value) => `\`${value}\``);
    return `| \`${name}\` | ${about} | ${usual} | ${others.join(', ')} | ${standing} | ${source} |`;
  });
  return [
    '# Fidelity of the emulator',
    '',
    'The emulator is written from the vendor’s published texts and tools, never compared with the running cloud. This page says of each',
    'behaviour where it comes from: *confirmed* (a source states it), *inferred* (it follows from what sources state) or *guess*.',
    'It is made from the code (`fidelityMarkdown`); change it there.',
    '',
    '## Behaviours',
    '',
    '| behaviour | standing | source |',
    '|---|---|---|',
    ...rows,
    '',
    '## Switches',
    '',
    'What the sources leave open can be turned, in a scenario under `switches`.',
    '',
    '| switch | what | default | other | standing | source |',
    '|---|---|---|---|---|---|',
    ...switches,
    '',
  ].join('\n');
}

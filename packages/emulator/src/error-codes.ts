/**
 * Which documented error codes no rule of the emulator gives, and why not. Every other code of the reference is given by a rule: tests
 * hold both against the sources, and come to each code that the reference lists for an action (contract/refusals.ts). A fault can give any code (`effect: { kind: error, code }`). The page docs/error-codes.md is made from this.
 */
import { handlers } from './products/index.ts';
import { loadReference } from './reference.ts';
import { unlistedRows } from './unlisted-codes.ts';

const WHY = {
  fault: 'tells of a failure inside the cloud, which has no rule: place it as a fault',
  kinds: 'of kinds of endpoints, resources or features that are not emulated',
  restricted: 'of accounts under restrictions, which are not emulated: place it as a fault',
  twin: 'another code of the same product tells the same here; no source says which of the two comes when',
  outside: 'no case for it is stated',
} as const;

/** By `product.Code`; of product `all` where all of them have it. */
export const NOT_BY_RULE: Readonly<Record<string, keyof typeof WHY>> = {
  'all.Throttling': 'twin',
  'all.Throttling.Api': 'twin',
  'all.Rejected.Throttling': 'twin',
  'all.Forbidden': 'twin',
  'all.Forbidden.RiskControl': 'restricted',
  'privatelink.EndpointServiceResourceCannotRemove': 'twin',
  'privatelink.EndpointServiceExist': 'twin',
  'privatelink.EndpointServiceNotSupportIpv6': 'kinds',
  'privatelink.ServiceResourceNotSupportIpv6': 'kinds',
  'privatelink.EndpointServiceDowngradeNotAllowed': 'kinds',
  'privatelink.EndpointExist': 'twin',
  'privatelink.EndpointProtected': 'twin',
  'privatelink.SecurityGroupTypeNotSupport': 'kinds',
  'privatelink.AddSecurityGroupNotSupportWhenHaveNoSg': 'kinds',
  'privatelink.VpcTunnelNotFound': 'fault',
  'privatelink.VpcNatServiceException': 'kinds',
  'privatelink.QuotaExceeded.IpQuotaPerEp': 'kinds',
  'privatelink.GenerateResourceIdFailed': 'fault',
  'privatelink.CheckServiceLinkRoleError': 'fault',
  'privatelink.AccountTypeRestricted': 'restricted',
  'privatelink.Mismatch.ZoneId': 'twin',
  'privatelink.MissingParam.ResourceAllocateMode': 'twin',
  'privatelink.ResourceNotFound.NatGateway': 'kinds',
  'privatelink.OperationDenied.CurrentResourceAutoAllocated': 'kinds',
  'privatelink.OperationDenied.EndpointPolicyNotSupport': 'kinds',
  'privatelink.OperationDenied.PrivateDomainNotSupport': 'kinds',
  'privatelink.OperationDenied.PrivateDomainStatusNotSupport': 'kinds',
  'privatelink.OperationDenied.PrivateServiceDomainBusinessStatus': 'kinds',
  'privatelink.DependencyViolation.PrivateDnsName': 'kinds',
  'privatelink.InvalidParam.PrivateDnsName': 'kinds',
  'privatelink.Conflict.ServiceName': 'kinds',
  'privatelink.OperationDenied.VpcNatServiceResourceTypeNotSupportBandwidth': 'kinds',
  'privatelink.UpdateBandWidthUnSupported': 'kinds',
  'privatelink.TagInfoNotExist': 'outside',
  'privatelink.NoPermission.ChangeResourceGroup': 'outside',
  'privatelink.MissingParameter.ResourceRegionId': 'outside',
  'privatelink.InvalidResourceGroup': 'outside',
  'privatelink.SystemError': 'fault',
  'privatelink.SystemBusy': 'fault',
  'privatelink.UnsupportedZone': 'kinds',
  'nlb.SystemBusy': 'fault',
  'vpc.SystemBusy': 'fault',
  'vpc.InvalidVpcID.NotFound': 'twin',
  'vpc.InvalidVswitchID.NotFound': 'twin',
  'vpc.IncorrectVSwitchStatus': 'twin',
  'vpc.IncorrectStatus': 'twin',
  'vpc.TaskConflict': 'fault',
  'vpc.OperationConflict': 'fault',
  'vpc.LastTokenProcessing': 'twin',
  'vpc.OperationFailed.IdempotentTokenProcessing': 'twin',
  'cs.QPS Limit Exceeded': 'twin',
  'servicemesh.403': 'fault',
  'servicemesh.503': 'fault',
  'servicemesh.500': 'fault',
  'servicemesh.ERR404': 'fault',
  'servicemesh.NameAlreadyExist': 'outside',
  'servicemesh.RelatedResourceReused': 'outside',
};

/** By action: codes that the reference lists for it as well, and that rules give of other actions only. */
const NOT_HERE: Readonly<Record<string, Readonly<Record<string, keyof typeof WHY>>>> = {
  'privatelink.CreateVpcEndpointService': { VSwitchNotFound: 'kinds' },
  'privatelink.UpdateVpcEndpointServiceAttribute': { EndpointServiceLocked: 'twin' },
  'privatelink.AttachResourceToVpcEndpointService': {
    VSwitchNotFound: 'kinds',
    EndpointServiceResourceTypeNotSupport: 'twin',
  },
  'privatelink.UpdateVpcEndpointServiceResourceAttribute': { EndpointServiceLocked: 'twin' },
  'privatelink.CreateVpcEndpoint': { QuotaMisMatched: 'twin' },
  'privatelink.GetVpcEndpointAttribute': { EndpointConnectionNotFound: 'outside' },
  'privatelink.UpdateVpcEndpointAttribute': { EndpointLocked: 'twin' },
  'privatelink.AddZoneToVpcEndpoint': { EndpointLocked: 'twin' },
  'privatelink.RemoveZoneFromVpcEndpoint': { EndpointLocked: 'twin' },
  'privatelink.EnableVpcEndpointZoneConnection': {
    EndpointServiceNotFound: 'twin',
    EndpointConnectionNotFound: 'twin',
    EndpointConnectionOperationDenied: 'twin',
    EndpointOperationDenied: 'twin',
  },
  'privatelink.DisableVpcEndpointZoneConnection': {
    EndpointServiceNotFound: 'twin',
    EndpointConnectionNotFound: 'twin',
    EndpointConnectionOperationDenied: 'twin',
  },
  'privatelink.AttachSecurityGroupToVpcEndpoint': { EndpointLocked: 'twin' },
  'privatelink.DetachSecurityGroupFromVpcEndpoint': { EndpointLocked: 'twin' },
  'privatelink.UntagResources': { IllegalTagValueParam: 'outside' },
  'privatelink.ListTagResources': { MissingTagValueParam: 'outside' },
};

/** Why no rule gives the code of this action (`product.Action`); undefined where one does. */
export function notGiven(action: string, code: string): string | undefined {
  const why = NOT_BY_RULE[`${action.split('.', 1)[0]}.${code}`] ?? NOT_HERE[action]?.[code];
  return why && WHY[why];
}

/** Every documented code of the products that are emulated, with its HTTP status; once, of product `all`, where all of them have it. */
export function documentedCodes(): { product: string; code: string; status: number }[] {
  const emulated = new Set(Object.keys(handlers).map((key) => key.split('.', 1)[0]));
  const products = [...loadReference().products.values()].filter(({ name }) => emulated.has(name));
  const isCommon = (code: string) => products.every(({ statuses }) => statuses.has(code));
  const common = [...(products[0]?.statuses ?? [])].filter(([code]) => isCommon(code));
  return [
    ...common.map(([code, status]) => ({ product: 'all', code, status })),
    ...products.flatMap(({ name, statuses }) =>
      [...statuses].flatMap(([code, status]) => (isCommon(code) ? [] : { product: name, code, status })),
    ),
  ];
}

/** The page docs/error-codes.md. */
export function errorCodesMarkdown(): string {
  const all = documentedCodes();
  const rows = all.map(({ product, code, status }) => {
    const why = NOT_BY_RULE[`${product}.${code}`];
    return `| ${product} | \`${code}\` | ${status} | ${why === undefined ? 'by a rule' : WHY[why]} |`;
  });
  const ruled = all.filter(({ product, code }) => NOT_BY_RULE[`${product}.${code}`] === undefined).length;
  return [
    '# Error codes of the emulator',
    '',
    `The reference lists ${all.length} error codes for the products that are emulated. Rules of the emulator give ${ruled} of them; this page says`,
    'why not of the others. It is made from the code (`errorCodesMarkdown`), and a test holds it to the sources; change it there.',
    'A fault can give any code: `{ action: …, effect: { kind: error, code: … } }`.',
    '',
    '| product | code | HTTP | given |',
    '|---|---|---|---|',
    ...rows,
    '',
    '## By action',
    '',
    'PrivateLink’s reference lists codes by action. A test comes to each that is given, with the action’s own call.',
    '',
    '| action | given | not given |',
    '|---|---|---|',
    ...byAction(),
    '',
    '## Codes that the reference does not list',
    '',
    'Rules need a code where the reference has none. These stand on other pages of the vendor, or are guesses in the style of their product.',
    '',
    '| product | code | from |',
    '|---|---|---|',
    ...unlistedRows(),
    '',
  ].join('\n');
}

function byAction(): string[] {
  return listedCodes().map(({ key, errors }) => {
    const told = (codes: string[]) => codes.map((code) => `\`${code}\``).join(', ');
    const given = errors.filter((code) => notGiven(key, code) === undefined);
    return `| ${key} | ${told(given)} | ${told(errors.filter((code) => !given.includes(code)))} |`;
  });
}

/** The emulated actions for which the reference lists codes. */
export function listedCodes(): { key: string; name: string; product: string; errors: string[] }[] {
  return [...loadReference().actions.values()]
    .filter(({ key, errors }) => errors.size > 0 && Object.hasOwn(handlers, key))
    .map(({ key, name, product, errors }) => ({ key, name, product, errors: [...errors] }));
}

/**
 * Codes that rules of the emulator give and the API reference does not list, each by name: some stand on other pages of the vendor, the
 * others are guesses in the style of their product. A test holds the table to the sources, so that no code comes in unseen. The page
 * docs/error-codes.md shows it.
 */

type Standing = 'the vendor’s pages' | 'guess';

const PAGES: Standing = 'the vendor’s pages';
const GUESS: Standing = 'guess';

/** By product, the folder of its handlers. */
export const UNLISTED: Readonly<Record<string, Readonly<Record<string, Standing>>>> = {
  vpc: {
    'InvalidZoneId.NotFound': PAGES,
    'InvalidCidrBlock.Malformed': PAGES,
    'InvalidCidrBlock.Overlapped': PAGES,
    'InvalidCirdrBlock.MaskLength': PAGES,
    'InvalidVpcName.Malformed': PAGES,
    'InvalidVpcDiscription.Malformed': PAGES,
    'InvalidVSwitchName.Malformed': PAGES,
    'InvalidVSwitchDiscription.Malformed': PAGES,
  },
  ecs: {
    'InvalidVpcId.NotFound': GUESS,
    'InvalidParam.IpProtocol': GUESS,
    'InvalidParam.PortRange': GUESS,
    'InvalidParam.SourceIp': GUESS,
    'InvalidPolicy.Malformed': GUESS,
    'InvalidPriority.Malformed': GUESS,
    'InvalidSourceGroupId.NotFound': GUESS,
    'InvalidSecurityGroupRuleId.NotFound': GUESS,
  },
  slb: {
    'OperationDenied.DeleteProtectionIsOn': PAGES,
    ListenerAlreadyExists: PAGES,
    DependencyViolation: GUESS,
    'InvalidAddress.NotAvailable': GUESS,
    'InvalidVSwitchId.NotFound': GUESS,
    'InvalidZoneId.NotFound': GUESS,
  },
  nlb: {
    'OperationDenied.DeletionProtectionEnabled': PAGES,
    'IncorrectStatus.loadbalancer': PAGES,
    'ResourceInCreating.loadbalancer': PAGES,
    'IncorrectStatus.listener': GUESS,
    'IllegalParam.ListenerPort': GUESS,
    'IllegalParam.ListenerProtocol': GUESS,
    'IllegalParam.ZoneMappings': GUESS,
    'OperationDenied.AnyPort': GUESS,
    'ResourceAlreadyExist.listener': GUESS,
    'ResourceAlreadyInUse.address': GUESS,
    'ResourceInUse.LoadBalancer': GUESS,
    'ResourceNotFound.job': GUESS,
    'ResourceNotFound.vSwitch': GUESS,
    'ResourceNotFound.vpc': GUESS,
  },
  cs: { InvalidClusterState: GUESS },
  servicemesh: { ErrorClusterNotFound: GUESS },
  sts: {
    'EntityNotExist.Role': PAGES,
    'InvalidParameter.PolicyGrammar': PAGES,
    NoPermission: PAGES,
  },
};

/** Rows of the page docs/error-codes.md. */
export function unlistedRows(): string[] {
  return Object.entries(UNLISTED).flatMap(([product, codes]) =>
    Object.entries(codes).map(([code, standing]) => `| ${product} | \`${code}\` | ${standing} |`),
  );
}

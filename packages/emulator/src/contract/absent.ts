/**
 * Fields of the reference that a right answer does not have, each with why. Everything else must be there. A path that ends in `[]` is a
 * list that is there and empty.
 */
const reasons: Readonly<Record<string, readonly RegExp[]>> = {
  'of a page that is not the last': [/^\w+\.\w+ NextToken$/],
  'of things that have no tags here': [/^(cs|ecs|servicemesh|slb)\.\w+ (.*[.\]])?([Tt]ags?|Tags\.Tag)\[\]$/],
  'of users named by ARN': [/^privatelink\.ListVpcEndpointServiceUsers UserARNs\[\]$/],
  'while a zone is moved to another resource': [
    /^privatelink\.ListVpcEndpointConnections .*\.Replaced(EniId|ResourceId)$/,
  ],
  'of groups and interfaces that another product manages': [/^ecs\.\w+ .*\.ServiceID$/],
  'of interfaces of a machine': [/^ecs\.DescribeNetworkInterfaces .*\.Attachment$/],
  'of what lies outside this model: other regions, CEN, IPv6, machines, dashboards': [
    /^privatelink\.\w+ (.*\.)?SupportedRegionSet\[\]$/,
    /^vpc\.\w+ .*(AssociatedCen|AssociatedPropagationSources|Ipv6CidrBlock)\[\]$/,
    /^ecs\.DescribeZones .*\.ResourcesInfo\[\]$/,
    /^ecs\.DescribeNetworkInterfaces .*\.(Ipv[46]PrefixSet|Ipv6Set)\[\]$/,
    /^servicemesh\.\w+ .*\.AccessLogDashboards\[\]$/,
  ],
  'of what depends on another resource, or was made for a Service': [
    /^cs\.DescribeClusterResources .*\.(dependencies\[\]|associated_object)$/,
  ],
  'of a cluster that has its control plane on machines of its own': [
    /^cs\.DescribeClusterDetail control_plane_config$/,
  ],
  'of a task that failed, or has steps': [/^cs\.DescribeTaskInfo (error|(events|stages|task_result)\[\])$/],
  'of a balancer that is locked': [/^nlb\.\w+ .*OperationLocks\[\]$/],
  'of local addresses, which only some regions give out': [/^nlb\.GetLoadBalancerAttribute .*\.Ipv[46]LocalAddresses$/],
  'of a subscription': [
    /^slb\.DescribeLoadBalancerAttribute (AutoReleaseTime|EndTime|EndTimeStamp|Renewal(CycUnit|Duration|Status))$/,
  ],
  'of servers put behind it by a call that is not emulated': [/^slb\.\w+ BackendServers\.BackendServer\[\]$/],
  'of listeners for HTTP': [
    /^slb\.DescribeLoadBalancerAttribute .*\.ForwardPort$/,
    /^slb\.DescribeLoadBalancerTCPListenerAttribute HealthCheck(Domain|HttpCode|Method|URI)$/,
    /^slb\.DescribeLoadBalancerListeners .*\.(HTTP|HTTPS|TCP|UDP)ListenerConfig$/,
  ],
  'when it differs from the usual': [
    /^slb\.DescribeLoadBalancerTCPListenerAttribute (HealthCheckConnectPort|ConnectionDrainTimeout)$/,
  ],
  'of a caller who assumed a role': [/^sts\.GetCallerIdentity RoleId$/],
};

export function absent(action: string, path: string): boolean {
  return Object.values(reasons).some((patterns) => patterns.some((pattern) => pattern.test(`${action} ${path}`)));
}

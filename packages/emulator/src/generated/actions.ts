/** Made from reference/api.json by generate-types.ts; do not edit. npm run generate makes it again. */
export interface Actions {
  'privatelink.OpenPrivateLinkService': {
    params: { OwnerId?: number };
    answer: { OrderId?: string | undefined };
  };
  'privatelink.CheckProductOpen': {
    params: Record<never, never>;
    answer: { Success?: boolean | undefined };
  };
  'privatelink.DescribeRegions': {
    params: { RegionId?: string; ServiceResourceType?: string };
    answer: { Regions?: { Region?: Array<{ LocalName?: string | undefined; RegionEndpoint?: string | undefined; RegionId?: string | undefined; ServiceResourceTypes?: { ServiceResourceType?: Array<string> | undefined } | undefined }> | undefined } | undefined };
  };
  'privatelink.DescribeZones': {
    params: { CrossRegion?: boolean; CrossRegionSide?: string; RegionId: string; ServiceResourceType?: string };
    answer: { Zones?: { Zone?: Array<{ LocalName?: string | undefined; ZoneId?: string | undefined }> | undefined } | undefined };
  };
  'privatelink.CreateVpcEndpointService': {
    params: { AddressIpVersion?: string; AutoAcceptEnabled?: boolean; ClientToken?: string; DryRun?: boolean; Payer?: string; RegionId: string; Resource?: Array<{ ResourceId?: string; ResourceType?: string; ZoneId?: string }>; ResourceGroupId?: string; ServiceDescription?: string; ServiceResourceType?: string; ServiceSupportIPv6?: boolean; SupportedRegionList?: Array<string>; Tag?: Array<{ Key?: string; Value?: string }>; ZoneAffinityEnabled?: boolean };
    answer: { AddressIpVersion?: string | undefined; AutoAcceptEnabled?: boolean | undefined; CreateTime?: string | undefined; ResourceGroupId?: string | undefined; ServiceBusinessStatus?: string | undefined; ServiceDescription?: string | undefined; ServiceDomain?: string | undefined; ServiceId?: string | undefined; ServiceName?: string | undefined; ServiceStatus?: string | undefined; ServiceSupportIPv6?: boolean | undefined; SupportedRegionSet?: Array<{ RegionBusinessStatus?: string | undefined; RegionServiceStatus?: string | undefined; ServiceRegionId?: string | undefined; SupportedRegionId?: string | undefined }> | undefined; ZoneAffinityEnabled?: boolean | undefined };
  };
  'privatelink.GetVpcEndpointServiceAttribute': {
    params: { RegionId: string; ServiceId: string };
    answer: { AddressIpVersion?: string | undefined; AutoAcceptEnabled?: boolean | undefined; ConnectBandwidth?: number | undefined; CreateTime?: string | undefined; MaxBandwidth?: number | undefined; MinBandwidth?: number | undefined; Payer?: string | undefined; RegionId?: string | undefined; ResourceGroupId?: string | undefined; ServiceBusinessStatus?: string | undefined; ServiceDescription?: string | undefined; ServiceDomain?: string | undefined; ServiceId?: string | undefined; ServiceName?: string | undefined; ServiceResourceType?: string | undefined; ServiceStatus?: string | undefined; ServiceSupportIPv6?: boolean | undefined; ServiceType?: string | undefined; SupportedRegionSet?: Array<{ RegionBusinessStatus?: string | undefined; RegionServiceStatus?: string | undefined; ServiceRegionId?: string | undefined; SupportedRegionId?: string | undefined }> | undefined; ZoneAffinityEnabled?: boolean | undefined; Zones?: Array<string> | undefined };
  };
  'privatelink.UpdateVpcEndpointServiceAttribute': {
    params: { AddSupportedRegionSet?: Array<string>; AddressIpVersion?: string; AutoAcceptEnabled?: boolean; ClientToken?: string; ConnectBandwidth?: number; DeleteSupportedRegionSet?: Array<string>; DryRun?: boolean; RegionId: string; ServiceDescription?: string; ServiceId: string; ServiceSupportIPv6?: boolean; ZoneAffinityEnabled?: boolean };
    answer: Record<never, never>;
  };
  'privatelink.DeleteVpcEndpointService': {
    params: { ClientToken?: string; DryRun?: boolean; RegionId: string; ServiceId: string };
    answer: Record<never, never>;
  };
  'privatelink.ListVpcEndpointServices': {
    params: { AddressIpVersion?: string; AutoAcceptEnabled?: boolean; MaxResults?: number; NextToken?: string; RegionId: string; ResourceGroupId?: string; ResourceId?: string; ServiceBusinessStatus?: string; ServiceId?: string; ServiceName?: string; ServiceResourceType?: string; ServiceStatus?: string; Tag?: Array<{ Key?: string; Value?: string }>; ZoneAffinityEnabled?: boolean };
    answer: { MaxResults?: number | undefined; NextToken?: string | undefined; Services?: Array<{ AddressIpVersion?: string | undefined; AutoAcceptEnabled?: boolean | undefined; ConnectBandwidth?: number | undefined; CreateTime?: string | undefined; MaxBandwidth?: number | undefined; MinBandwidth?: number | undefined; Payer?: string | undefined; RegionId?: string | undefined; ResourceGroupId?: string | undefined; ServiceBusinessStatus?: string | undefined; ServiceDescription?: string | undefined; ServiceDomain?: string | undefined; ServiceId?: string | undefined; ServiceName?: string | undefined; ServiceResourceType?: string | undefined; ServiceStatus?: string | undefined; ServiceSupportIPv6?: boolean | undefined; ServiceType?: string | undefined; SupportedRegionSet?: Array<{ RegionBusinessStatus?: string | undefined; RegionServiceStatus?: string | undefined; ServiceRegionId?: string | undefined; SupportedRegionId?: string | undefined }> | undefined; Tags?: Array<{ Key?: string | undefined; Value?: string | undefined }> | undefined; ZoneAffinityEnabled?: boolean | undefined }> | undefined; TotalCount?: number | undefined };
  };
  'privatelink.ListVpcEndpointServicesByEndUser': {
    params: { MaxResults?: number; NextToken?: string; RegionId: string; ResourceGroupId?: string; ServiceId?: string; ServiceName?: string; ServiceRegionId?: string; ServiceType?: string; Tag?: Array<{ Key?: string; Value?: string }> };
    answer: { MaxResults?: number | undefined; NextToken?: string | undefined; Services?: Array<{ AddressIpVersion?: string | undefined; AutoAcceptEnabled?: boolean | undefined; Payer?: string | undefined; ResourceGroupId?: string | undefined; ServiceDomain?: string | undefined; ServiceId?: string | undefined; ServiceName?: string | undefined; ServiceResourceType?: string | undefined; ServiceSupportIPv6?: boolean | undefined; ServiceType?: string | undefined; Tags?: Array<{ Key?: string | undefined; Value?: string | undefined }> | undefined; VpcEndpointPolicySupported?: boolean | undefined; ZoneAffinityEnabled?: boolean | undefined; Zones?: Array<string> | undefined }> | undefined; TotalCount?: string | undefined };
  };
  'privatelink.ListVpcEndpointServiceResources': {
    params: { MaxResults?: number; NextToken?: string; RegionId: string; ServiceId: string };
    answer: { MaxResults?: number | undefined; NextToken?: string | undefined; Resources?: Array<{ AutoAllocatedEnabled?: boolean | undefined; Ip?: string | undefined; RegionId?: string | undefined; RelatedDeprecatedEndpointCount?: number | undefined; RelatedEndpointCount?: number | undefined; ResourceId?: string | undefined; ResourceSupportIPv6?: boolean | undefined; ResourceType?: string | undefined; VSwitchId?: string | undefined; VpcId?: string | undefined; ZoneId?: string | undefined }> | undefined };
  };
  'privatelink.AttachResourceToVpcEndpointService': {
    params: { ClientToken?: string; DryRun?: boolean; RegionId: string; ResourceId: string; ResourceType: string; ServiceId: string; ZoneId?: string };
    answer: Record<never, never>;
  };
  'privatelink.DetachResourceFromVpcEndpointService': {
    params: { ClientToken?: string; DryRun?: boolean; RegionId: string; ResourceId: string; ResourceType?: string; ServiceId: string; ZoneId?: string };
    answer: Record<never, never>;
  };
  'privatelink.UpdateVpcEndpointServiceResourceAttribute': {
    params: { AutoAllocatedEnabled: boolean; ClientToken?: string; DryRun?: boolean; RegionId: string; ResourceId: string; ServiceId: string; ZoneId?: string };
    answer: Record<never, never>;
  };
  'privatelink.AddUserToVpcEndpointService': {
    params: { ClientToken?: string; DryRun?: boolean; RegionId: string; ServiceId: string; UserARN?: string; UserId?: number };
    answer: Record<never, never>;
  };
  'privatelink.RemoveUserFromVpcEndpointService': {
    params: { ClientToken?: string; DryRun?: boolean; RegionId: string; ServiceId: string; UserARN?: string; UserId?: number };
    answer: Record<never, never>;
  };
  'privatelink.ListVpcEndpointServiceUsers': {
    params: { MaxResults?: number; NextToken?: string; RegionId: string; ServiceId: string; UserId?: number; UserListType?: string };
    answer: { MaxResults?: number | undefined; NextToken?: string | undefined; TotalCount?: string | undefined; UserARNs?: Array<{ UserARN?: string | undefined }> | undefined; Users?: Array<{ UserId?: number | undefined }> | undefined };
  };
  'privatelink.CreateVpcEndpoint': {
    params: { AddressIpVersion?: string; ClientToken?: string; CrossRegionBandwidth?: number; DryRun?: boolean; EndpointDescription?: string; EndpointName?: string; EndpointType?: string; PolicyDocument?: string; ProtectedEnabled?: boolean; RegionId: string; ResourceGroupId?: string; SecurityGroupId?: Array<string>; ServiceId?: string; ServiceName?: string; ServiceRegionId?: string; Tag?: Array<{ Key?: string; Value?: string }>; VpcId: string; Zone?: Array<{ Ipv6Address?: string; VSwitchId?: string; ZoneId?: string; ip?: string }>; ZoneAffinityEnabled?: boolean; ZonePrivateIpAddressCount?: number };
    answer: { AddressIpVersion?: string | undefined; Bandwidth?: number | undefined; ConnectionStatus?: string | undefined; CreateTime?: string | undefined; CrossRegionBandwidth?: number | undefined; EndpointBusinessStatus?: string | undefined; EndpointDescription?: string | undefined; EndpointDomain?: string | undefined; EndpointId?: string | undefined; EndpointName?: string | undefined; EndpointStatus?: string | undefined; ServiceId?: string | undefined; ServiceName?: string | undefined; ServiceRegionId?: string | undefined; VpcId?: string | undefined; ZoneAffinityEnabled?: boolean | undefined };
  };
  'privatelink.GetVpcEndpointAttribute': {
    params: { EndpointId: string; RegionId: string };
    answer: { AddressIpVersion?: string | undefined; Bandwidth?: number | undefined; ConnectionStatus?: string | undefined; CreateTime?: string | undefined; CrossRegionBandwidth?: number | undefined; EndpointBusinessStatus?: string | undefined; EndpointDescription?: string | undefined; EndpointDomain?: string | undefined; EndpointId?: string | undefined; EndpointName?: string | undefined; EndpointStatus?: string | undefined; EndpointType?: string | undefined; Payer?: string | undefined; PolicyDocument?: string | undefined; RegionId?: string | undefined; ResourceGroupId?: string | undefined; ResourceOwner?: boolean | undefined; ServiceId?: string | undefined; ServiceName?: string | undefined; ServiceRegionId?: string | undefined; VpcId?: string | undefined; ZoneAffinityEnabled?: boolean | undefined; ZonePrivateIpAddressCount?: number | undefined };
  };
  'privatelink.UpdateVpcEndpointAttribute': {
    params: { AddressIpVersion?: string; ClientToken?: string; CrossRegionBandwidth?: number; DryRun?: boolean; EndpointDescription?: string; EndpointId: string; EndpointName?: string; PolicyDocument?: string; RegionId: string; ResetPolicy?: boolean; ZoneAffinityEnabled?: boolean };
    answer: Record<never, never>;
  };
  'privatelink.DeleteVpcEndpoint': {
    params: { ClientToken?: string; DryRun?: boolean; EndpointId: string; RegionId: string };
    answer: Record<never, never>;
  };
  'privatelink.ListVpcEndpoints': {
    params: { AddressIpVersion?: string; ConnectionStatus?: string; EndpointId?: string; EndpointName?: string; EndpointStatus?: string; EndpointType?: string; MaxResults?: number; NextToken?: string; RegionId: string; ResourceGroupId?: string; ServiceName?: string; ServiceRegionId?: string; Tag?: Array<{ Key?: string; Value?: string }>; VpcId?: string };
    answer: { Endpoints?: Array<{ AddressIpVersion?: string | undefined; Bandwidth?: number | undefined; ConnectionStatus?: string | undefined; CreateTime?: string | undefined; CrossRegionBandwidth?: number | undefined; EndpointBusinessStatus?: string | undefined; EndpointDescription?: string | undefined; EndpointDomain?: string | undefined; EndpointId?: string | undefined; EndpointName?: string | undefined; EndpointStatus?: string | undefined; EndpointType?: string | undefined; PolicyDocument?: string | undefined; RegionId?: string | undefined; ResourceGroupId?: string | undefined; ResourceOwner?: boolean | undefined; ServiceId?: string | undefined; ServiceName?: string | undefined; ServiceRegionId?: string | undefined; Tags?: Array<{ Key?: string | undefined; Value?: string | undefined }> | undefined; VpcId?: string | undefined; ZoneAffinityEnabled?: boolean | undefined }> | undefined; MaxResults?: number | undefined; NextToken?: string | undefined; TotalCount?: number | undefined };
  };
  'privatelink.AddZoneToVpcEndpoint': {
    params: { ClientToken?: string; DryRun?: boolean; EndpointId: string; Ipv6Address?: string; RegionId: string; VSwitchId: string; ZoneId: string; ip?: string };
    answer: Record<never, never>;
  };
  'privatelink.RemoveZoneFromVpcEndpoint': {
    params: { ClientToken?: string; DryRun?: boolean; EndpointId: string; RegionId: string; ZoneId: string };
    answer: Record<never, never>;
  };
  'privatelink.ListVpcEndpointZones': {
    params: { EndpointId: string; MaxResults?: number; NextToken?: string; RegionId: string };
    answer: { MaxResults?: number | undefined; NextToken?: string | undefined; TotalCount?: number | undefined; Zones?: Array<{ EniId?: string | undefined; EniIp?: string | undefined; RegionId?: string | undefined; VSwitchId?: string | undefined; ZoneDomain?: string | undefined; ZoneId?: string | undefined; ZoneIpv6Address?: string | undefined; ZoneStatus?: string | undefined }> | undefined };
  };
  'privatelink.EnableVpcEndpointConnection': {
    params: { Bandwidth?: number; ClientToken?: string; DryRun?: boolean; EndpointId: string; RegionId: string; ServiceId: string; TrafficControlMode?: string };
    answer: Record<never, never>;
  };
  'privatelink.DisableVpcEndpointConnection': {
    params: { ClientToken?: string; DryRun?: boolean; EndpointId: string; RegionId: string; ServiceId: string };
    answer: Record<never, never>;
  };
  'privatelink.UpdateVpcEndpointConnectionAttribute': {
    params: { Bandwidth?: number; ClientToken?: string; DryRun?: boolean; EndpointId: string; RegionId: string; ServiceId: string; TrafficControlMode?: string };
    answer: Record<never, never>;
  };
  'privatelink.ListVpcEndpointConnections': {
    params: { ConnectionStatus?: string; EndpointId?: string; EndpointOwnerId?: number; EniId?: string; MaxResults?: number; NextToken?: string; RegionId: string; ReplacedResourceId?: string; ResourceGroupId?: string; ResourceId?: string; ServiceId?: string };
    answer: { Connections?: Array<{ Bandwidth?: number | undefined; ConnectionStatus?: string | undefined; EndpointId?: string | undefined; EndpointOwnerId?: number | undefined; EndpointRegionId?: string | undefined; EndpointVpcId?: string | undefined; ModifiedTime?: string | undefined; ResourceGroupId?: string | undefined; ResourceOwner?: boolean | undefined; ServiceId?: string | undefined; ServiceRegionId?: string | undefined; TrafficControlMode?: string | undefined; Zones?: Array<{ EniId?: string | undefined; ReplacedEniId?: string | undefined; ReplacedResourceId?: string | undefined; ResourceId?: string | undefined; VSwitchId?: string | undefined; ZoneDomain?: string | undefined; ZoneId?: string | undefined; ZoneStatus?: string | undefined }> | undefined }> | undefined; MaxResults?: number | undefined; NextToken?: string | undefined; TotalCount?: string | undefined };
  };
  'privatelink.EnableVpcEndpointZoneConnection': {
    params: { ClientToken?: string; DryRun?: boolean; EndpointId: string; RegionId: string; ServiceId: string; ZoneId: string };
    answer: Record<never, never>;
  };
  'privatelink.DisableVpcEndpointZoneConnection': {
    params: { ClientToken?: string; DryRun?: boolean; EndpointId: string; RegionId: string; ReplacedResource?: boolean; ServiceId: string; ZoneId: string };
    answer: Record<never, never>;
  };
  'privatelink.UpdateVpcEndpointZoneConnectionResourceAttribute': {
    params: { ClientToken?: string; DryRun?: boolean; EndpointId: string; RegionId: string; ResourceAllocateMode?: string; ResourceId?: string; ResourceReplaceMode?: string; ResourceType?: string; ServiceId: string; ZoneId: string };
    answer: Record<never, never>;
  };
  'privatelink.AttachSecurityGroupToVpcEndpoint': {
    params: { ClientToken?: string; DryRun?: boolean; EndpointId: string; RegionId: string; SecurityGroupId: string };
    answer: Record<never, never>;
  };
  'privatelink.DetachSecurityGroupFromVpcEndpoint': {
    params: { ClientToken?: string; DryRun?: boolean; EndpointId: string; RegionId: string; SecurityGroupId: string };
    answer: Record<never, never>;
  };
  'privatelink.ListVpcEndpointSecurityGroups': {
    params: { EndpointId: string; MaxResults?: number; NextToken?: string; RegionId: string };
    answer: { MaxResults?: number | undefined; NextToken?: string | undefined; SecurityGroups?: Array<{ SecurityGroupId?: string | undefined; SecurityGroupStatus?: string | undefined }> | undefined; TotalCount?: number | undefined };
  };
  'privatelink.TagResources': {
    params: { ClientToken?: string; DryRun?: boolean; RegionId: string; ResourceId: Array<string>; ResourceType: string; Tag: Array<{ Key?: string; Value?: string }> };
    answer: Record<never, never>;
  };
  'privatelink.UntagResources': {
    params: { All?: boolean; ClientToken?: string; DryRun?: boolean; RegionId: string; ResourceId: Array<string>; ResourceType: string; TagKey?: Array<string> };
    answer: Record<never, never>;
  };
  'privatelink.ListTagResources': {
    params: { ClientToken?: string; NextToken?: string; RegionId: string; ResourceId?: Array<string>; ResourceType: string; Tag?: Array<{ Key?: string; Value?: string }> };
    answer: { NextToken?: string | undefined; TagResources?: Array<{ ResourceId?: string | undefined; ResourceType?: string | undefined; TagKey?: string | undefined; TagValue?: string | undefined }> | undefined };
  };
  'privatelink.ChangeResourceGroup': {
    params: { ResourceGroupId: string; ResourceId: string; ResourceType?: string };
    answer: Record<never, never>;
  };
  'vpc.DescribeRegions': {
    params: { AcceptLanguage?: string; OwnerAccount?: string; OwnerId?: number; ProductType?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number };
    answer: { Regions?: { Region?: Array<{ LocalName?: string | undefined; RegionEndpoint?: string | undefined; RegionId?: string | undefined }> | undefined } | undefined };
  };
  'vpc.DescribeZones': {
    params: { AcceptLanguage?: string; OwnerAccount?: string; OwnerId?: number; RegionId: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; ZoneType?: string };
    answer: { Zones?: { Zone?: Array<{ LocalName?: string | undefined; ZoneId?: string | undefined; ZoneType?: string | undefined }> | undefined } | undefined };
  };
  'vpc.DescribeVpcs': {
    params: { DhcpOptionsSetId?: string; DryRun?: boolean; EnableIpv6?: boolean; IsDefault?: boolean; OwnerAccount?: string; OwnerId?: number; PageNumber?: number; PageSize?: number; RegionId: string; ResourceGroupId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; Tag?: Array<{ Key?: string; Value?: string }>; VpcId?: string; VpcName?: string; VpcOwnerId?: number };
    answer: { PageNumber?: number | undefined; PageSize?: number | undefined; TotalCount?: number | undefined; Vpcs?: { Vpc?: Array<{ CenStatus?: string | undefined; CidrBlock?: string | undefined; CreationTime?: string | undefined; Description?: string | undefined; DhcpOptionsSetId?: string | undefined; DhcpOptionsSetStatus?: string | undefined; DnsHostnameStatus?: string | undefined; EnabledIpv6?: boolean | undefined; Ipv6CidrBlock?: string | undefined; Ipv6CidrBlocks?: { Ipv6CidrBlock?: Array<{ Ipv6CidrBlock?: string | undefined; Ipv6Isp?: string | undefined }> | undefined } | undefined; IsDefault?: boolean | undefined; NatGatewayIds?: { NatGatewayIds?: Array<string> | undefined } | undefined; OwnerId?: number | undefined; RegionId?: string | undefined; ResourceGroupId?: string | undefined; RouterTableIds?: { RouterTableIds?: Array<string> | undefined } | undefined; SecondaryCidrBlocks?: { SecondaryCidrBlock?: Array<string> | undefined } | undefined; Status?: string | undefined; Tags?: { Tag?: Array<{ Key?: string | undefined; Value?: string | undefined }> | undefined } | undefined; UserCidrs?: { UserCidr?: Array<string> | undefined } | undefined; VRouterId?: string | undefined; VSwitchIds?: { VSwitchId?: Array<string> | undefined } | undefined; VpcId?: string | undefined; VpcName?: string | undefined }> | undefined } | undefined };
  };
  'vpc.DescribeVpcAttribute': {
    params: { DryRun?: boolean; IsDefault?: boolean; OwnerAccount?: string; OwnerId?: number; RegionId: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; VpcId: string };
    answer: { AssociatedCens?: { AssociatedCen?: Array<{ CenId?: string | undefined; CenOwnerId?: number | undefined; CenStatus?: string | undefined }> | undefined } | undefined; AssociatedPropagationSources?: { AssociatedPropagationSources?: Array<{ RoutePropagated?: boolean | undefined; SourceInstanceId?: string | undefined; SourceOwnerId?: number | undefined; SourceType?: string | undefined; Status?: string | undefined }> | undefined } | undefined; CidrBlock?: string | undefined; ClassicLinkEnabled?: boolean | undefined; CloudResources?: { CloudResourceSetType?: Array<{ ResourceCount?: number | undefined; ResourceType?: string | undefined }> | undefined } | undefined; CreationTime?: string | undefined; Description?: string | undefined; DhcpOptionsSetId?: string | undefined; DhcpOptionsSetStatus?: string | undefined; DnsHostnameStatus?: string | undefined; EnabledIpv6?: boolean | undefined; Ipv4GatewayId?: string | undefined; Ipv6CidrBlock?: string | undefined; Ipv6CidrBlocks?: { Ipv6CidrBlock?: Array<{ Ipv6CidrBlock?: string | undefined; Ipv6Isp?: string | undefined }> | undefined } | undefined; IsDefault?: boolean | undefined; OwnerId?: number | undefined; RegionId?: string | undefined; ResourceGroupId?: string | undefined; SecondaryCidrBlocks?: { SecondaryCidrBlock?: Array<string> | undefined } | undefined; Status?: string | undefined; SupportIpv4Gateway?: boolean | undefined; Tags?: { Tag?: Array<{ Key?: string | undefined; Value?: string | undefined }> | undefined } | undefined; UserCidrs?: { UserCidr?: Array<string> | undefined } | undefined; VRouterId?: string | undefined; VSwitchIds?: { VSwitchId?: Array<string> | undefined } | undefined; VpcId?: string | undefined; VpcName?: string | undefined };
  };
  'vpc.CreateVpc': {
    params: { CidrBlock?: string; ClientToken?: string; Description?: string; DryRun?: boolean; EnableDnsHostname?: boolean; EnableIpv6?: boolean; Ipv4CidrMask?: number; Ipv4IpamPoolId?: string; Ipv6CidrBlock?: string; Ipv6CidrMask?: number; Ipv6IpamPoolId?: string; Ipv6Isp?: string; OwnerAccount?: string; OwnerId?: number; RegionId: string; ResourceGroupId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; Tag?: Array<{ Key?: string; Value?: string }>; UserCidr?: string; VpcName?: string };
    answer: { ResourceGroupId?: string | undefined; RouteTableId?: string | undefined; VRouterId?: string | undefined; VpcId?: string | undefined };
  };
  'vpc.DeleteVpc': {
    params: { ClientToken?: string; DryRun?: boolean; ForceDelete?: boolean; OwnerAccount?: string; OwnerId?: number; RegionId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; VpcId: string };
    answer: Record<never, never>;
  };
  'vpc.DescribeVSwitches': {
    params: { DryRun?: boolean; EnableIpv6?: boolean; IsDefault?: boolean; OwnerAccount?: string; OwnerId?: number; PageNumber?: number; PageSize?: number; RegionId?: string; ResourceGroupId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; RouteTableId?: string; Tag?: Array<{ Key?: string; Value?: string }>; VSwitchId?: string; VSwitchName?: string; VSwitchOwnerId?: number; VpcId?: string; ZoneId?: string };
    answer: { PageNumber?: number | undefined; PageSize?: number | undefined; TotalCount?: number | undefined; VSwitches?: { VSwitch?: Array<{ AvailableIpAddressCount?: number | undefined; CidrBlock?: string | undefined; CreationTime?: string | undefined; Description?: string | undefined; EnabledIpv6?: boolean | undefined; Ipv6CidrBlock?: string | undefined; IsDefault?: boolean | undefined; NetworkAclId?: string | undefined; OwnerId?: number | undefined; ResourceGroupId?: string | undefined; RouteTable?: { RouteTableId?: string | undefined; RouteTableType?: string | undefined } | undefined; ShareType?: string | undefined; Status?: string | undefined; Tags?: { Tag?: Array<{ Key?: string | undefined; Value?: string | undefined }> | undefined } | undefined; VSwitchId?: string | undefined; VSwitchName?: string | undefined; VpcId?: string | undefined; ZoneId?: string | undefined }> | undefined } | undefined };
  };
  'vpc.DescribeVSwitchAttributes': {
    params: { DryRun?: boolean; OwnerAccount?: string; OwnerId?: number; RegionId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; VSwitchId: string };
    answer: { AvailableIpAddressCount?: number | undefined; CidrBlock?: string | undefined; CreationTime?: string | undefined; Description?: string | undefined; EnabledIpv6?: boolean | undefined; Ipv6CidrBlock?: string | undefined; IsDefault?: boolean | undefined; NetworkAclId?: string | undefined; OwnerId?: number | undefined; ResourceGroupId?: string | undefined; RouteTable?: { RouteTableId?: string | undefined; RouteTableType?: string | undefined } | undefined; ShareType?: string | undefined; Status?: string | undefined; Tags?: { Tag?: Array<{ Key?: string | undefined; Value?: string | undefined }> | undefined } | undefined; VSwitchId?: string | undefined; VSwitchName?: string | undefined; VpcId?: string | undefined; ZoneId?: string | undefined };
  };
  'vpc.CreateVSwitch': {
    params: { CidrBlock: string; CidrMask?: number; ClientToken?: string; Description?: string; Ipv6CidrBlock?: number; Ipv6CidrMask?: number; OwnerAccount?: string; OwnerId?: number; RegionId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; Tag?: Array<{ Key?: string; Value?: string }>; VSwitchName?: string; VpcId: string; VpcIpv6CidrBlock?: string; ZoneId: string };
    answer: { VSwitchId?: string | undefined };
  };
  'vpc.DeleteVSwitch': {
    params: { DryRun?: boolean; OwnerAccount?: string; OwnerId?: number; RegionId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; VSwitchId: string };
    answer: Record<never, never>;
  };
  'ecs.DescribeRegions': {
    params: { AcceptLanguage?: string; InstanceChargeType?: string; OwnerAccount?: string; OwnerId?: number; ResourceOwnerAccount?: string; ResourceOwnerId?: number; ResourceType?: string };
    answer: { Regions?: { Region?: Array<{ LocalName?: string | undefined; RegionEndpoint?: string | undefined; RegionId?: string | undefined; Status?: string | undefined }> | undefined } | undefined };
  };
  'ecs.DescribeZones': {
    params: { AcceptLanguage?: string; InstanceChargeType?: string; OwnerAccount?: string; OwnerId?: number; RegionId: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; SpotStrategy?: string; Verbose?: boolean };
    answer: { Zones?: { Zone?: Array<{ AvailableDedicatedHostTypes?: { DedicatedHostType?: Array<string> | undefined } | undefined; AvailableDiskCategories?: { DiskCategories?: Array<string> | undefined } | undefined; AvailableInstanceTypes?: { InstanceTypes?: Array<string> | undefined } | undefined; AvailableResourceCreation?: { ResourceTypes?: Array<string> | undefined } | undefined; AvailableResources?: { ResourcesInfo?: Array<{ DataDiskCategories?: { supportedDataDiskCategory?: Array<string> | undefined } | undefined; InstanceGenerations?: { supportedInstanceGeneration?: Array<string> | undefined } | undefined; InstanceTypeFamilies?: { supportedInstanceTypeFamily?: Array<string> | undefined } | undefined; InstanceTypes?: { supportedInstanceType?: Array<string> | undefined } | undefined; IoOptimized?: boolean | undefined; NetworkTypes?: { supportedNetworkCategory?: Array<string> | undefined } | undefined; SystemDiskCategories?: { supportedSystemDiskCategory?: Array<string> | undefined } | undefined }> | undefined } | undefined; AvailableVolumeCategories?: { VolumeCategories?: Array<string> | undefined } | undefined; DedicatedHostGenerations?: { DedicatedHostGeneration?: Array<string> | undefined } | undefined; LocalName?: string | undefined; ZoneId?: string | undefined; ZoneType?: string | undefined }> | undefined } | undefined };
  };
  'ecs.CreateSecurityGroup': {
    params: { ClientToken?: string; Description?: string; OwnerAccount?: string; OwnerId?: number; RegionId: string; ResourceGroupId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; SecurityGroupName?: string; SecurityGroupType?: string; ServiceManaged?: boolean; Tag?: Array<{ Key?: string; Value?: string }>; VpcId?: string };
    answer: { SecurityGroupId?: string | undefined };
  };
  'ecs.DescribeSecurityGroups': {
    params: { DryRun?: boolean; FuzzyQuery?: boolean; IsQueryEcsCount?: boolean; MaxResults?: number; NetworkType?: string; NextToken?: string; OwnerAccount?: string; OwnerId?: number; PageNumber?: number; PageSize?: number; RegionId: string; ResourceGroupId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; SecurityGroupId?: string; SecurityGroupIds?: string; SecurityGroupName?: string; SecurityGroupType?: string; ServiceManaged?: boolean; Tag?: Array<{ Key?: string; Value?: string }>; VpcId?: string };
    answer: { NextToken?: string | undefined; PageNumber?: number | undefined; PageSize?: number | undefined; RegionId?: string | undefined; SecurityGroups?: { SecurityGroup?: Array<{ AvailableInstanceAmount?: number | undefined; CreationTime?: string | undefined; Description?: string | undefined; EcsCount?: number | undefined; GroupToGroupRuleCount?: number | undefined; ResourceGroupId?: string | undefined; RuleCount?: number | undefined; SecurityGroupId?: string | undefined; SecurityGroupName?: string | undefined; SecurityGroupType?: string | undefined; ServiceID?: number | undefined; ServiceManaged?: boolean | undefined; Tags?: { Tag?: Array<{ TagKey?: string | undefined; TagValue?: string | undefined }> | undefined } | undefined; VpcId?: string | undefined }> | undefined } | undefined; TotalCount?: number | undefined };
  };
  'ecs.DescribeSecurityGroupAttribute': {
    params: { Attribute?: string; Direction?: string; MaxResults?: number; NextToken?: string; NicType?: string; OwnerAccount?: string; OwnerId?: number; RegionId: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; SecurityGroupId: string };
    answer: { Description?: string | undefined; InnerAccessPolicy?: string | undefined; NextToken?: string | undefined; Permissions?: { Permission?: Array<{ CreateTime?: string | undefined; Description?: string | undefined; DestCidrIp?: string | undefined; DestGroupId?: string | undefined; DestGroupName?: string | undefined; DestGroupOwnerAccount?: string | undefined; DestPrefixListId?: string | undefined; DestPrefixListName?: string | undefined; Direction?: string | undefined; IpProtocol?: string | undefined; Ipv6DestCidrIp?: string | undefined; Ipv6SourceCidrIp?: string | undefined; NicType?: string | undefined; Policy?: string | undefined; PortRange?: string | undefined; PortRangeListId?: string | undefined; PortRangeListName?: string | undefined; Priority?: string | undefined; SecurityGroupRuleId?: string | undefined; SourceCidrIp?: string | undefined; SourceGroupId?: string | undefined; SourceGroupName?: string | undefined; SourceGroupOwnerAccount?: string | undefined; SourcePortRange?: string | undefined; SourcePrefixListId?: string | undefined; SourcePrefixListName?: string | undefined }> | undefined } | undefined; RegionId?: string | undefined; SecurityGroupId?: string | undefined; SecurityGroupName?: string | undefined; SnapshotPolicyIds?: { SnapshotPolicyId?: Array<string> | undefined } | undefined; VpcId?: string | undefined };
  };
  'ecs.AuthorizeSecurityGroup': {
    params: { ClientToken?: string; Description?: string; DestCidrIp?: string; IpProtocol?: string; Ipv6DestCidrIp?: string; Ipv6SourceCidrIp?: string; NicType?: string; OwnerAccount?: string; OwnerId?: number; Permissions?: Array<{ Description?: string; DestCidrIp?: string; IpProtocol?: string; Ipv6DestCidrIp?: string; Ipv6SourceCidrIp?: string; NicType?: string; Policy?: string; PortRange?: string; PortRangeListId?: string; Priority?: string; SourceCidrIp?: string; SourceGroupId?: string; SourceGroupOwnerAccount?: string; SourceGroupOwnerId?: number; SourcePortRange?: string; SourcePrefixListId?: string }>; Policy?: string; PortRange?: string; Priority?: string; RegionId: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; SecurityGroupId: string; SourceCidrIp?: string; SourceGroupId?: string; SourceGroupOwnerAccount?: string; SourceGroupOwnerId?: number; SourcePortRange?: string; SourcePrefixListId?: string };
    answer: Record<never, never>;
  };
  'ecs.RevokeSecurityGroup': {
    params: { ClientToken?: string; Description?: string; DestCidrIp?: string; IpProtocol?: string; Ipv6DestCidrIp?: string; Ipv6SourceCidrIp?: string; NicType?: string; OwnerAccount?: string; OwnerId?: number; Permissions?: Array<{ Description?: string; DestCidrIp?: string; IpProtocol?: string; Ipv6DestCidrIp?: string; Ipv6SourceCidrIp?: string; NicType?: string; Policy?: string; PortRange?: string; PortRangeListId?: string; Priority?: string; SourceCidrIp?: string; SourceGroupId?: string; SourceGroupOwnerAccount?: string; SourceGroupOwnerId?: number; SourcePortRange?: string; SourcePrefixListId?: string }>; Policy?: string; PortRange?: string; Priority?: string; RegionId: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; SecurityGroupId: string; SecurityGroupRuleId?: Array<string>; SourceCidrIp?: string; SourceGroupId?: string; SourceGroupOwnerAccount?: string; SourceGroupOwnerId?: number; SourcePortRange?: string; SourcePrefixListId?: string };
    answer: Record<never, never>;
  };
  'ecs.DeleteSecurityGroup': {
    params: { OwnerAccount?: string; OwnerId?: number; RegionId: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; SecurityGroupId: string };
    answer: Record<never, never>;
  };
  'ecs.DescribeNetworkInterfaces': {
    params: { InstanceId?: string; Ipv6Address?: Array<string>; MaxResults?: number; NetworkInterfaceId?: Array<string>; NetworkInterfaceName?: string; NextToken?: string; OwnerAccount?: string; OwnerId?: number; PageNumber?: number; PageSize?: number; PrimaryIpAddress?: string; PrivateIpAddress?: Array<string>; RegionId: string; ResourceGroupId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; SecurityGroupId?: string; ServiceManaged?: boolean; Status?: string; Tag?: Array<{ Key?: string; Value?: string }>; Type?: string; VSwitchId?: string; VpcId?: string };
    answer: { NetworkInterfaceSets?: { NetworkInterfaceSet?: Array<{ AssociatedPublicIp?: { AllocationId?: string | undefined; PublicIpAddress?: string | undefined } | undefined; Attachment?: { DeviceIndex?: number | undefined; InstanceId?: string | undefined; NetworkCardIndex?: number | undefined; TrunkNetworkInterfaceId?: string | undefined } | undefined; CreationTime?: string | undefined; DeleteOnRelease?: boolean | undefined; Description?: string | undefined; InstanceId?: string | undefined; Ipv4PrefixSets?: { Ipv4PrefixSet?: Array<{ Ipv4Prefix?: string | undefined }> | undefined } | undefined; Ipv6PrefixSets?: { Ipv6PrefixSet?: Array<{ Ipv6Prefix?: string | undefined }> | undefined } | undefined; Ipv6Sets?: { Ipv6Set?: Array<{ Ipv6Address?: string | undefined; Primary?: boolean | undefined }> | undefined } | undefined; MacAddress?: string | undefined; NetworkInterfaceId?: string | undefined; NetworkInterfaceName?: string | undefined; NetworkInterfaceTrafficMode?: string | undefined; OwnerId?: string | undefined; PrivateIpAddress?: string | undefined; PrivateIpSets?: { PrivateIpSet?: Array<{ AssociatedPublicIp?: { AllocationId?: string | undefined; PublicIpAddress?: string | undefined } | undefined; Primary?: boolean | undefined; PrivateDnsName?: string | undefined; PrivateIpAddress?: string | undefined }> | undefined } | undefined; QueueNumber?: number | undefined; QueuePairNumber?: number | undefined; ResourceGroupId?: string | undefined; SecurityGroupIds?: { SecurityGroupId?: Array<string> | undefined } | undefined; ServiceID?: number | undefined; ServiceManaged?: boolean | undefined; SourceDestCheck?: boolean | undefined; Status?: string | undefined; Tags?: { Tag?: Array<{ TagKey?: string | undefined; TagValue?: string | undefined }> | undefined } | undefined; Type?: string | undefined; VSwitchId?: string | undefined; VpcId?: string | undefined; ZoneId?: string | undefined }> | undefined } | undefined; NextToken?: string | undefined; PageNumber?: number | undefined; PageSize?: number | undefined; TotalCount?: number | undefined };
  };
  'cs.DescribeClusterDetail': {
    params: { ClusterId: string };
    answer: { auto_mode?: { enable?: boolean | undefined } | undefined; cluster_domain?: string | undefined; cluster_id?: string | undefined; cluster_spec?: string | undefined; cluster_type?: string | undefined; container_cidr?: string | undefined; control_plane_config?: Record<string, unknown> | undefined; control_plane_endpoints_config?: { internal_dns_config?: { bind_vpcs?: Array<string> | undefined; enabled?: boolean | undefined } | undefined; load_balancers_config?: Array<{ endpoint?: string | undefined; endpoint_type?: string | undefined; load_balancer_id?: string | undefined }> | undefined } | undefined; created?: string | undefined; current_version?: string | undefined; deletion_protection?: boolean | undefined; docker_version?: string | undefined; external_loadbalancer_id?: string | undefined; extra_sans?: Array<string> | undefined; init_version?: string | undefined; ip_stack?: string | undefined; maintenance_window?: Record<string, unknown> | undefined; master_url?: string | undefined; meta_data?: string | undefined; name?: string | undefined; network_mode?: string | undefined; next_version?: string | undefined; node_cidr_mask?: string | undefined; operation_policy?: { cluster_auto_upgrade?: { channel?: string | undefined; enabled?: boolean | undefined } | undefined } | undefined; parameters?: Record<string, unknown> | undefined; private_zone?: boolean | undefined; profile?: string | undefined; proxy_mode?: string | undefined; region_id?: string | undefined; resource_group_id?: string | undefined; rrsa_config?: { audience?: string | undefined; enabled?: boolean | undefined; issuer?: string | undefined; jwks_url?: string | undefined; max_oidc_token_expiration?: string | undefined; oidc_arn?: string | undefined; oidc_name?: string | undefined; open_api_configuration_url?: string | undefined } | undefined; security_group_id?: string | undefined; service_cidr?: string | undefined; size?: number | undefined; state?: string | undefined; subnet_cidr?: string | undefined; tags?: Array<{ key?: string | undefined; value?: string | undefined }> | undefined; timezone?: string | undefined; updated?: string | undefined; vpc_id?: string | undefined; vswitch_id?: string | undefined; vswitch_ids?: Array<string> | undefined; worker_ram_role_name?: string | undefined; zone_id?: string | undefined };
  };
  'cs.DescribeClustersV1': {
    params: { cluster_id?: string; cluster_spec?: string; cluster_type?: string; name?: string; page_number?: number; page_size?: number; profile?: string; region_id?: string };
    answer: { clusters?: Array<{ cluster_domain?: string | undefined; cluster_id?: string | undefined; cluster_spec?: string | undefined; cluster_type?: string | undefined; container_cidr?: string | undefined; created?: string | undefined; current_version?: string | undefined; deletion_protection?: boolean | undefined; docker_version?: string | undefined; external_loadbalancer_id?: string | undefined; init_version?: string | undefined; ip_stack?: string | undefined; maintenance_window?: { duration?: string | undefined; enable?: boolean | undefined; maintenance_time?: string | undefined; recurrence?: string | undefined; weekly_period?: string | undefined } | undefined; master_url?: string | undefined; meta_data?: string | undefined; name?: string | undefined; network_mode?: string | undefined; next_version?: string | undefined; operation_policy?: { cluster_auto_upgrade?: { channel?: string | undefined; enabled?: boolean | undefined } | undefined } | undefined; private_zone?: boolean | undefined; profile?: string | undefined; proxy_mode?: string | undefined; region_id?: string | undefined; resource_group_id?: string | undefined; security_group_id?: string | undefined; service_cidr?: string | undefined; size?: number | undefined; state?: string | undefined; subnet_cidr?: string | undefined; tags?: Array<{ key?: string | undefined; value?: string | undefined }> | undefined; timezone?: string | undefined; updated?: string | undefined; vpc_id?: string | undefined; vswitch_id?: string | undefined; vswitch_ids?: Array<string> | undefined; worker_ram_role_name?: string | undefined; zone_id?: string | undefined }> | undefined; page_info?: { page_number?: number | undefined; page_size?: number | undefined; total_count?: number | undefined } | undefined };
  };
  'cs.DescribeClusters': {
    params: { clusterType?: string; name?: string; resource_group_id?: string };
    answer: Array<{ cluster_id?: string | undefined; cluster_type?: string | undefined; created?: string | undefined; current_version?: string | undefined; data_disk_category?: string | undefined; data_disk_size?: number | undefined; deletion_protection?: boolean | undefined; docker_version?: string | undefined; external_loadbalancer_id?: string | undefined; init_version?: string | undefined; master_url?: string | undefined; meta_data?: string | undefined; name?: string | undefined; network_mode?: string | undefined; private_zone?: boolean | undefined; profile?: string | undefined; region_id?: string | undefined; resource_group_id?: string | undefined; security_group_id?: string | undefined; size?: number | undefined; state?: string | undefined; subnet_cidr?: string | undefined; tags?: Array<{ key?: string | undefined; value?: string | undefined }> | undefined; updated?: string | undefined; vpc_id?: string | undefined; vswitch_cidr?: string | undefined; vswitch_id?: string | undefined; worker_ram_role_name?: string | undefined; zone_id?: string | undefined }>;
  };
  'cs.DescribeClustersForRegion': {
    params: { cluster_id?: string; cluster_spec?: string; cluster_type?: string; name?: string; page_number?: number; page_size?: number; profile?: string; region_id: string; regionId: string };
    answer: { clusters?: Array<{ cluster_domain?: string | undefined; cluster_id?: string | undefined; cluster_spec?: string | undefined; cluster_type?: string | undefined; container_cidr?: string | undefined; created?: string | undefined; current_version?: string | undefined; deletion_protection?: boolean | undefined; init_version?: string | undefined; ip_stack?: string | undefined; name?: string | undefined; next_version?: string | undefined; profile?: string | undefined; proxy_mode?: string | undefined; region_id?: string | undefined; resource_group_id?: string | undefined; security_group_id?: string | undefined; service_cidr?: string | undefined; size?: number | undefined; state?: string | undefined; tags?: Array<{ key?: string | undefined; value?: string | undefined }> | undefined; timezone?: string | undefined; updated?: string | undefined; vpc_id?: string | undefined; vswitch_ids?: Array<string> | undefined }> | undefined; page_info?: { page_number?: number | undefined; page_size?: number | undefined; total_count?: number | undefined } | undefined };
  };
  'cs.ModifyCluster': {
    params: { access_control_list?: Array<string>; api_server_custom_cert_sans?: { action?: string; subject_alternative_names?: Array<string> }; api_server_eip?: boolean; api_server_eip_id?: string; client_token?: string; cluster_name?: string; cluster_spec?: string; control_plane_config?: Record<string, unknown>; control_plane_endpoints_config?: { internal_dns_config?: { bind_vpcs?: Array<string>; enabled?: boolean }; load_balancers_config?: Array<{ endpoint_type?: string; load_balancer_id?: string }> }; deletion_protection?: boolean; enable_rrsa?: boolean; ingress_domain_rebinding?: boolean; ingress_loadbalancer_id?: string; instance_deletion_protection?: boolean; maintenance_window?: Record<string, unknown>; operation_policy?: { cluster_auto_upgrade?: { channel?: string; enabled?: boolean } }; resource_group_id?: string; security_group_id?: string; system_events_logging?: { enabled?: boolean; logging_project?: string }; timezone?: string; vswitch_ids?: Array<string>; ClusterId: string };
    answer: { cluster_id?: string | undefined; request_id?: string | undefined; task_id?: string | undefined };
  };
  'cs.DescribeClusterUserKubeconfig': {
    params: { PrivateIpAddress?: boolean; TemporaryDurationMinutes?: number; ClusterId: string };
    answer: { config?: string | undefined; expiration?: string | undefined };
  };
  'cs.DescribeClusterResources': {
    params: { with_addon_resources?: boolean; ClusterId: string };
    answer: Array<{ cluster_id?: string | undefined; created?: string | undefined; instance_id?: string | undefined; resource_info?: string | undefined; resource_type?: string | undefined; state?: string | undefined; auto_create?: number | undefined; dependencies?: Array<{ cluster_id?: string | undefined; resource_type?: string | undefined; instance_id?: string | undefined }> | undefined; associated_object?: { kind?: string | undefined; namespace?: string | undefined; name?: string | undefined } | undefined; delete_behavior?: { delete_by_default?: boolean | undefined; changeable?: boolean | undefined } | undefined; creator_type?: string | undefined; extra_info?: Record<string, unknown> | undefined }>;
  };
  'cs.DescribeTaskInfo': {
    params: { task_id: string; taskId: string };
    answer: { cluster_id?: string | undefined; created?: string | undefined; current_stage?: string | undefined; error?: { code?: string | undefined; message?: string | undefined } | undefined; events?: Array<{ action?: string | undefined; level?: string | undefined; message?: string | undefined; reason?: string | undefined; source?: string | undefined; timestamp?: string | undefined }> | undefined; outputs?: Record<string, unknown> | undefined; parameters?: Record<string, unknown> | undefined; stages?: Array<{ end_time?: string | undefined; message?: string | undefined; outputs?: Record<string, unknown> | undefined; start_time?: string | undefined; state?: string | undefined }> | undefined; state?: string | undefined; target?: { id?: string | undefined; type?: string | undefined } | undefined; task_id?: string | undefined; task_result?: Array<{ data?: string | undefined; status?: string | undefined }> | undefined; task_type?: string | undefined; updated?: string | undefined };
  };
  'servicemesh.DescribeServiceMeshes': {
    params: { Tag?: Array<{ Key?: string; Value?: string }> };
    answer: { ServiceMeshes?: Array<{ ClusterSpec?: string | undefined; Clusters?: Array<string> | undefined; Endpoints?: { IntranetApiServerEndpoint?: string | undefined; IntranetPilotEndpoint?: string | undefined; PublicApiServerEndpoint?: string | undefined; PublicPilotEndpoint?: string | undefined; ReverseTunnelEndpoint?: string | undefined } | undefined; OwnerId?: string | undefined; OwnerType?: string | undefined; ServiceMeshInfo?: { CreationTime?: string | undefined; ErrorMessage?: string | undefined; Name?: string | undefined; Profile?: string | undefined; RegionId?: string | undefined; ServiceMeshId?: string | undefined; State?: string | undefined; UpdateTime?: string | undefined; Version?: string | undefined } | undefined; Spec?: { LoadBalancer?: { ApiServerLoadbalancerId?: string | undefined; ApiServerPublicEip?: boolean | undefined; PilotPublicEip?: boolean | undefined; PilotPublicLoadbalancerId?: string | undefined } | undefined; MeshConfig?: Record<string, unknown> | undefined; Network?: { SecurityGroupId?: string | undefined; VSwitches?: Array<string> | undefined; VpcId?: string | undefined } | undefined } | undefined; Tag?: Array<{ Key?: string | undefined; Value?: string | undefined }> | undefined; Upgradable?: boolean | undefined }> | undefined };
  };
  'servicemesh.DescribeServiceMeshDetail': {
    params: { ServiceMeshId: string };
    answer: { ServiceMesh?: { ClusterSpec?: string | undefined; Clusters?: Array<string> | undefined; Endpoints?: { IntranetApiServerEndpoint?: string | undefined; IntranetCanaryPilotEndpoint?: string | undefined; IntranetPilotEndpoint?: string | undefined; PublicApiServerEndpoint?: string | undefined; PublicCanaryPilotEndpoint?: string | undefined; PublicPilotEndpoint?: string | undefined } | undefined; OwnerId?: string | undefined; OwnerType?: string | undefined; ServiceMeshInfo?: { CreationTime?: string | undefined; ErrorMessage?: string | undefined; Name?: string | undefined; Profile?: string | undefined; RegionId?: string | undefined; ServiceMeshId?: string | undefined; State?: string | undefined; UpdateTime?: string | undefined; Version?: string | undefined } | undefined; Spec?: { LoadBalancer?: { ApiServerLoadbalancerId?: string | undefined; ApiServerPublicEip?: boolean | undefined; ApiServerPublicEipId?: string | undefined; CanaryPilotLoadBalancerId?: string | undefined; CanaryPilotPublicEipId?: string | undefined; PilotPublicEip?: boolean | undefined; PilotPublicEipId?: string | undefined; PilotPublicLoadbalancerId?: string | undefined } | undefined; MeshConfig?: Record<string, unknown> | undefined; Network?: { SecurityGroupId?: string | undefined; VSwitches?: Array<string> | undefined; VpcId?: string | undefined } | undefined } | undefined } | undefined };
  };
  'servicemesh.DescribeServiceMeshKubeconfig': {
    params: { PrivateIpAddress?: boolean; ServiceMeshId: string };
    answer: { ExpireTime?: string | undefined; Kubeconfig?: string | undefined };
  };
  'servicemesh.AddClusterIntoServiceMesh': {
    params: { ClusterId: string; DiscoveryOnly?: boolean; IgnoreNamespaceCheck?: boolean; Kubeconfig?: string; ServiceMeshId: string };
    answer: { Code?: string | undefined; Message?: string | undefined };
  };
  'servicemesh.RemoveClusterFromServiceMesh': {
    params: { ClusterId: string; ReserveNamespace?: boolean; ServiceMeshId: string };
    answer: { Code?: string | undefined; Message?: string | undefined };
  };
  'servicemesh.DescribeClustersInServiceMesh': {
    params: { ServiceMeshId: string };
    answer: { Clusters?: Array<{ AccessLogDashboards?: Array<{ Title?: string | undefined; Url?: string | undefined }> | undefined; ClusterDomain?: string | undefined; ClusterId?: string | undefined; ClusterType?: string | undefined; CreationTime?: string | undefined; ErrorMessage?: string | undefined; GuestClusterConfig?: { SMC?: { Enabled?: boolean | undefined } | undefined } | undefined; LogtailInstalledState?: string | undefined; Name?: string | undefined; RegionId?: string | undefined; SgId?: string | undefined; State?: string | undefined; UpdateTime?: string | undefined; Version?: string | undefined; VpcId?: string | undefined }> | undefined };
  };
  'servicemesh.DescribeServiceMeshClusters': {
    params: { Limit?: number; Offset?: number; ServiceMeshId?: string };
    answer: { Clusters?: Array<{ ClusterDomain?: string | undefined; ClusterId?: string | undefined; ClusterType?: string | undefined; CreationTime?: string | undefined; ErrorMessage?: string | undefined; ForbiddenFlag?: number | undefined; ForbiddenInfo?: string | undefined; Name?: string | undefined; RegionId?: string | undefined; ServiceMeshId?: string | undefined; SgId?: string | undefined; State?: string | undefined; UpdateTime?: string | undefined; Version?: string | undefined; VpcId?: string | undefined }> | undefined; NumberOfClusters?: number | undefined };
  };
  'servicemesh.DescribeReusableSlb': {
    params: { K8sClusterId?: string; LbType?: string; NetworkType: string; ServiceMeshId?: string };
    answer: { ReusableSlbList?: Array<{ LoadBalancerId?: string | undefined; LoadBalancerName?: string | undefined }> | undefined };
  };
  'slb.CreateLoadBalancer': {
    params: { Address?: string; AddressIPVersion?: string; AddressType?: string; AutoPay?: boolean; Bandwidth?: number; ClientToken?: string; DeleteProtection?: string; Duration?: number; InstanceChargeType?: string; InternetChargeType?: string; LoadBalancerName?: string; LoadBalancerSpec?: string; MasterZoneId?: string; ModificationProtectionReason?: string; ModificationProtectionStatus?: string; OwnerAccount?: string; OwnerId?: number; PayType?: string; PricingCycle?: string; RegionId: string; ResourceGroupId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; SlaveZoneId?: string; Tag?: Array<{ Key?: string; Value?: string }>; VSwitchId?: string; VpcId?: string };
    answer: { Address?: string | undefined; AddressIPVersion?: string | undefined; LoadBalancerId?: string | undefined; LoadBalancerName?: string | undefined; NetworkType?: string | undefined; OrderId?: number | undefined; ResourceGroupId?: string | undefined; VSwitchId?: string | undefined; VpcId?: string | undefined };
  };
  'slb.DescribeLoadBalancers': {
    params: { Address?: string; AddressIPVersion?: string; AddressType?: string; InternetChargeType?: string; LoadBalancerId?: string; LoadBalancerName?: string; LoadBalancerStatus?: string; MasterZoneId?: string; NetworkType?: string; OwnerAccount?: string; OwnerId?: number; PageNumber?: number; PageSize?: number; PayType?: string; RegionId: string; ResourceGroupId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; ServerId?: string; ServerIntranetAddress?: string; SlaveZoneId?: string; Tag?: Array<{ Key?: string; Value?: string }>; Tags?: string; VSwitchId?: string; VpcId?: string };
    answer: { LoadBalancers?: { LoadBalancer?: Array<{ Address?: string | undefined; AddressIPVersion?: string | undefined; AddressType?: string | undefined; Bandwidth?: number | undefined; CreateTime?: string | undefined; CreateTimeStamp?: number | undefined; DeleteProtection?: string | undefined; InstanceChargeType?: string | undefined; InternetChargeType?: string | undefined; InternetChargeTypeAlias?: string | undefined; LoadBalancerId?: string | undefined; LoadBalancerName?: string | undefined; LoadBalancerSpec?: string | undefined; LoadBalancerStatus?: string | undefined; MasterZoneId?: string | undefined; ModificationProtectionReason?: string | undefined; ModificationProtectionStatus?: string | undefined; NetworkType?: string | undefined; PayType?: string | undefined; RegionId?: string | undefined; RegionIdAlias?: string | undefined; ResourceGroupId?: string | undefined; SlaveZoneId?: string | undefined; Tags?: { Tag?: Array<{ TagKey?: string | undefined; TagValue?: string | undefined }> | undefined } | undefined; VSwitchId?: string | undefined; VpcId?: string | undefined }> | undefined } | undefined; PageNumber?: number | undefined; PageSize?: number | undefined; TotalCount?: number | undefined };
  };
  'slb.DescribeLoadBalancerAttribute': {
    params: { LoadBalancerId: string; OwnerAccount?: string; OwnerId?: number; RegionId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number };
    answer: { Address?: string | undefined; AddressIPVersion?: string | undefined; AddressType?: string | undefined; AutoReleaseTime?: number | undefined; BackendServers?: { BackendServer?: Array<{ Description?: string | undefined; ServerId?: string | undefined; ServerIp?: string | undefined; Type?: string | undefined; Weight?: number | undefined }> | undefined } | undefined; Bandwidth?: number | undefined; CreateTime?: string | undefined; CreateTimeStamp?: number | undefined; DeleteProtection?: string | undefined; EndTime?: string | undefined; EndTimeStamp?: number | undefined; InstanceChargeType?: string | undefined; InternetChargeType?: string | undefined; ListenerPorts?: { ListenerPort?: Array<number> | undefined } | undefined; ListenerPortsAndProtocal?: { ListenerPortAndProtocal?: Array<{ ListenerPort?: number | undefined; ListenerProtocal?: string | undefined }> | undefined } | undefined; ListenerPortsAndProtocol?: { ListenerPortAndProtocol?: Array<{ Description?: string | undefined; ForwardPort?: number | undefined; ListenerForward?: string | undefined; ListenerPort?: number | undefined; ListenerProtocol?: string | undefined }> | undefined } | undefined; LoadBalancerId?: string | undefined; LoadBalancerName?: string | undefined; LoadBalancerSpec?: string | undefined; LoadBalancerStatus?: string | undefined; MasterZoneId?: string | undefined; ModificationProtectionReason?: string | undefined; ModificationProtectionStatus?: string | undefined; NetworkType?: string | undefined; PayType?: string | undefined; RegionId?: string | undefined; RegionIdAlias?: string | undefined; RenewalCycUnit?: string | undefined; RenewalDuration?: number | undefined; RenewalStatus?: string | undefined; ResourceGroupId?: string | undefined; SlaveZoneId?: string | undefined; Tags?: { Tag?: Array<{ TagKey?: string | undefined; TagValue?: string | undefined }> | undefined } | undefined; VSwitchId?: string | undefined; VpcId?: string | undefined };
  };
  'slb.SetLoadBalancerStatus': {
    params: { LoadBalancerId: string; LoadBalancerStatus: string; OwnerAccount?: string; OwnerId?: number; RegionId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number };
    answer: Record<never, never>;
  };
  'slb.DeleteLoadBalancer': {
    params: { LoadBalancerId: string; OwnerAccount?: string; OwnerId?: number; RegionId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number };
    answer: Record<never, never>;
  };
  'slb.CreateLoadBalancerTCPListener': {
    params: { AclId?: string; AclStatus?: string; AclType?: string; BackendServerPort?: number; Bandwidth: number; ConnectionDrain?: string; ConnectionDrainTimeout?: number; Description?: string; EstablishedTimeout?: number; HealthCheckConnectPort?: number; HealthCheckConnectTimeout?: number; HealthCheckDomain?: string; HealthCheckHttpCode?: string; HealthCheckSwitch?: string; HealthCheckType?: string; HealthCheckURI?: string; HealthyThreshold?: number; ListenerPort: number; LoadBalancerId: string; MasterSlaveServerGroupId?: string; OwnerAccount?: string; OwnerId?: number; PersistenceTimeout?: number; ProxyProtocolV2Enabled?: boolean; RegionId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; Scheduler?: string; Tag?: Array<{ Key?: string; Value?: string }>; UnhealthyThreshold?: number; VServerGroupId?: string; healthCheckInterval?: number };
    answer: Record<never, never>;
  };
  'slb.StartLoadBalancerListener': {
    params: { ListenerPort: number; ListenerProtocol?: string; LoadBalancerId: string; OwnerAccount?: string; OwnerId?: number; RegionId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number };
    answer: Record<never, never>;
  };
  'slb.DescribeLoadBalancerListeners': {
    params: { Description?: string; ListenerPort?: number; ListenerProtocol?: string; LoadBalancerId?: Array<string>; MaxResults?: number; NextToken?: string; OwnerAccount?: string; OwnerId?: number; RegionId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; Tag?: Array<{ Key?: string; Value?: string }> };
    answer: { Listeners?: Array<{ AclId?: string | undefined; AclIds?: Array<string> | undefined; AclStatus?: string | undefined; AclType?: string | undefined; BackendServerPort?: number | undefined; Bandwidth?: number | undefined; Description?: string | undefined; HTTPListenerConfig?: { Cookie?: string | undefined; CookieTimeout?: number | undefined; ForwardPort?: number | undefined; Gzip?: string | undefined; HealthCheck?: string | undefined; HealthCheckConnectPort?: number | undefined; HealthCheckDomain?: string | undefined; HealthCheckHttpCode?: string | undefined; HealthCheckHttpVersion?: string | undefined; HealthCheckInterval?: number | undefined; HealthCheckMethod?: string | undefined; HealthCheckTimeout?: number | undefined; HealthCheckType?: string | undefined; HealthCheckURI?: string | undefined; HealthyThreshold?: number | undefined; IdleTimeout?: number | undefined; ListenerForward?: string | undefined; RequestTimeout?: number | undefined; StickySession?: string | undefined; StickySessionType?: string | undefined; UnhealthyThreshold?: number | undefined; XForwardedFor?: string | undefined; XForwardedFor_ClientSrcPort?: string | undefined; XForwardedFor_SLBID?: string | undefined; XForwardedFor_SLBIP?: string | undefined; XForwardedFor_SLBPORT?: string | undefined; XForwardedFor_proto?: string | undefined } | undefined; HTTPSListenerConfig?: { CACertificateId?: string | undefined; Cookie?: string | undefined; CookieTimeout?: number | undefined; EnableHttp2?: string | undefined; Gzip?: string | undefined; HealthCheck?: string | undefined; HealthCheckConnectPort?: number | undefined; HealthCheckDomain?: string | undefined; HealthCheckHttpCode?: string | undefined; HealthCheckHttpVersion?: string | undefined; HealthCheckInterval?: number | undefined; HealthCheckMethod?: string | undefined; HealthCheckTimeout?: number | undefined; HealthCheckType?: string | undefined; HealthCheckURI?: string | undefined; HealthyThreshold?: number | undefined; IdleTimeout?: number | undefined; RequestTimeout?: number | undefined; ServerCertificateId?: string | undefined; StickySession?: string | undefined; StickySessionType?: string | undefined; TLSCipherPolicy?: string | undefined; UnhealthyThreshold?: number | undefined; XForwardedFor?: string | undefined; XForwardedFor_ClientCertClientVerify?: string | undefined; XForwardedFor_ClientCertFingerprint?: string | undefined; XForwardedFor_ClientCertIssuerDN?: string | undefined; XForwardedFor_ClientCertSubjectDN?: string | undefined; XForwardedFor_ClientSrcPort?: string | undefined; XForwardedFor_SLBID?: string | undefined; XForwardedFor_SLBIP?: string | undefined; XForwardedFor_SLBPORT?: string | undefined; XForwardedFor_proto?: string | undefined } | undefined; ListenerPort?: number | undefined; ListenerProtocol?: string | undefined; LoadBalancerId?: string | undefined; Scheduler?: string | undefined; Status?: string | undefined; TCPListenerConfig?: { ConnectionDrain?: string | undefined; ConnectionDrainTimeout?: number | undefined; EstablishedTimeout?: number | undefined; HealthCheck?: string | undefined; HealthCheckConnectPort?: number | undefined; HealthCheckConnectTimeout?: number | undefined; HealthCheckDomain?: string | undefined; HealthCheckHttpCode?: string | undefined; HealthCheckInterval?: number | undefined; HealthCheckMethod?: string | undefined; HealthCheckType?: string | undefined; HealthCheckURI?: string | undefined; HealthyThreshold?: number | undefined; MasterSlaveServerGroupId?: string | undefined; PersistenceTimeout?: number | undefined; ProxyProtocolV2Enabled?: string | undefined; UnhealthyThreshold?: number | undefined } | undefined; Tags?: Array<{ TagKey?: string | undefined; TagValue?: string | undefined }> | undefined; UDPListenerConfig?: { ConnectionDrain?: string | undefined; ConnectionDrainTimeout?: number | undefined; HealthCheck?: string | undefined; HealthCheckConnectPort?: number | undefined; HealthCheckConnectTimeout?: number | undefined; HealthCheckExp?: string | undefined; HealthCheckInterval?: number | undefined; HealthCheckReq?: string | undefined; HealthyThreshold?: number | undefined; MasterSlaveServerGroupId?: string | undefined; ProxyProtocolV2Enabled?: string | undefined; UnhealthyThreshold?: number | undefined } | undefined; VServerGroupId?: string | undefined }> | undefined; MaxResults?: number | undefined; NextToken?: string | undefined; TotalCount?: number | undefined };
  };
  'slb.DescribeLoadBalancerTCPListenerAttribute': {
    params: { ListenerPort: number; LoadBalancerId: string; OwnerAccount?: string; OwnerId?: number; RegionId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number };
    answer: { AclId?: string | undefined; AclIds?: { AclId?: Array<string> | undefined } | undefined; AclStatus?: string | undefined; AclType?: string | undefined; BackendServerPort?: number | undefined; Bandwidth?: number | undefined; ConnectionDrain?: string | undefined; ConnectionDrainTimeout?: number | undefined; Description?: string | undefined; EstablishedTimeout?: number | undefined; HealthCheck?: string | undefined; HealthCheckConnectPort?: number | undefined; HealthCheckConnectTimeout?: number | undefined; HealthCheckDomain?: string | undefined; HealthCheckHttpCode?: string | undefined; HealthCheckInterval?: number | undefined; HealthCheckMethod?: string | undefined; HealthCheckType?: string | undefined; HealthCheckURI?: string | undefined; HealthyThreshold?: number | undefined; ListenerPort?: number | undefined; LoadBalancerId?: string | undefined; MasterSlaveServerGroupId?: string | undefined; PersistenceTimeout?: number | undefined; ProxyProtocolV2Enabled?: boolean | undefined; Scheduler?: string | undefined; Status?: string | undefined; SynProxy?: string | undefined; Tags?: { Tag?: Array<{ TagKey?: string | undefined; TagValue?: string | undefined }> | undefined } | undefined; UnhealthyThreshold?: number | undefined; VServerGroupId?: string | undefined };
  };
  'slb.DeleteLoadBalancerListener': {
    params: { ListenerPort: number; ListenerProtocol?: string; LoadBalancerId: string; OwnerAccount?: string; OwnerId?: number; RegionId?: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number };
    answer: Record<never, never>;
  };
  'slb.DescribeZones': {
    params: { OwnerAccount?: string; OwnerId?: number; RegionId: string; ResourceOwnerAccount?: string; ResourceOwnerId?: number; AcceptLanguage?: string };
    answer: { Zones?: { Zone?: Array<{ LocalName?: string | undefined; SlaveZones?: { SlaveZone?: Array<{ LocalName?: string | undefined; ZoneId?: string | undefined }> | undefined } | undefined; ZoneId?: string | undefined }> | undefined } | undefined };
  };
  'nlb.CreateLoadBalancer': {
    params: { AddressIpVersion?: string; AddressType: string; BandwidthPackageId?: string; ClientToken?: string; DeletionProtectionConfig?: { Enabled?: boolean; Reason?: string }; DryRun?: boolean; LoadBalancerBillingConfig?: { PayType?: string }; LoadBalancerName?: string; LoadBalancerType?: string; ModificationProtectionConfig?: { Reason?: string; Status?: string }; RegionId?: string; ResourceGroupId?: string; Tag?: Array<{ Key?: string; Value?: string }>; VpcId: string; ZoneMappings: Array<{ AllocationId?: string; Ipv4LocalAddresses?: Array<string>; Ipv6Address?: string; Ipv6LocalAddresses?: Array<string>; PrivateIPv4Address?: string; VSwitchId?: string; ZoneId?: string }> };
    answer: { LoadbalancerId?: string | undefined; OrderId?: number | undefined };
  };
  'nlb.GetLoadBalancerAttribute': {
    params: { ClientToken?: string; DryRun?: boolean; LoadBalancerId: string; RegionId?: string };
    answer: { AddressIpVersion?: string | undefined; AddressType?: string | undefined; BandwidthPackageId?: string | undefined; Cps?: number | undefined; CreateTime?: string | undefined; CrossZoneEnabled?: boolean | undefined; DNSName?: string | undefined; DeletionProtectionConfig?: { Enabled?: boolean | undefined; EnabledTime?: string | undefined; Reason?: string | undefined } | undefined; Ipv6AddressType?: string | undefined; LoadBalancerBillingConfig?: { PayType?: string | undefined } | undefined; LoadBalancerBusinessStatus?: string | undefined; LoadBalancerId?: string | undefined; LoadBalancerName?: string | undefined; LoadBalancerStatus?: string | undefined; LoadBalancerType?: string | undefined; ModificationProtectionConfig?: { EnabledTime?: string | undefined; Reason?: string | undefined; Status?: string | undefined } | undefined; OperationLocks?: Array<{ LockReason?: string | undefined; LockType?: string | undefined }> | undefined; RegionId?: string | undefined; ResourceGroupId?: string | undefined; SecurityGroupIds?: Array<string> | undefined; Tags?: Array<{ TagKey?: string | undefined; TagValue?: string | undefined }> | undefined; VpcId?: string | undefined; ZoneMappings?: Array<{ LoadBalancerAddresses?: Array<{ AllocationId?: string | undefined; EniId?: string | undefined; Ipv4LocalAddresses?: Array<string> | undefined; Ipv6Address?: string | undefined; Ipv6LocalAddresses?: Array<string> | undefined; PrivateIPv4Address?: string | undefined; PrivateIPv4HcStatus?: string | undefined; PrivateIPv6HcStatus?: string | undefined; PublicIPv4Address?: string | undefined }> | undefined; Status?: string | undefined; VSwitchId?: string | undefined; ZoneId?: string | undefined }> | undefined };
  };
  'nlb.ListLoadBalancers': {
    params: { AddressIpVersion?: string; AddressType?: string; DNSName?: string; Ipv6AddressType?: string; LoadBalancerBusinessStatus?: string; LoadBalancerIds?: Array<string>; LoadBalancerNames?: Array<string>; LoadBalancerStatus?: string; LoadBalancerType?: string; MaxResults?: number; NextToken?: string; RegionId?: string; ResourceGroupId?: string; Tag?: Array<{ Key?: string; Value?: string }>; VpcIds?: Array<string>; ZoneId?: string };
    answer: { LoadBalancers?: Array<{ AddressIpVersion?: string | undefined; AddressType?: string | undefined; BandwidthPackageId?: string | undefined; CreateTime?: string | undefined; CrossZoneEnabled?: boolean | undefined; DNSName?: string | undefined; DeletionProtectionConfig?: { Enabled?: boolean | undefined; EnabledTime?: string | undefined; Reason?: string | undefined } | undefined; Ipv6AddressType?: string | undefined; LoadBalancerBillingConfig?: { PayType?: string | undefined } | undefined; LoadBalancerBusinessStatus?: string | undefined; LoadBalancerId?: string | undefined; LoadBalancerName?: string | undefined; LoadBalancerStatus?: string | undefined; LoadBalancerType?: string | undefined; ModificationProtectionConfig?: { EnabledTime?: string | undefined; Reason?: string | undefined; Status?: string | undefined } | undefined; OperationLocks?: Array<{ LockReason?: string | undefined; LockType?: string | undefined }> | undefined; RegionId?: string | undefined; ResourceGroupId?: string | undefined; SecurityGroupIds?: Array<string> | undefined; Tags?: Array<{ Key?: string | undefined; Value?: string | undefined }> | undefined; VpcId?: string | undefined; ZoneMappings?: Array<{ LoadBalancerAddresses?: Array<{ AllocationId?: string | undefined; EniId?: string | undefined; Ipv6Address?: string | undefined; PrivateIPv4Address?: string | undefined; PrivateIPv4HcStatus?: string | undefined; PrivateIPv6HcStatus?: string | undefined; PublicIPv4Address?: string | undefined }> | undefined; Status?: string | undefined; VSwitchId?: string | undefined; ZoneId?: string | undefined }> | undefined }> | undefined; MaxResults?: number | undefined; NextToken?: string | undefined; TotalCount?: number | undefined };
  };
  'nlb.DeleteLoadBalancer': {
    params: { ClientToken?: string; DryRun?: boolean; LoadBalancerId: string; RegionId?: string };
    answer: { JobId?: string | undefined };
  };
  'nlb.CreateListener': {
    params: { AlpnEnabled?: boolean; AlpnPolicy?: string; CaCertificateIds?: Array<string>; CaEnabled?: boolean; CertificateIds?: Array<string>; ClientToken?: string; Cps?: number; DryRun?: boolean; EndPort?: number; IdleTimeout?: number; ListenerDescription?: string; ListenerPort: number; ListenerProtocol: string; LoadBalancerId: string; Mss?: number; ProxyProtocolEnabled?: boolean; ProxyProtocolV2Config?: { Ppv2PrivateLinkEpIdEnabled?: boolean; Ppv2PrivateLinkEpsIdEnabled?: boolean; Ppv2VpcIdEnabled?: boolean }; RegionId?: string; SecSensorEnabled?: boolean; SecurityPolicyId?: string; ServerGroupId: string; StartPort?: number; Tag?: Array<{ Key?: string; Value?: string }> };
    answer: { JobId?: string | undefined; ListenerId?: string | undefined };
  };
  'nlb.GetListenerAttribute': {
    params: { ClientToken?: string; DryRun?: boolean; ListenerId: string; RegionId?: string };
    answer: { AlpnEnabled?: boolean | undefined; AlpnPolicy?: string | undefined; CaCertificateIds?: Array<string> | undefined; CaEnabled?: boolean | undefined; CertificateIds?: Array<string> | undefined; Cps?: number | undefined; EndPort?: string | undefined; IdleTimeout?: number | undefined; ListenerDescription?: string | undefined; ListenerId?: string | undefined; ListenerPort?: number | undefined; ListenerProtocol?: string | undefined; ListenerStatus?: string | undefined; LoadBalancerId?: string | undefined; Mss?: number | undefined; ProxyProtocolEnabled?: boolean | undefined; ProxyProtocolV2Config?: { Ppv2PrivateLinkEpIdEnabled?: boolean | undefined; Ppv2PrivateLinkEpsIdEnabled?: boolean | undefined; Ppv2VpcIdEnabled?: boolean | undefined } | undefined; RegionId?: string | undefined; SecSensorEnabled?: boolean | undefined; SecurityPolicyId?: string | undefined; ServerGroupId?: string | undefined; StartPort?: string | undefined; Tags?: Array<{ TagKey?: string | undefined; TagValue?: string | undefined }> | undefined };
  };
  'nlb.ListListeners': {
    params: { ListenerIds?: Array<string>; ListenerProtocol?: string; LoadBalancerIds?: Array<string>; MaxResults?: number; NextToken?: string; RegionId?: string; SecSensorEnabled?: string; Tag?: Array<{ Key?: string; Value?: string }> };
    answer: { Listeners?: Array<{ AlpnEnabled?: boolean | undefined; AlpnPolicy?: string | undefined; CaCertificateIds?: Array<string> | undefined; CaEnabled?: boolean | undefined; CertificateIds?: Array<string> | undefined; Cps?: number | undefined; EndPort?: string | undefined; IdleTimeout?: number | undefined; ListenerDescription?: string | undefined; ListenerId?: string | undefined; ListenerPort?: number | undefined; ListenerProtocol?: string | undefined; ListenerStatus?: string | undefined; LoadBalancerId?: string | undefined; Mss?: number | undefined; ProxyProtocolEnabled?: boolean | undefined; ProxyProtocolV2Config?: { Ppv2PrivateLinkEpIdEnabled?: boolean | undefined; Ppv2PrivateLinkEpsIdEnabled?: boolean | undefined; Ppv2VpcIdEnabled?: boolean | undefined } | undefined; RegionId?: string | undefined; SecSensorEnabled?: boolean | undefined; SecurityPolicyId?: string | undefined; ServerGroupId?: string | undefined; StartPort?: string | undefined; Tags?: Array<{ Key?: string | undefined; Value?: string | undefined }> | undefined }> | undefined; MaxResults?: number | undefined; NextToken?: string | undefined; TotalCount?: number | undefined };
  };
  'nlb.DeleteListener': {
    params: { ClientToken?: string; DryRun?: boolean; ListenerId: string; RegionId?: string };
    answer: { JobId?: string | undefined };
  };
  'nlb.GetJobStatus': {
    params: { ClientToken?: string; JobId: string };
    answer: { Status?: string | undefined };
  };
  'nlb.DescribeZones': {
    params: { AcceptLanguage?: string; ClientToken?: string; RegionId?: string; ServiceCode?: string };
    answer: { Zones?: Array<{ LocalName?: string | undefined; ZoneId?: string | undefined }> | undefined };
  };
  'sts.AssumeRole': {
    params: { DurationSeconds?: number; ExternalId?: string; Policy?: string; RoleArn: string; RoleSessionName: string; SourceIdentity?: string };
    answer: { AssumedRoleUser?: { Arn?: string | undefined; AssumedRoleId?: string | undefined } | undefined; Credentials?: { AccessKeyId?: string | undefined; AccessKeySecret?: string | undefined; Expiration?: string | undefined; SecurityToken?: string | undefined } | undefined; SourceIdentity?: string | undefined };
  };
  'sts.AssumeRoleWithOIDC': {
    params: { DurationSeconds?: number; OIDCProviderArn?: string; OIDCToken?: string; Policy?: string; RoleArn?: string; RoleSessionName: string };
    answer: { AssumedRoleUser?: { Arn?: string | undefined; AssumedRoleId?: string | undefined } | undefined; Credentials?: { AccessKeyId?: string | undefined; AccessKeySecret?: string | undefined; Expiration?: string | undefined; SecurityToken?: string | undefined } | undefined; OIDCTokenInfo?: { ClientIds?: string | undefined; ExpirationTime?: string | undefined; IssuanceTime?: string | undefined; Issuer?: string | undefined; Subject?: string | undefined; VerificationInfo?: string | undefined } | undefined; SourceIdentity?: string | undefined };
  };
  'sts.GetCallerIdentity': {
    params: Record<never, never>;
    answer: { AccountId?: string | undefined; Arn?: string | undefined; IdentityType?: string | undefined; PrincipalId?: string | undefined; RoleId?: string | undefined; UserId?: string | undefined };
  };
  'pvtz.AddZone': {
    params: { ClientToken?: string; DnsGroup?: string; Lang?: string; ProxyPattern?: string; ResourceGroupId?: string; ZoneName?: string; ZoneTag?: string; ZoneType?: string };
    answer: { Success?: boolean | undefined; ZoneId?: string | undefined; ZoneName?: string | undefined };
  };
  'pvtz.DescribeZones': {
    params: { Keyword?: string; Lang?: string; PageNumber?: number; PageSize?: number; QueryRegionId?: string; QueryVpcId?: string; ResourceGroupId?: string; ResourceTag?: Array<{ Key?: string; Value?: string }>; SearchMode?: string; ZoneTag?: Array<string>; ZoneType?: string };
    answer: { PageNumber?: number | undefined; PageSize?: number | undefined; TotalItems?: number | undefined; TotalPages?: number | undefined; Zones?: { Zone?: Array<{ CreateTime?: string | undefined; CreateTimestamp?: number | undefined; Creator?: string | undefined; CreatorSubType?: string | undefined; DnsGroup?: string | undefined; DnsGroupChanging?: boolean | undefined; IsPtr?: boolean | undefined; ProxyPattern?: string | undefined; RecordCount?: number | undefined; Remark?: string | undefined; ResourceGroupId?: string | undefined; ResourceTags?: { ResourceTag?: Array<{ Key?: string | undefined; Value?: string | undefined }> | undefined } | undefined; SlaveDnsStatus?: string | undefined; UpdateTime?: string | undefined; UpdateTimestamp?: number | undefined; ZoneId?: string | undefined; ZoneName?: string | undefined; ZoneTag?: string | undefined; ZoneType?: string | undefined }> | undefined } | undefined };
  };
  'pvtz.DescribeZoneInfo': {
    params: { Lang?: string; ZoneId: string };
    answer: { BindEdgeDnsClusters?: { EdgeDnsCluster?: Array<{ ClusterId?: string | undefined; ClusterName?: string | undefined; ClusterUserId?: number | undefined }> | undefined } | undefined; BindVpcs?: { Vpc?: Array<{ RegionId?: string | undefined; RegionName?: string | undefined; VpcId?: string | undefined; VpcName?: string | undefined; VpcType?: string | undefined; VpcUserId?: number | undefined }> | undefined } | undefined; CreateTime?: string | undefined; CreateTimestamp?: number | undefined; Creator?: string | undefined; CreatorType?: string | undefined; DnsGroup?: string | undefined; DnsGroupChanging?: boolean | undefined; IsPtr?: boolean | undefined; ProxyPattern?: string | undefined; RecordCount?: number | undefined; Remark?: string | undefined; ResourceGroupId?: string | undefined; SlaveDns?: boolean | undefined; UpdateTime?: string | undefined; UpdateTimestamp?: number | undefined; ZoneId?: string | undefined; ZoneName?: string | undefined; ZoneTag?: string | undefined; ZoneType?: string | undefined };
  };
  'pvtz.BindZoneVpc': {
    params: { ClientToken?: string; Lang?: string; UserClientIp?: string; Vpcs?: Array<{ RegionId?: string; VpcId?: string; VpcType?: string }>; ZoneId: string };
    answer: Record<never, never>;
  };
  'pvtz.AddZoneRecord': {
    params: { ClientToken?: string; Lang?: string; Line?: string; Priority?: number; Remark?: string; Rr: string; Ttl?: number; Type: string; UserClientIp?: string; Value: string; Weight?: number; ZoneId: string };
    answer: { RecordId?: number | undefined; Success?: boolean | undefined };
  };
  'pvtz.UpdateZoneRecord': {
    params: { ClientToken?: string; Lang?: string; Line?: string; Priority: number; RecordId: number; Rr: string; Ttl?: number; Type: string; UserClientIp?: string; Value: string; Weight?: number };
    answer: { RecordId?: number | undefined };
  };
  'pvtz.DeleteZoneRecord': {
    params: { ClientToken?: string; Lang?: string; RecordId: number; UserClientIp?: string };
    answer: { RecordId?: number | undefined };
  };
  'pvtz.DescribeZoneRecords': {
    params: { Keyword?: string; Lang?: string; PageNumber?: number; PageSize?: number; SearchMode?: string; Tag?: string; UserClientIp?: string; ZoneId: string };
    answer: { PageNumber?: number | undefined; PageSize?: number | undefined; Records?: { Record?: Array<{ CreateTime?: string | undefined; CreateTimestamp?: number | undefined; Line?: string | undefined; Priority?: number | undefined; RecordId?: number | undefined; Remark?: string | undefined; Rr?: string | undefined; Status?: string | undefined; Ttl?: number | undefined; Type?: string | undefined; UpdateTime?: string | undefined; UpdateTimestamp?: number | undefined; Value?: string | undefined; Weight?: number | undefined; ZoneId?: string | undefined }> | undefined } | undefined; TotalItems?: number | undefined; TotalPages?: number | undefined };
  };
  'pvtz.DeleteZone': {
    params: { ClientToken?: string; Lang?: string; UserClientIp?: string; ZoneId: string };
    answer: { ZoneId?: string | undefined };
  };
  'location.DescribeEndpoints': {
    params: { Id: string; ServiceCode: string; Type?: string };
    answer: { Endpoints?: { Endpoint?: Array<{ Endpoint?: string | undefined; Id?: string | undefined; Namespace?: string | undefined; Protocols?: { Protocols?: Array<string> | undefined } | undefined; SerivceCode?: string | undefined; Type?: string | undefined }> | undefined } | undefined; Success?: boolean | undefined };
  };
}

/** What a step did, as a sentence in the past: for events and for whoever reads along. */
import type { Step } from '@asm-privatelink/link';

/** `Made endpoint ep-1 in vpc-1 (cn-hangzhou-i).` Names what the step touched; `made` is the id that the cloud answered, if it made something. */
export function sentenceOf(step: Step, made: string): string {
  switch (step.action) {
    case 'CreateVpcEndpointService':
      return `Made endpoint service ${made} in front of ${list((step.request.Resource ?? []).map((each) => each.ResourceId))}.`;
    case 'UpdateVpcEndpointServiceAttribute':
      return `Turned automatic acceptance of ${text(step.request.ServiceId)} on again.`;
    case 'DeleteVpcEndpointService':
      return `Deleted endpoint service ${text(step.request.ServiceId)}${because(step)}.`;
    case 'AttachResourceToVpcEndpointService':
      return `Attached ${text(step.request.ResourceId)} to ${text(step.request.ServiceId)}${because(step)}.`;
    case 'DetachResourceFromVpcEndpointService':
      return `Detached ${text(step.request.ResourceId)} from ${text(step.request.ServiceId)}${because(step)}.`;
    case 'CreateVpcEndpoint':
      return `Made endpoint ${made} in ${text(step.request.VpcId)} (${list((step.request.Zone ?? []).map((each) => each.ZoneId))}).`;
    case 'DeleteVpcEndpoint':
      return `Deleted endpoint ${text(step.request.EndpointId)}${because(step)}.`;
    case 'AddZoneToVpcEndpoint':
      return `Added ${text(step.request.ZoneId)} (${text(step.request.VSwitchId)}) to ${text(step.request.EndpointId)}${because(step)}.`;
    case 'RemoveZoneFromVpcEndpoint':
      return `Removed ${text(step.request.ZoneId)} from ${text(step.request.EndpointId)}${because(step)}.`;
    case 'EnableVpcEndpointConnection':
      return `Accepted the connection of ${text(step.request.EndpointId)} again.`;
    case 'DisableVpcEndpointConnection':
      return `Refused the connection of ${text(step.request.EndpointId)}${because(step)}.`;
    case 'EnableVpcEndpointZoneConnection':
      return `Switched ${text(step.request.ZoneId)} of ${text(step.request.EndpointId)} on again.`;
    case 'AttachSecurityGroupToVpcEndpoint':
      return `Put ${text(step.request.EndpointId)} into the security group of our endpoints again.`;
    case 'DetachSecurityGroupFromVpcEndpoint':
      return `Took ${text(step.request.EndpointId)} out of ${text(step.request.SecurityGroupId)}${because(step)}.`;
    case 'TagResources':
      return `Tagged ${list(step.request.ResourceId)}${because(step)}.`;
    case 'UntagResources':
      return `Took our tags off ${list(step.request.ResourceId)}${because(step)}.`;
    case 'CreateSecurityGroup':
      return `Made security group ${made} for the endpoints in ${text(step.request.VpcId)}.`;
    case 'AuthorizeSecurityGroup':
      return `Opened ${list((step.request.Permissions ?? []).map((each) => `${text(each.SourceCidrIp ?? 'all')} to ${text(each.PortRange)}`))}.`;
    case 'RevokeSecurityGroup':
      return `Took rules away from ${text(step.request.SecurityGroupId)} that it should not have.`;
    case 'ModifyCluster':
      return `Asked to have ${list(step.request.api_server_custom_cert_sans.subject_alternative_names)} added to the certificate of cluster ${text(step.request.ClusterId)}${because(step)}.`;
    case 'DeleteSecurityGroup':
      return `Deleted security group ${text(step.request.SecurityGroupId)}${because(step)}.`;
  }
}

function because({ why }: Step): string {
  return why === undefined ? '' : `: ${why}`;
}

/** A value of a request, or what it stood for when the plan was made. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : 'it';
}

function list(values: readonly unknown[]): string {
  return [...new Set(values.map(text))].join(', ');
}

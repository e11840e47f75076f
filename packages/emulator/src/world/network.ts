/** What a VPC is made of: its network, vSwitches, security groups and interfaces. */
import type { Tags } from '../tags.ts';

export interface Region {
  readonly id: string;
  readonly localName: string;
  readonly zoneIds: string[];
}

export interface Vpc {
  readonly id: string;
  readonly regionId: string;
  readonly accountId: string;
  readonly name: string;
  readonly description: string;
  readonly cidr: string;
  readonly secondaryCidrs: string[];
  status: 'Pending' | 'Available';
  readonly createdAt: number;
  readonly tags: Tags;
}

export interface VSwitch {
  readonly id: string;
  readonly vpcId: string;
  readonly zoneId: string;
  readonly name: string;
  readonly description: string;
  readonly cidr: string;
  status: 'Pending' | 'Available';
  readonly createdAt: number;
  readonly tags: Tags;
  /** Addresses in use, each with the id of what uses it. */
  readonly used: Map<string, string>;
  /** How many more addresses are taken by things outside this model; they are the last ones of the range. */
  occupied: number;
}

export interface SecurityGroup {
  readonly id: string;
  readonly regionId: string;
  readonly accountId: string;
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
  readonly type: 'normal' | 'enterprise';
  readonly createdAt: number;
  readonly tags: Tags;
  readonly rules: SecurityGroupRule[];
}

/** A rule; `peer` is the source of an ingress rule and the destination of an egress rule. */
export interface SecurityGroupRule {
  readonly id: string;
  readonly direction: 'ingress' | 'egress';
  readonly protocol: 'TCP' | 'UDP' | 'ICMP' | 'GRE' | 'ALL';
  /** `6443/6443`, or `-1/-1` for all ports. */
  readonly portRange: string;
  readonly peer: RulePeer;
  readonly policy: 'Accept' | 'Drop';
  /** 1 (first) to 100. */
  readonly priority: number;
  readonly description: string;
  readonly createdAt: number;
}

export type RulePeer =
  | { readonly kind: 'cidr'; readonly cidr: string }
  | { readonly kind: 'ipv6'; readonly cidr: string }
  | { readonly kind: 'group'; readonly groupId: string }
  | { readonly kind: 'prefix-list'; readonly prefixListId: string };

/** An elastic network interface; the emulator makes them for endpoint zones and for NLB zones. */
export interface NetworkInterface {
  readonly id: string;
  readonly vpcId: string;
  readonly vSwitchId: string;
  readonly zoneId: string;
  readonly address: string;
  readonly mac: string;
  readonly owner: { readonly kind: 'endpoint' | 'nlb'; readonly id: string };
  readonly createdAt: number;
}

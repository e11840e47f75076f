/**
 * Security-group rules of the ECS API, as they filter what reaches an endpoint's network interface
 * (product-behaviour §C.6: "they control VPC→ENI traffic").
 */
import net from 'node:net';

/** An inbound rule, in the words of the API (alibaba-cloud-api §5). */
export interface InboundRule {
  readonly policy: 'Accept' | 'Drop';
  /** Only `TCP` and `ALL` say anything about TCP. */
  readonly protocol: string;
  /** `from/to`; `-1/-1` means every port. */
  readonly portRange: string;
  readonly source: { readonly cidr: string } | { readonly groupId: string };
  /** 1 (first) to 100. Between equals, Drop comes first. */
  readonly priority: number;
}

/** Whoever may dial: from any address of the CIDRs, being in any of the groups. */
export interface Dialler {
  readonly cidrs: readonly string[];
  readonly groupIds: readonly string[];
}

/**
 * Whether TCP to `port` passes from every address of the dialler. Nothing passes that no rule accepts.
 *
 * Addresses that a rule covers only in part are decided by the worse part: a Drop counts where it overlaps them, an Accept only
 * where it contains them all.
 */
export function permits(rules: readonly InboundRule[], dialler: Dialler, port: number): boolean {
  const ordered = rules
    .filter((rule) => coversTcp(rule.protocol) && coversPort(rule.portRange, port))
    .sort((a, b) => a.priority - b.priority || Number(a.policy === 'Accept') - Number(b.policy === 'Accept'));
  return dialler.cidrs.length > 0 && dialler.cidrs.every((cidr) => accepts(ordered, cidr, dialler.groupIds));
}

function accepts(ordered: readonly InboundRule[], cidr: string, groupIds: readonly string[]): boolean {
  const deciding = ordered.find(({ source, policy }) =>
    'groupId' in source ? groupIds.includes(source.groupId) : covers(source.cidr, cidr, policy),
  );
  return deciding?.policy === 'Accept';
}

/** Whether a rule's range decides about a dialler's range. */
function covers(rule: string, dialler: string, policy: InboundRule['policy']): boolean {
  const range = parseCidr(rule);
  const from = parseCidr(dialler);
  if (!range || !from) return false;
  if (policy === 'Accept') return range.first <= from.first && from.last <= range.last;
  return range.first <= from.last && from.first <= range.last;
}

function coversTcp(protocol: string): boolean {
  const name = protocol.toLowerCase();
  return name === 'tcp' || name === 'all';
}

function coversPort(portRange: string, port: number): boolean {
  if (portRange === '-1/-1') return true;
  const [from, to] = portRange.split('/').map(Number);
  return from !== undefined && to !== undefined && from <= port && port <= to;
}

/** First and last address of an IPv4 CIDR (or one address) as numbers; undefined for anything else. */
function parseCidr(text: string): { first: number; last: number } | undefined {
  const [address = '', bits = '32'] = text.split('/');
  const prefix = Number(bits);
  if (!net.isIPv4(address) || !Number.isInteger(prefix) || prefix < 0 || prefix > 32) return undefined;
  const size = 2 ** (32 - prefix);
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = Math.floor(value / size) * size;
  return { first, last: first + size - 1 };
}

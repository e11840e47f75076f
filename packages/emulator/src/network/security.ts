/**
 * Security-group rules of the ECS API, as they filter what reaches an endpoint's network interface
 * (product-behaviour §C.6: "they control VPC→ENI traffic").
 */
import net from 'node:net';

/** An inbound rule, in the words of `AuthorizeSecurityGroup`. */
export interface InboundRule {
  readonly policy: 'accept' | 'drop';
  /** `tcp`, `all`, or another protocol, which says nothing about TCP. */
  readonly protocol: string;
  /** `from/to`; `-1/-1` means every port. */
  readonly portRange: string;
  /** An IPv4 address or CIDR. */
  readonly source: string;
  /** 1 (first) to 100. Between equals, drop comes first. */
  readonly priority: number;
}

/**
 * Whether TCP to `port` passes from every address of the source CIDRs. Nothing passes that no rule accepts.
 *
 * A source that a rule covers only in part is decided by the worse part: a drop rule counts where it overlaps, an accept rule
 * only where it contains the source.
 */
export function permits(rules: readonly InboundRule[], sources: readonly string[], port: number): boolean {
  const ordered = rules
    .filter((rule) => coversTcp(rule.protocol) && coversPort(rule.portRange, port))
    .sort((a, b) => a.priority - b.priority || Number(a.policy === 'accept') - Number(b.policy === 'accept'));
  return sources.length > 0 && sources.every((source) => accepts(ordered, source));
}

function accepts(ordered: readonly InboundRule[], source: string): boolean {
  const from = parseCidr(source);
  if (!from) return false;
  for (const rule of ordered) {
    const range = parseCidr(rule.source);
    if (!range) continue;
    if (rule.policy === 'accept' && range.first <= from.first && from.last <= range.last) return true;
    if (rule.policy === 'drop' && range.first <= from.last && from.first <= range.last) return false;
  }
  return false;
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

import { type Environment, EvaluationError } from '@marcbachmann/cel-js';
import { goQuote } from '../../go-format.ts';
import { noSuchOverload } from '../no-such-overload.ts';
import { isMapped, parseAddress } from './go-ip.ts';
import { Ip, readIp } from './ip.ts';

/** An address and how many of its bits tell the network. */
class Cidr {
  readonly ip: Ip;
  readonly bits: number;

  constructor(ip: Ip, bits: number) {
    this.ip = ip;
    this.bits = bits;
  }

  get text(): string {
    return `${this.ip.text}/${this.bits}`;
  }

  masked(): Cidr {
    const bytes = this.ip.bytes.map((byte, at) => byte & (0xff00 >> Math.min(8, Math.max(0, this.bits - 8 * at))));
    return new Cidr(new Ip(bytes), this.bits);
  }

  contains(ip: Ip): boolean {
    return ip.bytes.length === this.ip.bytes.length && this.masked().text === new Cidr(ip, this.bits).masked().text;
  }
}

/** Networks: k8s.io/apiserver/pkg/cel/library/cidr.go. */
export function registerCidr(environment: Environment): void {
  environment
    .registerType('net.CIDR', Cidr)
    .registerOperator('net.CIDR == net.CIDR', (left: Cidr, right: Cidr) => left.text === right.text)
    .registerFunction('isCIDR(string): bool', (text: string) => 'cidr' in readCidr(text))
    .registerFunction('cidr(string): net.CIDR', toCidr)
    .registerFunction('net.CIDR.ip(): net.IP', ({ ip }: Cidr) => ip)
    .registerFunction('net.CIDR.prefixLength(): int', ({ bits }: Cidr) => BigInt(bits))
    .registerFunction('net.CIDR.masked(): net.CIDR', (cidr: Cidr) => cidr.masked())
    .registerFunction('net.CIDR.containsIP(net.IP): bool', (cidr: Cidr, ip: Ip) => cidr.contains(ip))
    .registerFunction('net.CIDR.containsIP(string): bool', containsText)
    .registerFunction('net.CIDR.containsCIDR(net.CIDR): bool', containsCidr)
    .registerFunction('net.CIDR.containsCIDR(string): bool', (cidr: Cidr, text: string) =>
      containsCidr(cidr, toCidr(text)),
    )
    .registerFunction('string(net.CIDR): string', ({ text }: Cidr) => text);
}

function containsText(cidr: Cidr, text: string): boolean {
  const read = readIp(text);
  if ('ip' in read) return cidr.contains(read.ip);
  throw noSuchOverload();
}

function containsCidr(outer: Cidr, { ip, bits }: Cidr): boolean {
  return outer.bits <= bits && outer.contains(ip);
}

function toCidr(text: string): Cidr {
  const read = readCidr(text);
  if ('cidr' in read) return read.cidr;
  throw new EvaluationError(`network address parse error during conversion from string: ${read.problem}`);
}

function readCidr(text: string): { cidr: Cidr } | { problem: string } {
  const parsed = parsePrefix(text);
  if (typeof parsed === 'string') {
    const problem = `netip.ParsePrefix(${goQuote(text)}): ${parsed}`;
    return { problem: `network address parse error during conversion from string: ${problem}` };
  }
  if (isMapped({ bytes: parsed.ip.bytes, zone: '' })) {
    return { problem: `IPv4-mapped IPv6 address ${goQuote(text)} is not allowed` };
  }
  return { cidr: parsed };
}

/** As Go's `netip.ParsePrefix` reads it; else what is wrong with it. */
function parsePrefix(text: string): Cidr | string {
  const slash = text.lastIndexOf('/');
  if (slash < 0) return "no '/'";
  const parsed = parseAddress(text.slice(0, slash));
  if ('problem' in parsed) return parsed.problem;
  const { bytes, zone } = parsed.address;
  if (zone !== '') return 'IPv6 zones cannot be present in a prefix';
  const bits = text.slice(slash + 1);
  if (!/^(\d|[1-9]\d{1,17})$/.test(bits)) return `bad bits after slash: ${goQuote(bits)}`;
  return Number(bits) > 8 * bytes.length ? 'prefix length out of range' : new Cidr(new Ip(bytes), Number(bits));
}

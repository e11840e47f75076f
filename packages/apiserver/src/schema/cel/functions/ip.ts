import { type Environment, EvaluationError } from '@marcbachmann/cel-js';
import { goQuote } from '../../go-format.ts';
import { formatAddress, isMapped, parseAddress } from './go-ip.ts';
import { registerNamespace } from './namespaces.ts';

/** An address in its canonical form. */
export class Ip {
  readonly text: string;
  readonly #bytes: readonly number[];

  constructor(bytes: readonly number[]) {
    this.#bytes = bytes;
    this.text = formatAddress({ bytes, zone: '' });
  }

  get bytes(): readonly number[] {
    return this.#bytes;
  }
}

const isFour = ({ bytes }: Ip): boolean => bytes.length === 4;
const isLoopback = (ip: Ip): boolean => (isFour(ip) ? ip.bytes[0] === 127 : ip.text === '::1');
const isUnspecified = ({ text }: Ip): boolean => text === '0.0.0.0' || text === '::';
const isMulticast = (ip: Ip): boolean => (isFour(ip) ? ((ip.bytes[0] ?? 0) & 0xf0) === 0xe0 : ip.bytes[0] === 0xff);
const isLinkLocalUnicast = (ip: Ip): boolean => {
  const [first = 0, second = 0] = ip.bytes;
  return isFour(ip) ? first === 169 && second === 254 : first === 0xfe && (second & 0xc0) === 0x80;
};
const isLinkLocalMulticast = (ip: Ip): boolean => {
  const [first = 0, second = 0, third = 0] = ip.bytes;
  return isFour(ip) ? first === 224 && second === 0 && third === 0 : first === 0xff && (second & 0x0f) === 0x02;
};
const isGlobalUnicast = (ip: Ip): boolean =>
  ip.text !== '255.255.255.255' && !isUnspecified(ip) && !isLoopback(ip) && !isMulticast(ip) && !isLinkLocalUnicast(ip);

const tests = {
  isUnspecified,
  isLoopback,
  isLinkLocalMulticast,
  isLinkLocalUnicast,
  isGlobalUnicast,
};

/** IP addresses: k8s.io/apiserver/pkg/cel/library/ip.go. */
export function registerIp(environment: Environment): void {
  environment
    .registerType('net.IP', Ip)
    .registerOperator('net.IP == net.IP', (left: Ip, right: Ip) => left.text === right.text)
    .registerFunction('isIP(string): bool', (text: string) => 'ip' in readIp(text))
    .registerFunction('ip(string): net.IP', toIp)
    .registerFunction('net.IP.family(): int', (ip: Ip) => (isFour(ip) ? 4n : 6n))
    .registerFunction('string(net.IP): string', ({ text }: Ip) => text);
  for (const [name, test] of Object.entries(tests)) environment.registerFunction(`net.IP.${name}(): bool`, test);
  const namespace = registerNamespace(environment, 'ip');
  environment.registerFunction(
    `${namespace}.isCanonical(string): bool`,
    (_: unknown, text: string) => toIp(text).text === text,
  );
}

/** Without a zone, and not an IPv4 address that is written as an IPv6 one. */
export function readIp(text: string): { ip: Ip } | { problem: string } {
  const parsed = parseAddress(text);
  if ('problem' in parsed) {
    return { problem: `IP Address ${goQuote(text)} parse error during conversion from string: ${parsed.problem}` };
  }
  const { address } = parsed;
  if (address.zone !== '') return { problem: `IP address ${goQuote(text)} with zone value is not allowed` };
  if (isMapped(address)) return { problem: `IPv4-mapped IPv6 address ${goQuote(text)} is not allowed` };
  return { ip: new Ip(address.bytes) };
}

function toIp(text: string): Ip {
  const read = readIp(text);
  if ('problem' in read) throw new EvaluationError(read.problem);
  return read.ip;
}

import dgram from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { type DnsServer, startDns } from './dns.ts';
import { createNetwork, type Network } from './network.ts';
import { balancer, closed, domain, endpoint, linked, readAll, zoneDomain } from './testing.ts';

const zones = ['h', 'i', 'j'].map((id, index) => ({
  zoneId: id,
  ip: `10.0.1.${index + 1}`,
  domain: `${id}.${domain}`,
  open: true,
  balancerId: 'lb-1',
}));

// Elsewhere every address is 127.0.0.1, and the order of answers shows nothing.
describe.runIf(process.platform === 'linux')('the DNS server', () => {
  let network: Network;
  let dns: DnsServer;
  let resolver: Resolver;

  const start = async (fromZone?: string) => {
    await dns?.close();
    dns = await startDns({ network, ...(fromZone === undefined ? {} : { fromZone }) });
    resolver = new Resolver({ timeout: 2_000, tries: 1 });
    resolver.setServers([`${dns.host}:${dns.port}`]);
  };
  beforeEach(async () => {
    network = createNetwork({ clock: systemClock(), mode: 'addresses' });
    await network.apply(linked());
    await start();
  });
  afterEach(async () => {
    await dns.close();
    await network.close();
  });

  it('answers an endpoint’s domains with the address that stands for its interface, in any case of letters', async () => {
    const host = network.hostOf('vpc-asm', '10.0.0.10');
    expect(host).toMatch(/^127\.80\./);
    for (const name of [domain, zoneDomain, domain.toUpperCase()]) {
      expect(await resolver.resolve4(name)).toEqual([host]);
    }
  });

  it('answers with a name’s address while it is not connected too, as the cloud does', async () => {
    await network.apply(linked({ endpoints: [endpoint({}, false)] }));
    expect(await resolver.resolve4(domain)).toEqual([network.hostOf('vpc-asm', '10.0.0.10')]);
  });

  it('answers an NLB’s own name with its addresses', async () => {
    const name = 'nlb-1.cn-hangzhou.nlb.aliyuncs.com';
    await network.apply(linked({ balancers: [balancer({ domain: name })] }));
    expect(await resolver.resolve4(name)).toEqual([network.hostOf('vpc-ack', '10.0.0.10')]);
  });

  it.each([
    { why: 'a name that no endpoint has', ask: 'A', name: `ep-2.${domain}`, code: 'ENOTFOUND' },
    { why: 'AAAA of a name that has A', ask: 'AAAA', name: domain, code: 'ENODATA' },
    { why: 'another type', ask: 'TXT', name: domain, code: 'ENODATA' },
    { why: 'a name above an endpoint’s', ask: 'A', name: 'cn-hangzhou.privatelink.aliyuncs.com', code: 'ENODATA' },
    { why: 'a name of somebody else', ask: 'A', name: 'example.com', code: 'EREFUSED' },
  ])('tells apart: $why is $code', async ({ ask, name, code }) => {
    await expect(resolver.resolve(name, ask)).rejects.toMatchObject({ code });
  });

  it('says NXDOMAIN as soon as the endpoint is gone', async () => {
    await network.apply(linked({ endpoints: [] }));
    await expect(resolver.resolve4(domain)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('with zone affinity, answers with the caller’s zone first; without, in the order of the endpoint', async () => {
    const hosts = (order: string[]) => order.map((zoneId) => network.hostOf('vpc-asm', ipOf(zoneId)));
    const ipOf = (zoneId: string) => zones.find((zone) => zone.zoneId === zoneId)?.ip ?? '';
    for (const [zoneAffinity, fromZone, order] of [
      [true, 'j', ['j', 'h', 'i']],
      [true, 'elsewhere', ['h', 'i', 'j']],
      [false, 'j', ['h', 'i', 'j']],
    ] as const) {
      await network.apply(linked({ endpoints: [endpoint({ zones, zoneAffinity })] }));
      await start(fromZone);
      const { addresses } = await askUdp(dns, domain);
      expect(addresses).toEqual(hosts([...order]));
    }
  });

  it('over TCP, answers several questions on one connection, in whatever pieces they come', async () => {
    const socket = net.connect(dns);
    const answers = readAll(socket);
    const queries = Buffer.concat([domain, 'nothing.aliyuncs.com'].map((name) => withLength(query(name))));
    for (const byte of queries.subarray(0, 40)) socket.write(Buffer.from([byte]));
    socket.end(queries.subarray(40));
    const [first, second] = unframe(await answers).map(readAnswer);
    expect(first).toMatchObject({ code: 0, addresses: [network.hostOf('vpc-asm', '10.0.0.10')] });
    expect(second).toMatchObject({ code: 3, addresses: [], authorities: 1 });
  });

  it('over UDP, cuts an answer that is too long and says so; TCP has it whole', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({
      ...zones[0],
      zoneId: `z${i}`,
      ip: `10.0.2.${i}`,
      domain: `${i}.${domain}`,
    }));
    await network.apply(
      linked({ endpoints: [endpoint({ zones: many.map((zone) => ({ ...zone, open: true, balancerId: 'lb-1' })) })] }),
    );
    expect(await askUdp(dns, domain)).toMatchObject({ truncated: true, addresses: [] });
    expect(await resolver.resolve4(domain)).toHaveLength(40); // the resolver comes again over TCP
  });

  it('answers malformed messages with a code, and what is no query not at all', async () => {
    const header = (flags: number, questions: number) => {
      const bytes = query(domain);
      bytes.writeUInt16BE(flags, 2);
      bytes.writeUInt16BE(questions, 4);
      return bytes;
    };
    const good = query(domain);
    const formatErrors = [header(0, 0), header(0, 2), good.subarray(0, 20), good.subarray(0, -1), pointed()];
    for (const message of formatErrors) expect((await exchange(dns, message)).code).toBe(1);
    expect((await exchange(dns, header(2 << 11, 1))).code).toBe(4);
    for (const message of [Buffer.alloc(3), header(0x8000, 1)]) {
      const socket = net.connect(dns);
      socket.write(withLength(message));
      await closed(socket);
    }
    expect(await resolver.resolve4(domain)).toHaveLength(1);
  });

  it('listens where it is told to, and says when it cannot', async () => {
    await expect(startDns({ network, port: dns.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    const { port } = dns;
    await dns.close();
    dns = await startDns({ network, port });
    expect(dns.port).toBe(port);
  });
});

/** A question of type A; `recursion desired` is set. */
function query(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  return Buffer.concat([
    Buffer.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    ...labels,
    Buffer.from([0, 0, 1, 0, 1]),
  ]);
}

/** A question whose name is a pointer to itself. */
function pointed(): Buffer {
  return Buffer.from([0x12, 0x34, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 12, 0, 1, 0, 1]);
}

function withLength(message: Buffer): Buffer {
  return Buffer.concat([Buffer.from([message.length >> 8, message.length & 0xff]), message]);
}

function unframe(all: Buffer): Buffer[] {
  if (all.length === 0) return [];
  const end = 2 + all.readUInt16BE(0);
  return [all.subarray(2, end), ...unframe(all.subarray(end))];
}

interface Answer {
  readonly code: number;
  readonly truncated: boolean;
  readonly addresses: string[];
  readonly authorities: number;
}

/** Every A record of ours has the 16 bytes of a pointer, fixed fields and an address, behind the question. */
function readAnswer(message: Buffer): Answer {
  const count = message.readUInt16BE(6);
  const start = message.indexOf(0, 12) + 5;
  const addresses = Array.from({ length: count }, (_, i) =>
    [...message.subarray(start + 16 * i + 12, start + 16 * i + 16)].join('.'),
  );
  return {
    code: message.readUInt8(3) & 0xf,
    truncated: (message.readUInt8(2) & 2) !== 0,
    addresses,
    authorities: message.readUInt16BE(8),
  };
}

async function exchange(dns: DnsServer, message: Buffer): Promise<Answer> {
  const socket = dgram.createSocket('udp4');
  socket.send(message, dns.port, dns.host);
  const [answer]: Buffer[] = await once(socket, 'message');
  socket.close();
  if (!answer) throw new Error('no answer');
  expect(answer.readUInt16BE(0)).toBe(0x1234);
  return readAnswer(answer);
}

function askUdp(dns: DnsServer, name: string): Promise<Answer> {
  return exchange(dns, query(name));
}

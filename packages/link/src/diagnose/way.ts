/** The way from inside the dialler's VPC: does the name answer, and does a connection come about. */
import type { Check, Remedy } from './diagnosis.ts';
import type { Probe } from './probe.ts';
import { useOf } from './security-group.ts';
import { told, type Walk } from './walk.ts';

export type Tried = Extract<Probe, { kind: 'tried' }>;

/** @param addresses those that the endpoint's interfaces have, if they could be read */
export function checkDns({ endpoint, facts }: Walk, { host, addresses, from }: Tried): Check {
  const right = facts.addresses.get(endpoint?.id ?? '');
  if (addresses === undefined || addresses.length === 0) {
    return told('dns', 'broken', {
      on: host,
      reason: 'NameNotFound',
      text: `${host} does not resolve in ${from}, though its endpoint is there`,
      evidence: [
        addresses === undefined ? 'no such name' : 'the name has no address',
        ...(right ? [`it should answer ${right.join(', ')}`] : []),
      ],
      remedy: {
        text: 'The name is public and answers private addresses: let the resolver pass these for aliyuncs.com (rebinding protection; for dnsmasq rebind-domain-ok=/aliyuncs.com/), or use the resolver of the VPC, 100.100.2.136.',
      },
    });
  }
  const wrong = right === undefined ? [] : addresses.filter((ip) => !right.includes(ip));
  if (wrong.length === 0) return told('dns', 'ok', { on: host, text: addresses.join(', ') });
  return told('dns', 'broken', {
    on: host,
    reason: 'NameStale',
    text: `${host} answers ${wrong.join(', ')}, which no interface of the endpoint has`,
    evidence: [`the endpoint has ${right?.join(', ') || 'no address'}`],
    remedy: {
      text: 'An old answer: empty the cache of the resolver, and take out entries for this name (hosts files, CoreDNS, PrivateZone).',
    },
  });
}

export function checkTcp(walk: Walk, { host, dials, from }: Tried): Check {
  const failed = dials.filter((dial) => dial.failed !== undefined);
  const [first] = failed;
  const ports = [...new Set(dials.map(({ port }) => port))];
  if (first?.failed === undefined) {
    return told('tcp', 'ok', { on: host, text: `TCP ${ports.join(', ')} connects from ${from}` });
  }
  const where =
    failed.length === dials.length ? 'nothing connects' : `${failed.length} of ${dials.length} dials do not connect`;
  return told('tcp', 'broken', {
    on: host,
    reason: first.failed.code === 'ECONNREFUSED' ? 'Refused' : 'TimedOut',
    text: `${where} from ${from}; ${useOf(first.port)}`,
    evidence: failed.map(
      ({ ip, zoneId, port, failed: why }) =>
        `${ip}:${port}${zoneId ? ` (${zoneId})` : ''}: ${why?.message} (${why?.code})`,
    ),
    remedy: tcpRemedy(walk, first.port, first.failed.code),
  });
}

function tcpRemedy({ balancer }: Walk, port: number, code: string): Remedy {
  const of = `${balancer?.id ?? 'the load balancer'}`;
  if (code === 'ECONNREFUSED') {
    return { text: `Start the listener on TCP ${port} of ${of} (console of the load balancer, Listeners).` };
  }
  return {
    text: `Groups and connection are as they should be: look at the listener on TCP ${port} of ${of}. Has it an access list (then let the addresses of PrivateLink in), and a healthy backend?`,
  };
}

import { describe, expect, it } from 'vitest';
import { layOut } from './layout.ts';
import { balancer, domain, endpoint, linked } from './testing.ts';
import type { EndpointZoneView } from './view.ts';

function zone(id: string, open: boolean): EndpointZoneView {
  return { zoneId: id, ip: `10.0.1.${id.charCodeAt(0)}`, domain: `${id}.${domain}`, open, balancerId: 'lb-1' };
}

const namesOf = (zones: EndpointZoneView[]) =>
  layOut(linked({ endpoints: [endpoint({ zones })] }))
    .names.get(domain)
    ?.addresses.map(({ zoneId }) => zoneId);

describe('what the network holds open', () => {
  it('when a channel is connected, the balancer and the interface listen, and both lead to the backends', () => {
    expect([...layOut(linked()).wires.values()]).toEqual([
      {
        at: { vpcId: 'vpc-ack', ip: '10.0.0.10', port: 6443 },
        to: [{ target: 'server/1', port: 6443 }],
      },
      {
        at: { vpcId: 'vpc-asm', ip: '10.0.0.10', port: 6443 },
        to: [{ target: 'server/1', port: 6443 }],
        zone: { endpointId: 'ep-1', zoneId: 'cn-hangzhou-i' },
      },
    ]);
  });

  it('when some zones are connected, the domain answers with those; when none is, with all', () => {
    expect(namesOf([zone('h', false), zone('i', true), zone('j', true)])).toEqual(['i', 'j']);
    expect(namesOf([zone('h', false), zone('i', false)])).toEqual(['h', 'i']);
  });

  it('when a balancer has an address per zone, it listens at each, and its own name answers with all', () => {
    const addresses = ['h', 'i'].map((zoneId, index) => ({ zoneId, ip: `10.0.0.${index + 1}` }));
    const name = 'nlb-1.cn-hangzhou.nlb.aliyuncs.com';
    const { wires, names } = layOut(linked({ balancers: [balancer({ addresses, domain: name })], endpoints: [] }));
    expect([...wires.values()].map(({ at }) => at.ip)).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(names.get(name)?.addresses).toEqual(addresses.map((address) => ({ vpcId: 'vpc-ack', ...address })));
  });

  it('when a port is not let in, does not run or leads nowhere, the interface does not listen on it', () => {
    const ports = (change: Parameters<typeof linked>[0]) =>
      [...layOut(linked(change)).wires.values()].filter((wire) => wire.zone).map((wire) => wire.at.port);
    const listeners = [22, 6443].map((port) => ({ port, running: true, backends: [] }));
    const balancers = [balancer({ listeners })];
    expect(ports({ balancers })).toEqual([22, 6443]);
    expect(ports({ balancers, endpoints: [endpoint({ allows: (port) => port === 6443 })] })).toEqual([6443]);
    expect(ports({ balancers, endpoints: [endpoint({}, false)] })).toEqual([]);
    expect(
      ports({ balancers: [balancer({ listeners: listeners.map((one) => ({ ...one, running: false })) })] }),
    ).toEqual([]);
    expect(ports({ balancers: [] })).toEqual([]);
  });
});

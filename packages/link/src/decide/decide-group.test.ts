import { describe, expect, it } from 'vitest';
import type { GroupRule } from '../model.ts';
import { planned } from '../testing/plan-text.ts';
import { balancer, builtWorld, change, freshWorld, observing, type World } from '../testing/world.ts';
import { decide } from './decide.ts';

function rule(portRange: string, fields: Partial<GroupRule> = {}): GroupRule {
  return {
    protocol: 'TCP',
    portRange,
    sourceCidr: '192.168.0.0/16',
    policy: 'Accept',
    ruleId: `sgr-${portRange}`,
    ...fields,
  };
}

/** All made, with these rules in the group of the API-server endpoints. */
function rules(...inbound: GroupRule[]): World {
  const built = builtWorld();
  return observing(built, { groups: change(built.observation.groups, 'sg-vpc-asm', { inbound }) });
}

function requestOf(world: World, id: string): unknown {
  const node = decide(world.wish, world.observation).nodes.find((each) => each.id === id);
  return node?.kind === 'step' ? node.request : undefined;
}

describe('a security group', () => {
  it('when it is made, lets in TCP from every address of the VPC to the ports of all balancers, in two writes', () => {
    const fresh = freshWorld({ clusters: 2 });
    const world = observing(fresh, {
      balancers: new Map(fresh.observation.balancers).set('lb-api2', {
        ok: true,
        value: balancer('lb-api2', 'vpc-ack2', { ports: [7443] }),
      }),
      vpcs: new Map(fresh.observation.vpcs).set('vpc-asm', { id: 'vpc-asm', cidrs: ['192.168.0.0/16', '10.0.0.0/8'] }),
    });
    const lines = planned(world).filter((line) => line.split(' <')[0]?.includes('api-server-group'));
    expect(lines).toHaveLength(2);
    expect(requestOf(world, 'authorize api-server-group/vpc-asm')).toEqual({
      SecurityGroupId: { step: 'create group api-server-group/vpc-asm', field: 'SecurityGroupId' },
      Permissions: ['192.168.0.0/16', '10.0.0.0/8'].flatMap((SourceCidrIp) =>
        ['6443/6443', '7443/7443'].map((PortRange) => ({
          IpProtocol: 'TCP',
          PortRange,
          SourceCidrIp,
          Policy: 'accept',
        })),
      ),
    });
  });

  it("when a rule is spelt in the cloud's other case, it is the same rule", () => {
    expect(planned(rules(rule('6443/6443', { protocol: 'tcp', policy: 'ACCEPT' })))).toEqual([]);
  });

  it('when a rule is missing, only that one is added', () => {
    const world = rules();
    expect(planned(world)).toEqual(['authorize sg-vpc-asm']);
  });

  it.each([
    ['another port', rule('22/22')],
    ['another source', rule('6443/6443', { sourceCidr: '0.0.0.0/0', ruleId: 'sgr-x' })],
    ['a drop', rule('6443/6443', { policy: 'Drop', ruleId: 'sgr-x' })],
    ['another protocol', rule('6443/6443', { protocol: 'ALL', ruleId: 'sgr-x' })],
    ['a group as its source', rule('6443/6443', { sourceCidr: '', ruleId: 'sgr-x' })],
  ])('when it holds a rule of %s, that one is revoked by its id', (_what, extra) => {
    const world = rules(rule('6443/6443'), extra);
    expect(planned(world)).toEqual(['revoke sg-vpc-asm']);
    expect(requestOf(world, 'revoke sg-vpc-asm')).toEqual({
      SecurityGroupId: 'sg-vpc-asm',
      SecurityGroupRuleId: [extra.ruleId],
    });
  });

  it('when the cloud gave a rule no id, it is revoked by what it says', () => {
    expect(requestOf(rules(rule('6443/6443'), rule('22/22', { ruleId: '' })), 'revoke sg-vpc-asm')).toEqual({
      SecurityGroupId: 'sg-vpc-asm',
      Permissions: [{ IpProtocol: 'TCP', PortRange: '22/22', SourceCidrIp: '192.168.0.0/16', Policy: 'Accept' }],
    });
  });
});

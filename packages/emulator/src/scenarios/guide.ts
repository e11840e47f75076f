/**
 * The world of the vendor's guide: an ASM instance and one ACK cluster, in two VPCs of one region that have the same addresses; the cluster
 * is in the mesh, and nothing connects the two. Ids are the guide's own where it gives one.
 */
import type { ScenarioInput } from '../scenario.ts';

export const guide = {
  region: 'cn-hangzhou',
  vpcs: [
    {
      name: 'asm',
      id: 'vpc-bp1asm00000000000guide',
      cidr: '192.168.0.0/16',
      vSwitches: [
        { id: 'vsw-bp1l5hini55sstnwd2skf', name: 'asm-i', zone: 'i', cidr: '192.168.0.0/24' },
        { id: 'vsw-bp1asm0000000000zonej', name: 'asm-j', zone: 'j', cidr: '192.168.1.0/24' },
      ],
    },
    {
      name: 'ack',
      id: 'vpc-bp1ack00000000000guide',
      cidr: '192.168.0.0/16',
      vSwitches: [
        { id: 'vsw-bp1ack0000000000zonei', name: 'ack-i', zone: 'i', cidr: '192.168.0.0/24' },
        { id: 'vsw-bp1jsgsanpvxpj32yai50', name: 'ack-j', zone: 'j', cidr: '192.168.1.0/24' },
      ],
    },
  ],
  mesh: {
    id: 'c08c1e5a7d2b94f6380e1c7d5a9b2f4e6',
    name: 'guide',
    vpc: 'asm',
    pilot: { id: 'lb-bp1pilot0000000000gd', zones: ['j', 'i'], ports: [15011, 15012, 15017] },
  },
  clusters: [
    {
      id: 'cab9ace222210457a83f09fcd42e9f1d7',
      name: 'guide',
      vpc: 'ack',
      apiServer: { id: 'lb-bp1apiserver000000gd', zones: ['i', 'j'], ports: [6443] },
    },
  ],
} satisfies ScenarioInput;

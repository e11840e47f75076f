/**
 * A managed mesh as the vendor's own controller leaves it: cloud objects that bear no tag of ours, a status that has only the guide's fields and is
 * written under that controller's name, no finalizer, and no operator of ours.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { guide, type ScenarioInput } from '@asm-privatelink/emulator';
import { connectKube, kubeClient, systemClock } from '@asm-privatelink/operator';
import { stringify } from 'yaml';
import { createDeadline, poll } from '../deadline.ts';
import { configs } from '../kube/configs.ts';
import { type MemberState, membersOf } from '../up/members.ts';
import { openWorld, type World } from './world.ts';

const inside = '192.168.0.0/16';
const rules = (...ports: number[]) => ports.map((port) => ({ ports: `${port}/${port}`, cidr: inside }));

const scenario = {
  ...guide,
  securityGroups: [
    { id: 'sg-bp1asmgroupfixed', name: 'asm-pvl-apiserver', vpc: 'asm', rules: rules(6443) },
    { id: 'sg-bp1ackgroupfixed', name: 'asm-pvl-pilot', vpc: 'ack', rules: rules(15011, 15012, 15017) },
  ],
  services: [
    { id: 'epsrv-bp1apiserverfixed', resources: [{ balancer: 'lb-bp1apiserver000000gd' }], autoAccept: true },
    { id: 'epsrv-bp1pilotfixed', resources: [{ balancer: 'lb-bp1pilot0000000000gd' }], autoAccept: true },
    // Somebody else's, in the same VPCs.
    { id: 'epsrv-bp1foreignfixed', resources: [{ balancer: 'lb-bp1pilot0000000000gd' }] },
  ],
  endpoints: [
    {
      id: 'ep-bp1apiserverfixed',
      service: 'epsrv-bp1apiserverfixed',
      vpc: 'asm',
      vSwitches: ['vsw-bp1l5hini55sstnwd2skf'],
      securityGroups: ['sg-bp1asmgroupfixed'],
    },
    {
      id: 'ep-bp1pilotfixed',
      service: 'epsrv-bp1pilotfixed',
      vpc: 'ack',
      vSwitches: ['vsw-bp1jsgsanpvxpj32yai50'],
      securityGroups: ['sg-bp1ackgroupfixed'],
    },
  ],
} satisfies ScenarioInput;

/** The certificate lacks the endpoint's name. */
const refused = ({ message }: MemberState) => message.includes('x509');

const { signal } = new AbortController();
const [cluster] = guide.clusters;
const domain = (endpoint: string, service: string) => `${endpoint}.${service}.${guide.region}.privatelink.aliyuncs.com`;
const service = (id: string) => ({
  pvlEndpointService: { id, name: `com.aliyuncs.privatelink.${guide.region}.${id}`, status: 'Active' },
});
const row = (id: string, serviceId: string) => ({
  clusterId: cluster?.id ?? '',
  pvlEndpoint: { id, domainName: domain(id, serviceId), status: 'Active', connectionStatus: 'Connected' },
});

const status = {
  clusters: [{ ...row('ep-bp1apiserverfixed', 'epsrv-bp1apiserverfixed'), ...service('epsrv-bp1apiserverfixed') }],
  pilot: { clusters: [row('ep-bp1pilotfixed', 'epsrv-bp1pilotfixed')], ...service('epsrv-bp1pilotfixed') },
  status: 'Available',
};

/** @param folder for the scenario */
export async function openCompanion(folder: string): Promise<World> {
  const file = path.join(folder, 'companion.yaml');
  writeFileSync(file, stringify(scenario));
  const world = await openWorld(file, { noOperator: true });
  const kube = await connectKube({ path: world.places.kubeconfigs.asm });
  try {
    const { transport } = kube;
    const theirs = kubeClient({ transport, clock: systemClock(), fieldManager: 'asm-controller' });
    await theirs.apply(configs, { name: 'default' }, Object(world.manifest.value));
    await theirs.mergePatch(configs, { name: 'default', subresource: 'status' }, { status });
    await poll(async () => [...(await membersOf(world.cloud, guide.mesh.id, signal)).values()].find(refused), {
      everyMs: 50,
      deadline: createDeadline(30, signal),
      awaited: () => 'the mesh to try its cluster',
    });
  } finally {
    await kube.close();
  }
  return world;
}

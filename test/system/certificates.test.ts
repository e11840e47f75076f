/**
 * The guide's last step, done by the operator where it is configured to: the domain of each API-server endpoint into the certificate of its cluster,
 * appended, one API server restarting at a time. In virtual time, on the emulated cloud.
 */
import { annotations, conditionTypes } from '@asm-privatelink/api';
import type { ActionName, ActionRequest, ActionResponse, CallOptions, Cloud } from '@asm-privatelink/cloud';
import { createEmulator, type ScenarioInput, VirtualClock, type World } from '@asm-privatelink/emulator';
import type { CertificatePolicy } from '@asm-privatelink/link';
import { afterEach, describe, expect, it } from 'vitest';
import { cloudOf } from '../support/in-process-cloud.ts';
import { newObject, Passes } from '../support/passes.ts';
import { plain, specOf } from '../support/worlds.ts';

const MINUTE_MS = 60_000;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

interface Options {
  names?: string[];
  policy?: CertificatePolicy;
  switches?: ScenarioInput['switches'];
  change?: (scenario: ScenarioInput) => ScenarioInput;
  /** What stands between the operator and the cloud. */
  through?: (cloud: Cloud) => Cloud;
}

function start({
  names = ['a', 'b', 'c'],
  policy = 'manage',
  switches = {},
  change = (same) => same,
  through = (same) => same,
}: Options = {}) {
  const clock = new VirtualClock();
  const scenario = change({ ...plain(names), switches });
  const emulator = createEmulator({ scenario, clock, profile: 'realistic', strict: true });
  open.push(emulator);
  const source = { kind: 'asm' as const, meshId: 'cmesh' };
  const cloud = through(cloudOf(emulator));
  const begin = (object = newObject(specOf(...names)), certificates = policy) =>
    new Passes({ cloud, source, clock, certificates }, object);
  const asked = () => emulator.ledger.entries({}).filter(({ action }) => action === 'ModifyCluster');
  return { emulator, clock, world: emulator.world, begin, asked };
}

const condition = ({ object }: Passes) =>
  object.status?.conditions?.find(({ type }) => type === conditionTypes.certificateNames);
const named = (passes: Passes) => condition(passes)?.status === 'True';
const available = ({ object }: Passes) => object.status?.status === 'Available';

/** The domain of the endpoint to the API server of a cluster, and of that to Pilot. */
function domains({ object }: Passes, clusterId: string) {
  const { clusters = [], pilot } = object.status ?? {};
  const of = (rows: { clusterId: string; pvlEndpoint?: { domainName?: string | undefined } | undefined }[]) =>
    rows.find((row) => row.clusterId === clusterId)?.pvlEndpoint?.domainName ?? 'none';
  return { apiServer: of(clusters), pilot: of(pilot?.clusters ?? []) };
}

/** How many API servers had a task going on at the same time, at most. */
function mostAtOnce({ tasks }: World): number {
  const all = [...tasks.values()].map(({ clusterId, createdAt: from, updatedAt, state }) => ({
    clusterId,
    from,
    to: state === 'running' ? Number.POSITIVE_INFINITY : updatedAt,
  }));
  const at = (time: number) =>
    all.filter(({ from, to }) => from <= time && time < to).map(({ clusterId }) => clusterId);
  return Math.max(0, ...all.map(({ from }) => new Set(at(from)).size));
}

describe('certificates', () => {
  it('are only reported, unless the operator is configured to manage them', async () => {
    const { begin, asked } = start({ names: ['a'], policy: 'report' });
    const passes = begin();
    expect(await passes.until(() => available(passes), 15 * MINUTE_MS)).toBe(true);
    await passes.rest(15 * MINUTE_MS);
    expect(asked()).toEqual([]);
    expect(condition(passes)).toMatchObject({ status: 'False', reason: 'CertificateNameMissing' });
    expect(condition(passes)?.message).toContain(
      `Add ${domains(passes, 'ca').apiServer} to the custom certificate SANs`,
    );
  });

  it('get the domain of the API-server endpoint beside the names that others put there, one cluster after the other', async () => {
    const { begin, world, asked } = start({
      change: (scenario) => ({
        ...scenario,
        clusters: (scenario.clusters ?? []).map((cluster) => ({ ...cluster, customSans: ['mine.example'] })),
      }),
    });
    const passes = begin();
    const reasons = new Set<string>();
    const done = () => {
      reasons.add(condition(passes)?.reason ?? '');
      return named(passes);
    };
    expect(await passes.until(done, 60 * MINUTE_MS)).toBe(true);
    for (const id of ['ca', 'cb', 'cc']) {
      const { apiServer, pilot } = domains(passes, id);
      expect(world.clusters.get(id)?.customSans).toEqual(['mine.example', apiServer]);
      expect(world.clusters.get(id)?.sans).toContain(apiServer);
      expect(world.clusters.get(id)?.sans).not.toContain(pilot);
    }
    expect(mostAtOnce(world)).toBe(1);
    expect(asked()).toHaveLength(3);
    expect([...reasons]).toEqual(['', 'Provisioning', 'CertificateNameAdding', 'CertificateNamesPresent']);
    // Then it is at rest: nothing is asked for again.
    await passes.rest(60 * MINUTE_MS);
    expect(asked()).toHaveLength(3);
    expect(passes.object.status?.conditions?.map(({ type }) => type)).not.toContain('Reconciling');
  });

  it('never gate Ready: the links are Available while the names are being added', async () => {
    const { begin } = start();
    const passes = begin();
    expect(await passes.until(() => available(passes), 30 * MINUTE_MS)).toBe(true);
    expect(named(passes)).toBe(false);
    expect(passes.object.status?.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'True' }));
  });

  it('get the new domain after an endpoint was made anew, and one that somebody overwrote', async () => {
    const { begin, world } = start({ names: ['a'] });
    const passes = begin();
    expect(await passes.until(() => named(passes), 60 * MINUTE_MS)).toBe(true);
    const before = domains(passes, 'ca').apiServer;
    const endpoint = [...world.endpoints.values()].find(({ domain }) => domain === before);
    world.endpoints.delete(endpoint?.id ?? '');
    const renewed = () => domains(passes, 'ca').apiServer !== before && named(passes);
    expect(await passes.until(renewed, 60 * MINUTE_MS)).toBe(true);
    const after = domains(passes, 'ca').apiServer;
    expect(world.clusters.get('ca')?.customSans).toEqual([before, after]);

    const cluster = world.clusters.get('ca');
    cluster?.customSans.splice(0, 2, 'other.example');
    expect(await passes.until(() => !named(passes), 30 * MINUTE_MS)).toBe(true);
    expect(await passes.until(() => named(passes), 30 * MINUTE_MS)).toBe(true);
    expect(cluster?.customSans).toEqual(['other.example', after]);
  });

  it('of clusters that cannot take a name are told, and hold up no other', async () => {
    const { begin, world } = start({
      change: (scenario) => ({
        ...scenario,
        clusters: (scenario.clusters ?? []).map((cluster) =>
          cluster.name === 'a' ? { ...cluster, type: 'Kubernetes' as const } : cluster,
        ),
      }),
    });
    const passes = begin();
    const others = () =>
      ['cb', 'cc'].every((id) => world.clusters.get(id)?.sans.includes(domains(passes, id).apiServer));
    expect(
      await passes.until(() => others() && condition(passes)?.reason === 'CertificateUnsupported', 60 * MINUTE_MS),
    ).toBe(true);
    expect(condition(passes)?.message).toMatch(/^The certificate of cluster ca lacks .*use a managed cluster/);
    expect(available(passes)).toBe(true);
  });

  it('that may not be changed are told with what is missing, and changed once it may', async () => {
    const { begin, emulator } = start({ names: ['a', 'b'] });
    const effect = { kind: 'error', when: 'before', code: 'Forbidden.RAM', status: 403 } as const;
    emulator.faults.place({ action: 'ModifyCluster', times: 1_000, effect });
    const passes = begin();
    const told = () => condition(passes)?.reason === 'AccessDenied' && available(passes);
    expect(await passes.until(told, 30 * MINUTE_MS)).toBe(true);
    expect(condition(passes)?.message).toContain('ModifyCluster');
    emulator.faults.clear();
    expect(await passes.until(() => named(passes), 60 * MINUTE_MS)).toBe(true);
    expect(mostAtOnce(emulator.world)).toBe(1);
  });

  it('whose task fails are told with the reason of the cloud, tried again, and hold up no other', async () => {
    const { begin, world } = start({ names: ['a', 'b'], through: failsOnce });
    const passes = begin();
    const failed = () => condition(passes)?.message.includes('the control plane is busy (NodeBusy)') === true;
    expect(await passes.until(failed, 30 * MINUTE_MS)).toBe(true);
    expect(condition(passes)?.reason).toBe('CloudRefused');
    const other = () => world.clusters.get('cb')?.sans.includes(domains(passes, 'cb').apiServer) === true;
    expect(await passes.until(other, 4 * MINUTE_MS)).toBe(true);
    expect(failed()).toBe(true);
    expect(await passes.until(() => named(passes), 10 * MINUTE_MS)).toBe(true);
  });

  it.each([true, false])(
    'are changed one at a time also by an operator that was killed in between (names shown before the restart: %s)',
    async (sanBeforeRestart) => {
      const { begin, world, asked } = start({ switches: { sanBeforeRestart } });
      let passes = begin();
      const killedFor = new Set<string>();
      const newcomer = () => [...world.tasks.values()].find(({ clusterId }) => !killedFor.has(clusterId));
      while (killedFor.size < 3) {
        expect(await passes.until(() => newcomer() !== undefined, 60 * MINUTE_MS)).toBe(true);
        killedFor.add(newcomer()?.clusterId ?? '');
        passes.stop();
        passes = begin(passes.object);
      }
      const served = () =>
        ['ca', 'cb', 'cc'].every((id) => world.clusters.get(id)?.sans.includes(domains(passes, id).apiServer));
      expect(await passes.until(() => served() && named(passes), 60 * MINUTE_MS)).toBe(true);
      expect(mostAtOnce(world)).toBe(1);
      // An operator that does not know of the task may ask once more; the names stay as they are.
      expect(asked().length).toBeLessThanOrEqual(6);
      for (const id of ['ca', 'cb', 'cc']) expect(world.clusters.get(id)?.customSans).toHaveLength(1);
    },
  );

  it('wait while the object is paused', async () => {
    const { begin, asked } = start({ names: ['a'], policy: 'report' });
    const reported = begin();
    expect(await reported.until(() => available(reported), 30 * MINUTE_MS)).toBe(true);
    reported.stop();
    const { object } = reported;
    const metadata = { ...object.metadata, annotations: { [annotations.pause]: 'true' } };
    const managing = begin({ ...object, metadata }, 'manage');
    await managing.rest(30 * MINUTE_MS);
    expect(asked()).toEqual([]);
    expect(condition(managing)).toMatchObject({ status: 'False', reason: 'Paused' });
  });
});

/** The first task of cluster ca comes to nothing. */
function failsOnce(cloud: Cloud): Cloud {
  let failed = false;
  return {
    region: cloud.region,
    async call<Name extends ActionName>(name: Name, request: ActionRequest<Name>, options?: CallOptions) {
      const answers = (answer: object) => answer as ActionResponse<Name>; // the fields of that action that are read
      const { ClusterId, taskId } = request as { ClusterId?: string; taskId?: string }; // of these two actions alone
      if (name === 'ModifyCluster' && ClusterId === 'ca' && !failed) {
        failed = true;
        return answers({ task_id: 'T-in-vain' });
      }
      if (name === 'DescribeTaskInfo' && taskId === 'T-in-vain') {
        return answers({ state: 'fail', error: { code: 'NodeBusy', message: 'the control plane is busy' } });
      }
      return cloud.call(name, request, options);
    },
  };
}

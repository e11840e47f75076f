/**
 * A reconstruction of how long the Terraform provider of this cloud would take for the same links: the fixed delay before its first look, its looks,
 * its retries and the serial chain of its resources, from its settings as they are published (alibaba-cloud-api §0.10, §10). It is not the provider:
 * where the settings leave something open, it has the advantage (links are independent of each other, auto-accept spares the connection, no refresh
 * comes before).
 */
import { createEmulator, type Emulator, meshOf, VirtualClock } from '@asm-privatelink/emulator';
import type { LifeWish } from './life.ts';
import { type Phase, phase } from './phase.ts';

/** Terraform's own default: so many resources of a graph at a time. */
const PARALLEL = 10;
/** Before the first look, in ms (alibaba-cloud-api §10.1): for endpoints and their zones a minute, for all else and for whatever goes, five seconds. */
const LONG_MS = 60_000;
const SHORT_MS = 5_000;
/** Between two looks, at least. */
const LOOK_MS = 3_000;
/** Before a call is tried again (§10.2). */
const FIRST_RETRY_MS = 3_000;
const RETRY_MS = 5_000;
const RETRIED =
  /Throttling|ConcurrentCallNotSupported|OperationDenied|Locked|ConnectionDependence|DependencyViolation|ServiceUnavailable/;

export async function terraform(wish: LifeWish): Promise<{ apply: Phase; delete: Phase }> {
  const { clusters, vpcs, seed = 1, profile = 'realistic', switches = {} } = wish;
  const clock = new VirtualClock();
  const emulator = createEmulator({ scenario: { ...meshOf(clusters, vpcs), switches }, clock, profile, seed });
  const provider = new Provider(emulator);
  const settle = (all: Promise<unknown>) => clock.run(all);
  const made: Link[] = [];
  const apply = await phase(emulator, () => settle(applyAll(provider, linksOf(clusters, vpcs), made)));
  const gone = await phase(emulator, () => settle(destroyAll(provider, made)));
  const { services, endpoints } = emulator.world;
  if (services.size + endpoints.size > 0) throw new Error('the reconstruction has left something behind');
  await emulator.close();
  return { apply, delete: gone };
}

interface Plan {
  balancer: string;
  service: string;
  vpc: string;
  vSwitch: string;
  zone: string;
}

interface Link extends Plan {
  serviceId: string;
  endpointId: string;
}

/** The links of the emulator's `meshOf`: a service for each balancer, and an endpoint in the other side's VPC. */
function linksOf(clusters: number, vpcs: number): Plan[] {
  const control = { vpc: 'vpc-bp1control', vSwitch: 'vsw-bp1controli', zone: 'cn-hangzhou-i' };
  const apiServers = Array.from({ length: clusters }, (_, c) => ({
    ...control,
    balancer: `lb-bp1apiserver${c + 1}`,
    service: `api-server-${c + 1}`,
  }));
  const pilots = Array.from({ length: vpcs }, (_, v) => ({
    balancer: 'lb-bp1pilot',
    service: 'pilot',
    vpc: `vpc-bp1data${v + 1}`,
    vSwitch: `vsw-bp1data${v + 1}j`,
    zone: 'cn-hangzhou-j',
  }));
  return [...apiServers, ...pilots];
}

async function applyAll(provider: Provider, plans: readonly Plan[], made: Link[]): Promise<void> {
  const services = once(
    (plan: Plan) => provider.service(plan),
    ({ service }) => service,
  );
  const groups = once(
    (plan: Plan) => provider.group(plan),
    ({ vpc }) => vpc,
  );
  await Promise.all(
    plans.map(async (plan) => {
      const [serviceId, groupId] = await Promise.all([services(plan), groups(plan)]);
      made.push({ ...plan, serviceId, endpointId: await provider.endpoint(plan, serviceId, groupId) });
    }),
  );
}

async function destroyAll(provider: Provider, links: readonly Link[]): Promise<void> {
  const byService = new Map<string, Link[]>();
  for (const link of links) byService.set(link.serviceId, [...(byService.get(link.serviceId) ?? []), link]);
  await Promise.all(
    [...byService].map(async ([serviceId, all]) => {
      await Promise.all(all.map((link) => provider.noEndpoint(link)));
      await provider.noService(serviceId, all[0]?.balancer ?? '');
    }),
  );
  await provider.noGroups();
}

/** Does it once for each key, whoever asks. */
function once<T, R>(make: (of: T) => Promise<R>, keyOf: (of: T) => string): (of: T) => Promise<R> {
  const made = new Map<string, Promise<R>>();
  return (of) => {
    const known = made.get(keyOf(of)) ?? make(of);
    made.set(keyOf(of), known);
    return known;
  };
}

class Provider {
  readonly #emulator: Emulator;
  readonly #groups: string[] = [];
  #free = PARALLEL;
  readonly #line: (() => void)[] = [];

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  /** The service, then its resource. */
  async service({ balancer }: Plan): Promise<string> {
    const id = await this.#resource(async () => {
      const { ServiceId = '' } = await this.#write('CreateVpcEndpointService', { AutoAcceptEnabled: 'true' });
      await this.#until(SHORT_MS, async () => (await this.#service(ServiceId)) === 'Active');
      return ServiceId;
    });
    await this.#resource(async () => {
      await this.#write('AttachResourceToVpcEndpointService', { ServiceId: id, ...slb(balancer) });
      await this.#until(SHORT_MS, async () => (await this.#service(id)) === 'Active');
    });
    return id;
  }

  /** The endpoint without a zone, then its zone. */
  async endpoint({ vpc, vSwitch, zone }: Plan, serviceId: string, groupId: string): Promise<string> {
    const id = await this.#resource(async () => {
      const { EndpointId = '' } = await this.#write('CreateVpcEndpoint', {
        VpcId: vpc,
        ServiceId: serviceId,
        'SecurityGroupId.1': groupId,
      });
      await this.#until(LONG_MS, async () => (await this.#endpoint(EndpointId))?.['EndpointStatus'] === 'Active');
      return EndpointId;
    });
    await this.#resource(async () => {
      await this.#write('AddZoneToVpcEndpoint', { EndpointId: id, ZoneId: zone, VSwitchId: vSwitch });
      await this.#until(LONG_MS, async () => (await this.#zones(id)).includes('Connected'));
    });
    return id;
  }

  /** A group and its rule: neither is waited for. */
  async group({ vpc }: Plan): Promise<string> {
    const id = await this.#resource(async () => {
      const { SecurityGroupId = '' } = await this.#write('CreateSecurityGroup', { VpcId: vpc }, 'ecs');
      return SecurityGroupId;
    });
    this.#groups.push(id);
    await this.#resource(() =>
      this.#write(
        'AuthorizeSecurityGroup',
        {
          SecurityGroupId: id,
          'Permissions.1.IpProtocol': 'TCP',
          'Permissions.1.PortRange': '6443/6443',
          'Permissions.1.SourceCidrIp': '192.168.0.0/16',
        },
        'ecs',
      ),
    );
    return id;
  }

  async noEndpoint({ endpointId, zone }: Link): Promise<void> {
    await this.#resource(async () => {
      await this.#write('RemoveZoneFromVpcEndpoint', { EndpointId: endpointId, ZoneId: zone });
      await this.#until(SHORT_MS, async () => (await this.#zones(endpointId)).length === 0);
    });
    await this.#resource(async () => {
      await this.#write('DeleteVpcEndpoint', { EndpointId: endpointId });
      await this.#until(SHORT_MS, async () => (await this.#endpoint(endpointId)) === undefined);
    });
  }

  async noService(serviceId: string, balancer: string): Promise<void> {
    await this.#resource(async () => {
      await this.#write('DetachResourceFromVpcEndpointService', { ServiceId: serviceId, ...slb(balancer) });
      await this.#until(SHORT_MS, async () => (await this.#service(serviceId)) === 'Active');
    });
    await this.#resource(async () => {
      await this.#write('DeleteVpcEndpointService', { ServiceId: serviceId });
      await this.#until(SHORT_MS, async () => (await this.#service(serviceId)) === undefined);
    });
  }

  async noGroups(): Promise<void> {
    const remove = (id: string) =>
      this.#resource(() => this.#write('DeleteSecurityGroup', { SecurityGroupId: id }, 'ecs'));
    await Promise.all(this.#groups.map(remove));
  }

  /** One resource of the graph is worked at; others wait in line until there is room. */
  async #resource<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#line.push(resolve));
    else this.#free -= 1;
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }

  async #service(ServiceId: string): Promise<unknown> {
    return (await this.#read('GetVpcEndpointServiceAttribute', { ServiceId }))?.['ServiceStatus'];
  }

  #endpoint(EndpointId: string) {
    return this.#read('GetVpcEndpointAttribute', { EndpointId });
  }

  async #zones(EndpointId: string): Promise<string[]> {
    const { Zones = [] } = ((await this.#read('ListVpcEndpointZones', { EndpointId })) ?? {}) as {
      Zones?: { ZoneStatus: string }[]; // as the emulator's own types have it
    };
    return Zones.map(({ ZoneStatus }) => ZoneStatus);
  }

  async #until(firstMs: number, holds: () => Promise<boolean>): Promise<void> {
    await this.#sleep(firstMs);
    while (!(await holds())) await this.#sleep(LOOK_MS);
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.#emulator.clock.schedule(ms, resolve));
  }

  async #write(
    action: string,
    params: Record<string, string>,
    product = 'privatelink',
  ): Promise<Record<string, string>> {
    for (let waitMs = FIRST_RETRY_MS; ; waitMs = RETRY_MS) {
      const { body, code } = await this.#call(action, params, product);
      if (code === undefined) return body as Record<string, string>; // the ids that are asked of it are text
      if (!RETRIED.test(code)) throw new Error(`${action}: ${code}`);
      await this.#sleep(waitMs);
    }
  }

  /** Undefined for what is not there. */
  async #read(action: string, params: Record<string, string>): Promise<Record<string, unknown> | undefined> {
    for (;;) {
      const { body, code } = await this.#call(action, params, 'privatelink');
      if (code === undefined) return body;
      if (/NotFound/.test(code)) return undefined;
      if (!RETRIED.test(code)) throw new Error(`${action}: ${code}`);
      await this.#sleep(FIRST_RETRY_MS);
    }
  }

  async #call(action: string, params: Record<string, string>, product: string) {
    const request = { product, version: '', action, params: { RegionId: 'cn-hangzhou', ...params } };
    const { status, body } = await this.#emulator.call(request);
    const fields = body as Record<string, unknown>; // every answer is a JSON object
    return { body: fields, code: status < 400 ? undefined : String(fields['Code']) };
  }
}

function slb(balancer: string) {
  return { ResourceId: balancer, ResourceType: 'slb' };
}

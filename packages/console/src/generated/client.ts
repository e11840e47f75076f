/** Made from the OpenAPI document of the console by `npm run generate`. Do not edit. */

/** Asks the server; rejects with what it refused. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

export type GetAboutAnswer = {
  readonly version: string;
  readonly mesh: string;
  readonly region: string;
  readonly regions: readonly (string)[];
  readonly emulated: boolean;
};

export type WatchTopologyAnswer = {
  readonly kind: "whole";
  readonly topology: {
    readonly mesh: string;
    readonly region: string;
    readonly vpcId: string;
    readonly pilotBalancer: string | null;
    readonly status: string;
    readonly vpcs: readonly ({
      readonly id: string;
      readonly cidrs: readonly (string)[];
    })[];
    readonly balancers: readonly ({
      readonly id: string;
      readonly zones: readonly (string)[];
    })[];
    readonly clusters: readonly ({
      readonly clusterId: string;
      readonly name: string;
      readonly vpcId: string | null;
      readonly apiServerBalancer: string | null;
      readonly apiServer: {
        readonly health: "good" | "working" | "bad" | "none";
        readonly service: string | null;
        readonly endpoint: string | null;
        readonly connection: string | null;
        readonly zones: readonly (string)[];
        readonly vSwitches: readonly (string)[];
        readonly domainName: string | null;
        readonly reason: string | null;
        readonly message: string | null;
      };
      readonly pilot: {
        readonly health: "good" | "working" | "bad" | "none";
        readonly service: string | null;
        readonly endpoint: string | null;
        readonly connection: string | null;
        readonly zones: readonly (string)[];
        readonly vSwitches: readonly (string)[];
        readonly domainName: string | null;
        readonly reason: string | null;
        readonly message: string | null;
      };
    })[];
  };
  readonly problem: {
    readonly code: string;
    readonly what: string;
    readonly now: string;
  } | null;
  readonly object: boolean;
} | {
  readonly kind: "clusters";
  readonly status: string;
  readonly clusters: readonly ({
    readonly clusterId: string;
    readonly name: string;
    readonly vpcId: string | null;
    readonly apiServerBalancer: string | null;
    readonly apiServer: {
      readonly health: "good" | "working" | "bad" | "none";
      readonly service: string | null;
      readonly endpoint: string | null;
      readonly connection: string | null;
      readonly zones: readonly (string)[];
      readonly vSwitches: readonly (string)[];
      readonly domainName: string | null;
      readonly reason: string | null;
      readonly message: string | null;
    };
    readonly pilot: {
      readonly health: "good" | "working" | "bad" | "none";
      readonly service: string | null;
      readonly endpoint: string | null;
      readonly connection: string | null;
      readonly zones: readonly (string)[];
      readonly vSwitches: readonly (string)[];
      readonly domainName: string | null;
      readonly reason: string | null;
      readonly message: string | null;
    };
  })[];
};

export type GetConfigurationAnswer = {
  readonly manifest: string | null;
  readonly status: string;
  readonly current: boolean | null;
  readonly conditions: readonly ({
    readonly type: string;
    readonly status: string;
    readonly reason: string;
    readonly message: string;
    readonly lastTransitionTime: string;
  })[];
  readonly events: readonly ({
    readonly type: string;
    readonly reason: string;
    readonly message: string;
    readonly count: number;
    readonly at: string;
  })[];
  readonly plan: {
    readonly mesh: string;
    readonly against: "live" | "empty";
    readonly controller: string | null;
    readonly steps: number;
    readonly groups: readonly (readonly ({
      readonly kind: "step" | "wait";
      readonly id: string;
      readonly link: string;
      readonly what: string;
      readonly why: string | null;
      readonly action: string | null;
      readonly request: Readonly<Record<string, unknown>> | null;
      readonly after: readonly (string)[];
    })[])[];
    readonly problems: readonly ({
      readonly severity: "person" | "wait" | "warning";
      readonly reason: string;
      readonly message: string;
      readonly link: string | null;
      readonly field: string | null;
      readonly line: number | null;
      readonly column: number | null;
    })[];
    readonly interruptions: readonly ({
      readonly link: string;
      readonly what: string;
    })[];
    readonly cost: {
      readonly endpointZonesNow: number;
      readonly endpointZonesAfter: number;
      readonly perHourNow: {
        readonly usd: number;
        readonly cny: number;
      };
      readonly perHourAfter: {
        readonly usd: number;
        readonly cny: number;
      };
    };
  } | null;
};

export type CheckManifestAnswer = {
  readonly file: string;
  readonly pass: number;
  readonly warn: number;
  readonly fail: number;
  readonly unknown: number;
  readonly items: readonly ({
    readonly about: "schema" | "kubernetes" | "mesh" | "activation" | "cluster" | "certificates" | "link" | "addresses" | "groups" | "quotas" | "permissions";
    readonly subject: string;
    readonly verdict: "pass" | "warn" | "fail" | "unknown";
    readonly reason: string | null;
    readonly message: string;
    readonly remedy: string | null;
    readonly line: number | null;
    readonly column: number | null;
  })[];
};
export type CheckManifestBody = {
  readonly manifest: string;
};

export type DiagnoseAnswer = {
  readonly diagnosis: {
    readonly mesh: string;
    readonly verdict: "ok" | "warning" | "unknown" | "waiting" | "broken" | "behind";
    readonly general: readonly ({
      readonly check: "object" | "cloud objects" | "zones" | "connection" | "security group" | "dns" | "tcp" | "tls" | "answer";
      readonly verdict: "ok" | "warning" | "unknown" | "waiting" | "broken" | "behind";
      readonly on: string;
      readonly reason: string | null;
      readonly text: string;
      readonly evidence: readonly (string)[];
      readonly remedy: string | null;
      readonly command: string | null;
    })[];
    readonly channels: readonly ({
      readonly channel: "api-server" | "pilot";
      readonly link: string;
      readonly clusterIds: readonly (string)[];
      readonly verdict: "ok" | "warning" | "unknown" | "waiting" | "broken" | "behind";
      readonly break: "object" | "cloud objects" | "zones" | "connection" | "security group" | "dns" | "tcp" | "tls" | "answer" | null;
      readonly checks: readonly ({
        readonly check: "object" | "cloud objects" | "zones" | "connection" | "security group" | "dns" | "tcp" | "tls" | "answer";
        readonly verdict: "ok" | "warning" | "unknown" | "waiting" | "broken" | "behind";
        readonly on: string;
        readonly reason: string | null;
        readonly text: string;
        readonly evidence: readonly (string)[];
        readonly remedy: string | null;
        readonly command: string | null;
      })[];
    })[];
  } | null;
};

export type ListClustersAnswer = {
  readonly certificates: {
    readonly verified: boolean;
    readonly from: string;
    readonly clusters: readonly ({
      readonly clusterId: string;
      readonly name: string;
      readonly type: string;
      readonly domainName: string | null;
      readonly setting: readonly (string)[];
      readonly served: readonly (string)[] | null;
      readonly verdict: "present" | "missing" | "restarting" | "set" | "unset" | "early" | "unknown";
      readonly message: string;
      readonly remedy: string | null;
    })[];
  } | null;
  readonly members: readonly ({
    readonly clusterId: string;
    readonly state: string;
    readonly message: string;
  })[];
};

export type ListServicesAnswer = {
  readonly items: readonly ({
    readonly id: string;
    readonly name: string;
    readonly domain: string;
    readonly description: string;
    readonly status: string;
    readonly businessStatus: string;
    readonly resourceType: string;
    readonly autoAccept: boolean;
    readonly zoneAffinity: boolean;
    readonly createdAt: string;
    readonly zones: readonly (string)[];
    readonly connections: readonly ({
      readonly endpointId: string;
      readonly status: string;
    })[];
    readonly tags: readonly ({
      readonly key: string;
      readonly value: string;
    })[];
    readonly owner: {
      readonly by: "tags" | "status" | "nobody";
      readonly mesh: string | null;
      readonly role: "api-server-service" | "api-server-endpoint" | "api-server-group" | "pilot-service" | "pilot-endpoint" | "pilot-group" | null;
      readonly of: string | null;
    };
  })[];
};
export type ListServicesQuery = { region?: string | undefined };

export type GetServiceAnswer = {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly description: string;
  readonly status: string;
  readonly businessStatus: string;
  readonly resourceType: string;
  readonly autoAccept: boolean;
  readonly zoneAffinity: boolean;
  readonly createdAt: string;
  readonly zones: readonly (string)[];
  readonly connections: readonly ({
    readonly endpointId: string;
    readonly status: string;
    readonly vpcId: string;
    readonly ownerId: string;
    readonly bandwidth: number | null;
    readonly changedAt: string;
    readonly zones: readonly ({
      readonly zoneId: string;
      readonly status: string;
      readonly vSwitchId: string;
      readonly eniId: string;
      readonly resourceId: string;
    })[];
  })[];
  readonly tags: readonly ({
    readonly key: string;
    readonly value: string;
  })[];
  readonly owner: {
    readonly by: "tags" | "status" | "nobody";
    readonly mesh: string | null;
    readonly role: "api-server-service" | "api-server-endpoint" | "api-server-group" | "pilot-service" | "pilot-endpoint" | "pilot-group" | null;
    readonly of: string | null;
  };
  readonly payer: string;
  readonly bandwidth: number | null;
  readonly resources: readonly ({
    readonly id: string;
    readonly type: string;
    readonly zoneId: string;
    readonly vpcId: string;
    readonly vSwitchId: string;
    readonly ip: string;
    readonly endpoints: number;
    readonly autoAllocated: boolean;
  })[];
  readonly whitelist: readonly (string)[];
};
export type GetServiceQuery = { region?: string | undefined };

export type ListEndpointsAnswer = {
  readonly items: readonly ({
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly status: string;
    readonly connection: string;
    readonly businessStatus: string;
    readonly type: string;
    readonly serviceId: string;
    readonly serviceName: string;
    readonly vpcId: string;
    readonly domain: string;
    readonly createdAt: string;
    readonly zoneAffinity: boolean;
    readonly tags: readonly ({
      readonly key: string;
      readonly value: string;
    })[];
    readonly owner: {
      readonly by: "tags" | "status" | "nobody";
      readonly mesh: string | null;
      readonly role: "api-server-service" | "api-server-endpoint" | "api-server-group" | "pilot-service" | "pilot-endpoint" | "pilot-group" | null;
      readonly of: string | null;
    };
  })[];
};
export type ListEndpointsQuery = { region?: string | undefined };

export type GetEndpointAnswer = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly status: string;
  readonly connection: string;
  readonly businessStatus: string;
  readonly type: string;
  readonly serviceId: string;
  readonly serviceName: string;
  readonly vpcId: string;
  readonly domain: string;
  readonly createdAt: string;
  readonly zoneAffinity: boolean;
  readonly tags: readonly ({
    readonly key: string;
    readonly value: string;
  })[];
  readonly owner: {
    readonly by: "tags" | "status" | "nobody";
    readonly mesh: string | null;
    readonly role: "api-server-service" | "api-server-endpoint" | "api-server-group" | "pilot-service" | "pilot-endpoint" | "pilot-group" | null;
    readonly of: string | null;
  };
  readonly payer: string;
  readonly bandwidth: number | null;
  readonly zones: readonly ({
    readonly zoneId: string;
    readonly status: string;
    readonly vSwitchId: string;
    readonly eniId: string;
    readonly ip: string;
    readonly domain: string;
  })[];
  readonly serviceZones: readonly (string)[] | null;
  readonly groups: readonly ({
    readonly id: string;
    readonly status: string;
  })[];
};
export type GetEndpointQuery = { region?: string | undefined };

export type ListCallsAnswer = {
  readonly last: number;
  readonly items: readonly ({
    readonly n: number;
    readonly at: number;
    readonly endedAt: number;
    readonly product: string;
    readonly action: string;
    readonly write: boolean;
    readonly caller: string;
    readonly outcome: string;
    readonly requestId: string;
    readonly objects: readonly (string)[];
  })[];
};
export type ListCallsQuery = { after?: number | undefined };

export type WatchCallsAnswer = {
  readonly n: number;
  readonly at: number;
  readonly endedAt: number;
  readonly product: string;
  readonly action: string;
  readonly write: boolean;
  readonly caller: string;
  readonly outcome: string;
  readonly requestId: string;
  readonly objects: readonly (string)[];
};

export type GetClockAnswer = {
  readonly now: number;
  readonly time: string;
  readonly controllable: boolean;
};

export type AdvanceClockAnswer = {
  readonly now: number;
  readonly time: string;
  readonly controllable: boolean;
};
export type AdvanceClockBody = {
  readonly ms: number;
};

export type ListFaultsAnswer = {
  readonly items: readonly ({
    readonly id: number;
    readonly fault: Readonly<Record<string, unknown>>;
    readonly seen: number;
    readonly struck: number;
  })[];
};

export type PlaceFaultAnswer = {
  readonly id: number;
  readonly fault: Readonly<Record<string, unknown>>;
  readonly seen: number;
  readonly struck: number;
};
export type PlaceFaultBody = {
  readonly action: string;
  readonly resource?: string;
  readonly times?: number;
  readonly effect: {
    readonly kind: "error";
    readonly code: string;
    readonly when?: "before" | "after";
  } | {
    readonly kind: "lost";
  } | {
    readonly kind: "latency";
    readonly ms: number;
  } | {
    readonly kind: "throttle";
    readonly ms: number;
  } | {
    readonly kind: "lock";
    readonly ms: number;
  };
};

export type RemoveFaultAnswer = {};

export type ListSnapshotsAnswer = {
  readonly items: readonly ({
    readonly name: string;
    readonly at: number;
    readonly bytes: number;
  })[];
};

export type SaveSnapshotAnswer = {
  readonly name: string;
  readonly at: number;
  readonly bytes: number;
};
export type SaveSnapshotBody = {
  readonly name: string;
};

export type LoadSnapshotAnswer = {};

export type ForgetSnapshotAnswer = {};

export type ListTrafficAnswer = {
  readonly items: readonly ({
    readonly endpointId: string;
    readonly serviceId: string;
    readonly vpcId: string;
    readonly connection: string;
    readonly connections: number;
    readonly active: number;
    readonly unserved: number;
    readonly bytesIn: number;
    readonly bytesOut: number;
    readonly zones: readonly ({
      readonly zoneId: string;
      readonly status: string;
      readonly balancerId: string;
      readonly connections: number;
      readonly active: number;
      readonly unserved: number;
      readonly bytesIn: number;
      readonly bytesOut: number;
    })[];
  })[];
};

export function client(ask: Ask) {
  return {
    /** What this console shows */
    getAbout: () => ask('GET', `/api/about`) as Promise<GetAboutAnswer>,
    /** The ASMPvlConfig with its conditions and events, and the plan */
    getConfiguration: () => ask('GET', `/api/configuration`) as Promise<GetConfigurationAnswer>,
    /** What is wrong with a manifest; nothing is written anywhere */
    checkManifest: (body: CheckManifestBody) => ask('POST', `/api/checks`, body) as Promise<CheckManifestAnswer>,
    /** Walks each channel and says where it breaks; what a step would meet is asked by dry run */
    diagnose: () => ask('POST', `/api/diagnoses`) as Promise<DiagnoseAnswer>,
    /** The clusters: how the mesh sees each, and the names in the certificate of its API server */
    listClusters: () => ask('GET', `/api/clusters`) as Promise<ListClustersAnswer>,
    /** The endpoint services of the region */
    listServices: (query: ListServicesQuery = {}) => ask('GET', `/api/services${search(query)}`) as Promise<ListServicesAnswer>,
    /** One endpoint service with its connections, resources and whitelist */
    getService: (id: string, query: GetServiceQuery = {}) => ask('GET', `/api/services/${encodeURIComponent(id)}${search(query)}`) as Promise<GetServiceAnswer>,
    /** The endpoints of the region */
    listEndpoints: (query: ListEndpointsQuery = {}) => ask('GET', `/api/endpoints${search(query)}`) as Promise<ListEndpointsAnswer>,
    /** One endpoint with its zones, security groups, and the zones of the other side */
    getEndpoint: (id: string, query: GetEndpointQuery = {}) => ask('GET', `/api/endpoints/${encodeURIComponent(id)}${search(query)}`) as Promise<GetEndpointAnswer>,
    /** The latest calls, oldest first. Only with the emulated cloud. */
    listCalls: (query: ListCallsQuery = {}) => ask('GET', `/api/emulator/calls${search(query)}`) as Promise<ListCallsAnswer>,
    /** The emulator’s time. Only with the emulated cloud. */
    getClock: () => ask('GET', `/api/emulator/clock`) as Promise<GetClockAnswer>,
    /** Lets time pass at once. Only with the emulated cloud. */
    advanceClock: (body: AdvanceClockBody) => ask('POST', `/api/emulator/clock`, body) as Promise<AdvanceClockAnswer>,
    /** The faults that are placed, and what they have done. Only with the emulated cloud. */
    listFaults: () => ask('GET', `/api/emulator/faults`) as Promise<ListFaultsAnswer>,
    /** Places a fault. Only with the emulated cloud. */
    placeFault: (body: PlaceFaultBody) => ask('POST', `/api/emulator/faults`, body) as Promise<PlaceFaultAnswer>,
    /** Takes a fault away. Only with the emulated cloud. */
    removeFault: (id: string) => ask('DELETE', `/api/emulator/faults/${encodeURIComponent(id)}`) as Promise<RemoveFaultAnswer>,
    /** The snapshots that are there. Only with the emulated cloud. */
    listSnapshots: () => ask('GET', `/api/emulator/snapshots`) as Promise<ListSnapshotsAnswer>,
    /** Saves the whole cloud under a name. Only with the emulated cloud. */
    saveSnapshot: (body: SaveSnapshotBody) => ask('POST', `/api/emulator/snapshots`, body) as Promise<SaveSnapshotAnswer>,
    /** Takes a snapshot up again. Only with the emulated cloud. */
    loadSnapshot: (name: string) => ask('POST', `/api/emulator/snapshots/${encodeURIComponent(name)}`) as Promise<LoadSnapshotAnswer>,
    /** Forgets a snapshot. Only with the emulated cloud. */
    forgetSnapshot: (name: string) => ask('DELETE', `/api/emulator/snapshots/${encodeURIComponent(name)}`) as Promise<ForgetSnapshotAnswer>,
    /** What each link has carried. Only with the emulated cloud. */
    listTraffic: () => ask('GET', `/api/emulator/traffic`) as Promise<ListTrafficAnswer>,
  };
}

/** Where server-sent events come from; the data of each is of the type named beside it. */
export const streams = {
  /** The picture whole, then each change of it: WatchTopologyAnswer */
  watchTopology: '/api/topology',
  /** Each call as it is answered. Only with the emulated cloud.: WatchCallsAnswer */
  watchCalls: '/api/emulator/calls/live',
} as const;

function search(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

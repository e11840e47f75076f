/** The network of the emulator: see README.md beside this file. */
export type { AddressMode, SocketPlace } from './addresses.ts';
export { type Agents, NoPathError } from './agents.ts';
export { type KubeBackend, type OpenKubeBackend, plainBackend } from './cluster.ts';
export type { DialRequest, Target } from './dial.ts';
export { type DnsOptions, type DnsServer, startDns } from './dns.ts';
export { type DialCode, DialError } from './errors.ts';
export { networkView } from './from-world.ts';
export type { HealthTiming } from './health.ts';
export type { KubeHandler, KubeRequest, KubeResponse } from './kube-http.ts';
export type { Address, NameAddress } from './layout.ts';
export { type LinkTraffic, type LinkZone, links } from './links.ts';
export type { NoneHealthy, Traffic } from './listener.ts';
export { createNetwork, type Network, type NetworkOptions } from './network.ts';
export type { ProbeReason, ProbeResult } from './probe.ts';
export { type RunNetworkOptions, type RunningNetwork, runNetwork } from './run.ts';
export type { SidecarSight } from './sidecar.ts';
export type { ZoneTraffic } from './switchboard.ts';
export { clusterTarget, meshTarget, type NetworkView, serverTarget } from './view.ts';

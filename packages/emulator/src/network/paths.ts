/**
 * The two channels as the view has them: where the mesh finds a member's API server, where a cluster's sidecars find Pilot. Pure.
 */
import type { BalancerView, ClusterView, MeshView, NetworkView } from './view.ts';

/** The port of istiod that serves xDS over TLS. */
const xdsPort = 15012;

/** What to dial, from which VPC; or why there is nothing to dial. */
export type Path =
  | { readonly ok: true; readonly fromVpc: string; readonly host: string; readonly port: number }
  | { readonly ok: false; readonly reason: 'NoEndpoint' | 'NotConnected'; readonly message: string };

/** The way of the mesh's control plane to the cluster's API server. */
export function pathToApiServer(view: NetworkView, mesh: MeshView, cluster: ClusterView): Path {
  return pathToBalancer(view, mesh.vpcId, cluster.balancerId, cluster.port, `the API server of cluster ${cluster.id}`);
}

/** The way of the cluster's sidecars to the mesh's Pilot. */
export function pathToPilot(view: NetworkView, mesh: MeshView, cluster: ClusterView): Path {
  if (mesh.pilotBalancerId === undefined) {
    return { ok: false, reason: 'NoEndpoint', message: `mesh ${mesh.id} has no load balancer in front of Pilot` };
  }
  return pathToBalancer(view, cluster.vpcId, mesh.pilotBalancerId, xdsPort, `the Pilot of mesh ${mesh.id}`);
}

/** In the balancer's own VPC one dials its address; from elsewhere the domain of an endpoint that leads to it. */
function pathToBalancer(view: NetworkView, fromVpc: string, balancerId: string, port: number, what: string): Path {
  const balancer = view.balancers.find(({ id }) => id === balancerId);
  if (!balancer) return missing(`the load balancer ${balancerId} of ${what} does not exist`);
  if (balancer.vpcId === fromVpc) return direct(balancer, port, what);
  const leading = view.endpoints.filter(
    (endpoint) => endpoint.vpcId === fromVpc && endpoint.zones.some((zone) => zone.balancerId === balancerId),
  );
  const open = leading.find(({ zones }) => zones.some((zone) => zone.open && zone.balancerId === balancerId));
  if (open) return { ok: true, fromVpc, host: open.domain, port };
  const [first] = leading;
  if (!first) return missing(`no endpoint in ${fromVpc} leads to ${what} (${balancerId} in ${balancer.vpcId})`);
  return { ok: false, reason: 'NotConnected', message: `endpoint ${first.id} to ${what} is not connected in any zone` };
}

function direct(balancer: BalancerView, port: number, what: string): Path {
  const ip = balancer.addresses[0]?.ip;
  if (ip === undefined) return missing(`the load balancer ${balancer.id} of ${what} has no address`);
  return { ok: true, fromVpc: balancer.vpcId, host: ip, port };
}

function missing(message: string): Path {
  return { ok: false, reason: 'NoEndpoint', message };
}

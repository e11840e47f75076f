/**
 * What is said about it all: the status of the resource, from what was observed and never from "my call succeeded" (design §4).
 * The vendor's fields are exactly those of the guide; ours stand beside them.
 */
import {
  type ASMPvlConfig,
  type ASMPvlConfigStatus,
  type ClusterStatus,
  clip,
  type EndpointServiceStatus,
  type EndpointStatus,
  limits,
  type OverallStatus,
  type PilotClusterStatus,
} from '@asm-privatelink/api';
import type { Plan } from '../decide/graph.ts';
import type { Endpoint, EndpointService, Observation } from '../model.ts';
import type { Wish } from '../wish.ts';
import { conditionsOf } from './conditions.ts';
import { sentence, Teller, type Told } from './tell.ts';

/** The status of the object after one observation. */
export function report(object: ASMPvlConfig, wish: Wish, observation: Observation, plan: Plan): ASMPvlConfigStatus {
  const clusterIds = wish.deleting ? remaining(object, observation) : wish.clusters.map((cluster) => cluster.clusterId);
  const teller = new Teller(wish, observation, plan);
  const apiServer = clusterIds.map((id) => teller.tell('api-server', id));
  const pilot = clusterIds.map((id) => teller.tell('pilot', id));
  const overall = overallStatus(wish, observation, [...apiServer, ...pilot]);
  const ready = clusterIds.filter((_, index) => apiServer[index]?.up === true && pilot[index]?.up === true).length;
  const pilotService = teller.pilotService();
  const generation = object.metadata.generation;
  return {
    status: overall,
    clusters: apiServer.map(clusterRow),
    pilot: {
      clusters: pilot.map(pilotRow),
      ...(pilotService === undefined ? {} : { pvlEndpointService: serviceStatus(pilotService) }),
    },
    clustersReady: `${ready}/${clusterIds.length}`,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    conditions: conditionsOf(object, wish, observation, plan, overall, [...apiServer, ...pilot]),
  };
}

/** The whole in one word: the first that holds (design §2). */
function overallStatus(wish: Wish, observation: Observation, links: readonly Told[]): OverallStatus {
  if (wish.deleting) return 'Deleting';
  const broken = links.filter((link) => !link.up);
  if (links.length > 0 && broken.length === 0) return 'Available';
  const stuck = broken.filter((link) => link.problems.some((problem) => problem.severity === 'person'));
  const blocked = !observation.controlPlane.ok && observation.controlPlane.problem.severity === 'person';
  if (broken.length === links.length && (blocked || stuck.length === links.length)) return 'Failed';
  if (wish.wasAvailable || (broken.length < links.length && stuck.length > 0)) return 'Degraded';
  return 'Provisioning';
}

/** While it is being taken away: the clusters that still have something. */
function remaining(object: ASMPvlConfig, observation: Observation): string[] {
  const { endpoints, services, untagged } = observation;
  const left = new Set([...endpoints, ...services, ...untagged.endpoints, ...untagged.services].map((each) => each.id));
  const rows = new Map(object.status?.clusters?.map((each) => [each.clusterId, each]));
  const pilotRows = new Map(object.status?.pilot?.clusters?.map((each) => [each.clusterId, each]));
  return object.spec.ackVpcEndpoint
    .map((entry) => entry.clusterId)
    .filter((id) => {
      const row = rows.get(id);
      const pilotRowOf = pilotRows.get(id);
      return [row?.pvlEndpoint?.id, row?.pvlEndpointService?.id, pilotRowOf?.pvlEndpoint?.id].some(
        (each) => each !== undefined && left.has(each),
      );
    });
}

function clusterRow(link: Told): ClusterStatus {
  return {
    clusterId: link.clusterId,
    ...(link.endpoint === undefined ? {} : { pvlEndpoint: endpointStatus(link.endpoint) }),
    ...(link.service === undefined ? {} : { pvlEndpointService: serviceStatus(link.service) }),
    ...judgement(link),
  };
}

function pilotRow(link: Told): PilotClusterStatus {
  return {
    clusterId: link.clusterId,
    ...(link.endpoint === undefined ? {} : { pvlEndpoint: endpointStatus(link.endpoint) }),
    ...judgement(link),
  };
}

function judgement(link: Told): Pick<ClusterStatus, 'reason' | 'message' | 'zones'> {
  const problem =
    link.problems.find((each) => each.severity === 'person') ?? link.problems.find((each) => each.severity === 'wait');
  const zones = link.endpoint?.zones?.slice(0, limits.vSwitches).map((zone) => ({
    zoneId: zone.zoneId,
    vSwitchId: zone.vSwitchId,
    status: zone.status,
  }));
  const message =
    problem === undefined
      ? link.up || link.awaited === undefined
        ? undefined
        : `Waiting for ${link.awaited}.`
      : sentence(problem);
  return {
    reason: problem?.reason ?? (link.up ? 'Available' : 'Provisioning'),
    ...(message === undefined ? {} : { message: clip(message, limits.rowMessage) }),
    ...(zones === undefined || zones.length === 0 ? {} : { zones }),
  };
}

function endpointStatus(endpoint: Endpoint): EndpointStatus {
  return {
    id: endpoint.id,
    domainName: endpoint.domain,
    status: endpoint.status,
    connectionStatus: endpoint.connection,
  };
}

function serviceStatus(service: EndpointService): EndpointServiceStatus {
  return { id: service.id, name: service.name, status: service.status };
}

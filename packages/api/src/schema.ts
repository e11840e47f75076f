/**
 * The schema of ASMPvlConfig, once. TypeScript types, the CRD (`crd.ts`) and the validation (`validate.ts`) all come from here.
 * The fields of `spec`, and those of `status` that are not said to be ours, are the vendor's (vendor-guide). Every field is described: the text is what
 * `kubectl explain` prints. `x-kubernetes-…` metadata goes into the CRD as it stands.
 */
import * as z from 'zod';
import { limits } from './limits.ts';

/** Ids of the cloud: loose, for kinds of clusters differ and ids grow. It still catches a placeholder (`<your-ack-cluster-id>`) and stray blanks. */
const ID_PATTERN = /^[A-Za-z0-9-]+$/;

const id = () => z.string().min(1).max(limits.id).regex(ID_PATTERN);
const text = (max: number) => z.string().max(max);
const generation = () => z.int().min(0).optional().meta({ format: 'int64' });

/** One writer owns a status list whole: it is replaced, never merged, and costs no managedFields entry per row. */
const atomic = { 'x-kubernetes-list-type': 'atomic' } as const;

export const vSwitchRefSchema = z
  .object({
    vSwitchId: id().describe('ID of the vSwitch, such as vsw-bp1jsgsanpvxpj32yai50.'),
    zoneId: id().describe(
      "Zone in which this vSwitch lies, such as cn-hangzhou-j. It is used if the other side's load balancer serves that zone too.",
    ),
  })
  .describe('A vSwitch and the zone it lies in.');

/**
 * A list of vSwitches is atomic. Its order means something (of two vSwitches in one zone the first is used), and a list map or a set merges the lists of two
 * appliers into an order that neither wrote. A list map would also refuse a repeated vSwitch, which is harmless and which a file written for ASM may hold.
 */
const vSwitches = (description: string) =>
  z.array(vSwitchRefSchema).min(1).max(limits.vSwitches).describe(description).meta(atomic);

export const ackVpcEndpointSchema = z
  .object({
    clusterId: id().describe('ID of an ACK cluster that has been added to the mesh. Each cluster stands once.'),
    vSwitches: vSwitches(
      "vSwitches in the cluster's VPC. In each of their zones that Pilot's load balancer serves, the endpoint gets an address, in the first vSwitch listed for that zone. At least one zone must be served.",
    ),
  })
  .describe('One ACK cluster, and where the endpoint through which its VPC reaches Pilot is placed.');

export const asmPvlConfigSpecSchema = z
  .object({
    ackVpcEndpoint: z
      .array(ackVpcEndpointSchema)
      .min(1)
      .max(limits.clusters)
      .describe('The ACK clusters to connect, one entry each.')
      .meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['clusterId'] }),
    asmVpcEndpoint: z
      .object({
        vSwitches: vSwitches(
          "vSwitches in the VPC of the mesh's control plane. In each of their zones that a cluster's API-server load balancer serves, that cluster's endpoint gets an address, in the first vSwitch listed for that zone. At least one zone must be served for each cluster.",
        ),
      })
      .describe(
        "Where the endpoints through which the control plane reaches the clusters' API servers are placed: one list for all clusters.",
      ),
  })
  .describe(
    'What shall be connected. Both channels of every listed cluster are made, kept and, once removed from here, taken away.',
  );

export const endpointStatusSchema = z
  .object({
    id: text(limits.id).optional().describe('ID of the endpoint.'),
    domainName: text(limits.domainName)
      .optional()
      .describe(
        "Domain name of the endpoint. That of an API-server endpoint must stand in the cluster's API-server certificate (SAN).",
      ),
    status: text(limits.state).optional().describe('State of the endpoint; Active when it is made.'),
    connectionStatus: text(limits.state)
      .optional()
      .describe('State of the connection to the endpoint service; Connected when it carries traffic.'),
  })
  .describe('The PrivateLink endpoint. Absent while there is none.');

export const endpointServiceStatusSchema = z
  .object({
    id: text(limits.id).optional().describe('ID of the endpoint service.'),
    name: text(limits.domainName).optional().describe('Name of the endpoint service, given by the cloud.'),
    status: text(limits.state).optional().describe('State of the endpoint service; Active when it is made.'),
  })
  .describe('The PrivateLink endpoint service. Absent while there is none.');

export const zoneStatusRowSchema = z
  .object({
    zoneId: text(limits.id).describe('The zone.'),
    vSwitchId: text(limits.id).optional().describe("The vSwitch that holds the endpoint's address in this zone."),
    status: text(limits.state)
      .optional()
      .describe('State of the connection in this zone; Connected when it carries traffic.'),
  })
  .describe('One zone of an endpoint.');

/** What we add to the vendor's rows of both channels. */
const judgement = {
  reason: text(limits.reason).optional().describe('Where this link stands, in one word: Available, or why it is not.'),
  message: text(limits.rowMessage)
    .optional()
    .describe('What is wrong or awaited, on which object, and what to do. Absent when there is nothing to say.'),
  zones: z
    .array(zoneStatusRowSchema)
    .max(limits.vSwitches)
    .optional()
    .describe('The zones of the endpoint, as observed.')
    .meta(atomic),
};

export const clusterStatusSchema = z
  .object({
    clusterId: text(limits.id).describe('ID of the ACK cluster.'),
    pvlEndpoint: endpointStatusSchema.optional(),
    pvlEndpointService: endpointServiceStatusSchema.optional(),
    ...judgement,
  })
  .describe("The API-server channel of one cluster: from the control plane to the cluster's API server.");

export const pilotClusterStatusSchema = z
  .object({
    clusterId: text(limits.id).describe('ID of the ACK cluster.'),
    pvlEndpoint: endpointStatusSchema.optional(),
    ...judgement,
  })
  .describe(
    "The Pilot channel of one cluster: from the sidecars in the cluster's VPC to Pilot. Clusters in one VPC share one endpoint.",
  );

export const pilotStatusSchema = z
  .object({
    clusters: z
      .array(pilotClusterStatusSchema)
      .max(limits.clusters)
      .optional()
      .describe('The Pilot channel, one row for each cluster.')
      .meta(atomic),
    pvlEndpointService: endpointServiceStatusSchema.optional(),
  })
  .describe('The channel to Pilot, with the one endpoint service that all clusters share.');

/** metav1.Condition, with its published bounds but for a shorter reason and message. */
export const conditionSchema = z
  .object({
    type: z
      .string()
      .min(1)
      .max(316)
      .describe('Type of the condition: Ready, Reconciling, Stalled, CertificateNames, MembersRunning or Warnings.'),
    status: z.enum(['True', 'False', 'Unknown']).describe('Whether the condition holds.'),
    observedGeneration: generation().describe('The metadata.generation that the condition was set upon.'),
    lastTransitionTime: z
      .string()
      .describe('When the status of the condition last changed.')
      .meta({ format: 'date-time' }),
    reason: z.string().min(1).max(limits.reason).describe('Why, in one CamelCase word from the documented list.'),
    message: text(limits.conditionMessage).describe('Why, in a sentence for people, with what to do.'),
  })
  .describe('One aspect of the state of the object.');

export const asmPvlConfigStatusSchema = z
  .object({
    status: text(limits.state)
      .optional()
      .describe('The whole in one word: Pending, Provisioning, Available, Degraded, Failed or Deleting.'),
    clusters: z
      .array(clusterStatusSchema)
      .max(limits.clusters)
      .optional()
      .describe('The API-server channel, one row for each cluster.')
      .meta(atomic),
    pilot: pilotStatusSchema.optional(),
    // kubectl's columns cannot count a list, so the count is a field.
    clustersReady: text(limits.state)
      .optional()
      .describe('Clusters of which both channels carry traffic, of all listed clusters, such as 2/3.'),
    observedGeneration: generation().describe('The metadata.generation that this status was made from.'),
    conditions: z
      .array(conditionSchema)
      .max(limits.conditions)
      .optional()
      .describe('The state of the object, one aspect each.')
      .meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['type'] }),
  })
  .describe('What was observed in the cloud. Written by the operator alone.');

const strings = z.record(z.string(), z.string()).optional();

/** Who owns which fields. `fieldsV1` is Kubernetes' set of field paths, such as `{"f:status": {"f:status": {}}}`. */
export const managedFieldsEntrySchema = z.object({
  manager: z.string().optional(),
  operation: z.string().optional(),
  subresource: z.string().optional(),
  time: z.string().optional(),
  fieldsV1: z.record(z.string(), z.unknown()).optional(),
});

/** The part of Kubernetes' ObjectMeta that matters here. Not in the CRD: there Kubernetes has its own. */
export const objectMetaSchema = z.object({
  name: z.string(),
  uid: z.string().optional(),
  generation: z.int().optional(),
  resourceVersion: z.string().optional(),
  creationTimestamp: z.string().optional(),
  deletionTimestamp: z.string().optional(),
  finalizers: z.array(z.string()).optional(),
  annotations: strings,
  labels: strings,
  managedFields: z.array(managedFieldsEntrySchema).optional(),
});

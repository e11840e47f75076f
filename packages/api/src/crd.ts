/** The CustomResourceDefinition, made from the schema. It holds on every Kubernetes from 1.20 on: no CEL, nothing newer than apiextensions v1. */
import { resource } from './names.ts';
import { asmPvlConfigSpecSchema, asmPvlConfigStatusSchema } from './schema.ts';
import { type StructuralSchema, structuralSchema } from './structural.ts';

/** Everything that the schema alone can hold: what the API server refuses, it refuses with this. */
export function openApiSchema(): StructuralSchema {
  return {
    description:
      'ASMPvlConfig connects a service mesh with ACK clusters in other VPCs of its region through PrivateLink: the control plane with each API server, and the sidecars of each VPC with Pilot. There is one, named default.',
    type: 'object',
    required: ['metadata', 'spec'],
    properties: {
      apiVersion: { description: `Group and version: ${resource.apiVersion}.`, type: 'string' },
      kind: { description: `Kind: ${resource.kind}.`, type: 'string' },
      metadata: {
        type: 'object',
        properties: { name: { type: 'string', enum: [resource.objectName] } },
      },
      spec: structuralSchema(asmPvlConfigSpecSchema),
      status: structuralSchema(asmPvlConfigStatusSchema),
    },
  };
}

const columns = [
  { name: 'Status', type: 'string', jsonPath: '.status.status', description: 'The whole in one word' },
  {
    name: 'Clusters',
    type: 'string',
    jsonPath: '.status.clustersReady',
    description: 'Clusters of which both channels carry traffic, of all listed clusters',
  },
  {
    name: 'Ready',
    type: 'string',
    jsonPath: '.status.conditions[?(@.type=="Ready")].status',
    description: 'Whether every link carries traffic',
  },
  { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  {
    name: 'Message',
    type: 'string',
    priority: 1, // only with -o wide
    jsonPath: '.status.conditions[?(@.type=="Ready")].message',
    description: 'Why it is not ready, and what to do',
  },
] as const;

/**
 * The CustomResourceDefinition. What a server would fill in by default (`conversion`, `listKind`, `singular`) is said here, so that applying it again, or comparing it
 * with what the server holds, shows no difference.
 */
export function customResourceDefinition() {
  const { group, version, kind, listKind, plural, singular } = resource;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: resource.crd },
    spec: {
      group,
      names: { kind, listKind, plural, singular },
      scope: 'Cluster',
      conversion: { strategy: 'None' },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: openApiSchema() },
          subresources: { status: {} },
          additionalPrinterColumns: columns,
        },
      ],
    },
  } as const;
}

export type CustomResourceDefinition = ReturnType<typeof customResourceDefinition>;

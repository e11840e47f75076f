/** Where the control plane's side comes from (design §1). */
export type Source =
  /** An ASM instance: VPC, Pilot balancer and members are read from the Service Mesh API. */
  | { kind: 'asm'; meshId: string }
  /** Stated plainly, for people who run their own Istio; members are the spec. `mesh` is the ownership key. */
  | { kind: 'given'; mesh: string; region: string; vpcId: string; pilotLoadBalancerId: string };

/** The ownership key of a source: what the mesh tag of every object of ours says. */
export function meshOf(source: Source): string {
  return source.kind === 'asm' ? source.meshId : source.mesh;
}

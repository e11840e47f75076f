/** Bounds of the resource. They keep an object of 500 clusters under etcd's 1.5 MiB, and are the same in the CRD and off-cluster. */
export const limits = {
  /** Clusters of one mesh: entries of `spec.ackVpcEndpoint` and rows of the status lists. */
  clusters: 500,
  /** vSwitches of one list: what one CreateVpcEndpoint takes (product-behaviour §C.2). */
  vSwitches: 10,
  /** Characters of an id (cluster, vSwitch, zone, endpoint, endpoint service); real ones have at most 33. */
  id: 64,
  /** Characters of a domain name or an endpoint service's name (real ones have about 90); the bound of DNS. */
  domainName: 253,
  /** Characters of a state that the cloud reports. */
  state: 64,
  /** Characters of a reason. */
  reason: 64,
  /** Characters of a row's message. */
  rowMessage: 512,
  /** Characters of a condition's message; metav1.Condition allows 32768, which twenty conditions of would be too many. */
  conditionMessage: 4096,
  /** Conditions of one object. */
  conditions: 20,
} as const;

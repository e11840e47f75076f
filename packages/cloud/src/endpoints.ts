import type { Product } from './action.ts';

export interface EndpointOptions {
  readonly region: string;
  /** `vpc` for the addresses inside a VPC (`privatelink-vpc.<region>…`). Default: the public ones. */
  readonly network?: 'vpc' | undefined;
  /** One host (and port, if need be) for all products and STS: an emulator, a proxy. */
  readonly endpoint?: string | undefined;
  /** Hosts by product; they go before `endpoint`. */
  readonly endpoints?: Readonly<Partial<Record<Product, string>>> | undefined;
}

/** The host of a product, or of STS, from where keys come (alibaba-cloud-api §1.1, §8): all are regional but Service Mesh, which is one central host. */
export function endpointOf(
  product: Product | 'sts',
  { region, network, endpoint, endpoints }: EndpointOptions,
): string {
  const given = (product === 'sts' ? undefined : endpoints?.[product]) ?? endpoint;
  if (given !== undefined) return given;
  if (product === 'servicemesh') return 'servicemesh.aliyuncs.com';
  return `${product}${network === undefined ? '' : `-${network}`}.${region}.aliyuncs.com`;
}

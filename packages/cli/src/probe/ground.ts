/** Where one stands when a channel is tried: inside the dialler's VPC, in the emulated network, or elsewhere. */

/** One address that a name answers, and where a dial to it arrives, or how it fails before anything is sent. */
export type Arrival = { readonly ip: string; readonly zoneId?: string | undefined } & (
  | { readonly place: { readonly host: string; readonly port: number } }
  | { readonly code: string; readonly message: string }
);

export interface Ground {
  /** Why a dial from that VPC cannot be tried here; undefined when it can. */
  elsewhere(vpcId: string): string | undefined;
  /** Each address of the name in the order of the answer; undefined while it does not resolve. */
  arrivals(fromVpc: string, host: string, port: number, signal: AbortSignal): Promise<readonly Arrival[] | undefined>;
}

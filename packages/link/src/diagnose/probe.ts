/** What came of trying a channel's way from inside the VPC of who dials: facts, as found. Nothing here judges. */

/** One dial to one address and port. */
export interface Dial {
  readonly ip: string;
  readonly zoneId?: string | undefined;
  readonly port: number;
  /** Why it did not connect, in words; absent when it did. */
  readonly failed?: { readonly code: string; readonly message: string };
}

/** The certificate that was served. */
export interface Served {
  /** DNS names and addresses. */
  readonly names: readonly string[];
  readonly issuer: string;
  /** Whether it is from the authority that the dialler trusts, and why not; undefined where that authority could not be had. */
  readonly untrusted: string | false | undefined;
}

export type Probe =
  /** Nothing was tried: who asks does not stand in that VPC. */
  | { readonly kind: 'elsewhere'; readonly why: string }
  | {
      readonly kind: 'tried';
      /** The VPC from which it was dialled. */
      readonly from: string;
      readonly host: string;
      /** The name that the dialler asks for, and wants in the certificate. */
      readonly servername: string;
      /** What the name answers; undefined when it does not resolve. */
      readonly addresses: readonly string[] | undefined;
      readonly dials: readonly Dial[];
      /** Absent where nothing connected. */
      readonly tls?:
        | { readonly served: Served }
        | { readonly failed: { readonly code: string; readonly message: string } };
      /** What the server said; absent where TLS did not come about. */
      readonly answer?: { readonly ok: boolean; readonly text: string };
    };

/** Whether a certificate's names cover one, as clients see it: a `*` stands for one label. */
export function covers(names: readonly string[], name: string): boolean {
  const rest = name.slice(name.indexOf('.'));
  return names.some(
    (each) => each.toLowerCase() === name.toLowerCase() || (each.startsWith('*.') && each.slice(1) === rest),
  );
}

/** A call and its answer, as they cross the emulator's edge. */

/** A call whose signature has been checked, or needs no check. */
export interface CallRequest {
  readonly product: string;
  /** Left empty, whichever the product has. */
  readonly version: string;
  /** Empty when method and path say it (ROA). */
  readonly action: string;
  /** Flat, as on the wire: `Zone.1.VSwitchId`. */
  readonly params: Readonly<Record<string, string>>;
  /** A JSON body (ROA). */
  readonly body?: unknown;
  readonly method?: string;
  /** Of a ROA call, with its path parameters. */
  readonly path?: string;
  /** Left out, the first key of the scenario. */
  readonly accessKeyId?: string;
  /** Host and port that the caller reached the emulator at; left out in process. */
  readonly host?: string;
  /** The region of the host that was called, for actions without RegionId. */
  readonly regionId?: string | undefined;
  /** Why the request was found wanting before it became a call, its signature above all. */
  readonly refused?: Error;
}

export interface CallResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** Thrown in place of an answer that a fault has lost on the way, or whose call never arrived. */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost';
  readonly code = 'ECONNRESET';
  /** The connection is reset rather than closed. */
  readonly reset: boolean;

  constructor(message: string, options: { reset?: boolean } = {}) {
    super(message);
    this.reset = options.reset ?? false;
  }
}

/** Thrown in place of an answer for which a gateway on the way answers with a page of its own. */
export class GatewayAnswer extends Error {
  override readonly name = 'GatewayAnswer';
  readonly status: number;

  constructor(status: number) {
    super(`a gateway answered with status ${status}`);
    this.status = status;
  }
}

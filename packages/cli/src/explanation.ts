/** An error as a person needs it. */
export interface Explanation {
  readonly code: string;
  readonly what: string;
  readonly where?: string | undefined;
  readonly now?: string | undefined;
  readonly exitCode: number;
}

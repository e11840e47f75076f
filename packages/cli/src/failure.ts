/** An end that a person can do something about. */
import { type ExitName, exitCodes } from './exit-codes.ts';

export interface FailureFields {
  /** Stable; scripts may match it. */
  readonly code: string;
  /** What is wrong. */
  readonly what: string;
  /** On which object, field or file. */
  readonly where?: string | undefined;
  /** What to do now. */
  readonly now?: string | undefined;
  /** With which code the process ends; default `failed`. */
  readonly exit?: ExitName;
  readonly cause?: unknown;
}

export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: string;
  readonly where: string | undefined;
  readonly now: string | undefined;
  readonly exitCode: number;

  constructor({ code, what, where, now, exit = 'failed', cause }: FailureFields) {
    super(what, { cause });
    this.code = code;
    this.where = where;
    this.now = now;
    this.exitCode = exitCodes[exit];
  }
}

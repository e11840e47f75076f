/** How others than this machine may ask the console: over TLS, and with a token. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Outside } from '@asm-privatelink/console';
import type { Environment } from '../context.ts';
import { Failure } from '../failure.ts';
import { unreadable } from '../read-error.ts';

export interface OutsideFlags {
  readonly host: string | undefined;
  readonly name: string | undefined;
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
}

/** A token that is guessed is worse than none; 256 bits are made when none is given. */
const SHORTEST_TOKEN = 24;

/** Undefined when only this machine may. @throws Failure when something is missing */
export function outsideOf({ host, name, tlsCert, tlsKey }: OutsideFlags, env: Environment): Outside | undefined {
  if (host === undefined) {
    if (name === undefined && tlsCert === undefined && tlsKey === undefined) return undefined;
    throw refused('a certificate or a name is given, but no address for other machines', 'Add --host.');
  }
  if (tlsCert === undefined || tlsKey === undefined) {
    throw refused(
      'other machines are answered only over TLS',
      'Give --tls-cert and --tls-key, or leave --host out and reach it through ssh -L.',
    );
  }
  const token = env['ASMPVL_CONSOLE_TOKEN'] || randomBytes(32).toString('base64url');
  if (!/^[\w.~-]+$/.test(token) || token.length < SHORTEST_TOKEN) {
    throw refused(
      `ASMPVL_CONSOLE_TOKEN must have ${SHORTEST_TOKEN} or more letters, digits, ".", "_", "~" or "-"`,
      'Leave it out: a token is made then, and printed.',
    );
  }
  return {
    host,
    names: name === undefined ? [] : [name.toLowerCase()],
    certificate: textOf(tlsCert),
    key: textOf(tlsKey),
    token,
  };
}

function refused(what: string, now: string): Failure {
  return new Failure({
    code: 'ConsoleNotSafe',
    what,
    where: '--host, --name, --tls-cert, --tls-key',
    now,
    exit: 'usage',
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable('file', file, error);
  }
}

import { type DestinationStream, pino } from 'pino';
import type { LogMessage } from './log-table.ts';

/** One line per decision: a constant message, one of the table's, and the facts as fields. `info` is news, `debug` explains. */
export interface Log {
  debug(fields: object, message: LogMessage): void;
  info(fields: object, message: LogMessage): void;
  warn(fields: object, message: LogMessage): void;
  error(fields: object, message: LogMessage): void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Names under which a secret could reach a log line, at the top of the fields or one below. */
const SECRETS = [
  'authorization',
  'token',
  'password',
  'accessKeyId',
  'accessKeySecret',
  'securityToken',
  'signature',
  'kubeconfig',
  'key',
  'cert',
];

export interface LogOptions {
  level?: LogLevel;
  /** Where the lines go; default standard error, so that a command's data keeps standard output for itself. */
  to?: DestinationStream;
}

/** JSON lines with ISO times; errors with their code and cause; secrets hidden. */
export function createLog({ level = 'info', to }: LogOptions = {}): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
      serializers: { error: describeError },
    },
    to ?? pino.destination({ fd: 2, sync: true }),
  );
}

/** What a log line says of a rejection: its name, code and message, and those of its causes; the stack only of what nobody foresaw. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const fields: Record<string, unknown> = { name: error.name, message: error.message };
  for (const name of ['code', 'kind', 'reason', 'status'] as const) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === 'string' || typeof value === 'number') fields[name] = value;
  }
  if (fields['code'] === undefined && fields['reason'] === undefined) fields['stack'] = error.stack;
  if (error.cause instanceof Error) fields['cause'] = describeError(error.cause);
  return fields;
}

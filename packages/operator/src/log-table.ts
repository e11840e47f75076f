/**
 * Every line that the operator logs: a constant message, and what the facts of the line are called. The compiler lets no other message through, and
 * docs/logs.md is made from this table.
 */

interface Line {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly says: string;
  readonly fields: readonly Field[];
}

const fields = {
  object: 'the name of the ASMPvlConfig',
  generation: 'its `metadata.generation`',
  status: '`status.status` as written',
  fields: 'the fields of the status that changed',
  steps: 'how many steps are outstanding, by action',
  waits: 'how many waits are',
  problems: 'how many problems there are, by reason',
  finished: 'nothing of ours is left',
  link: 'the link, or the object where no link wants it: `api-server/c…`, `pilot/vpc-…`',
  step: 'the step in the plan',
  action: "the cloud's name for the call",
  what: 'what was done, or was to be done, in words',
  why: 'why, where it does not go without saying',
  code: "the cloud's or the API server's own word for a refusal",
  kind: 'what to do about it: retry, throttled, person, gone, bug',
  requestId: "of the cloud's answer, for its support",
  reason: 'one of our reasons, packages/api/src/reasons.ts',
  about: 'what an event is about',
  detail: 'its message',
  error: 'name, code, message and causes of a failure; the stack only of what nobody foresaw',
  againInMs: 'when it is looked at, or tried, again',
  ms: 'how long it took',
  byMs: 'by how much, in milliseconds; forward is positive',
  mode: 'manage or companion',
  objects: 'how many objects there are',
  resource: 'the kind of object that is watched',
  next: 'list or watch',
  lease: 'the name of the Lease',
  namespace: 'its namespace',
  identity: 'of this process, as it stands in the Lease',
  url: 'an address that is served',
} as const;

type Field = keyof typeof fields;

export const logTable = {
  ready: { level: 'info', says: 'The objects are known; work begins.', fields: ['mode', 'objects'] },
  decided: {
    level: 'info',
    says: 'What is to be done is not what it was at the last look.',
    fields: ['object', 'generation', 'steps', 'waits', 'problems', 'finished'],
  },
  'step done': {
    level: 'info',
    says: 'One write to the cloud was answered.',
    fields: ['step', 'link', 'action', 'what', 'why'],
  },
  'step failed': {
    level: 'warn',
    says: 'One write to the cloud was refused, or its answer was lost.',
    fields: ['step', 'link', 'action', 'what', 'why', 'code', 'kind', 'requestId'],
  },
  looked: { level: 'debug', says: 'A pass is over.', fields: ['object', 'againInMs', 'ms'] },
  'the pass failed': {
    level: 'error',
    says: 'A pass ended with an error that it should have dealt with, or the Kubernetes API refused a write.',
    fields: ['object', 'error', 'againInMs'],
  },
  'the clock was set': {
    level: 'warn',
    says: 'The wall clock was stepped. What is remembered by its times is forgotten, and everything is looked at anew.',
    fields: ['byMs'],
  },
  'the cloud could not be read': {
    level: 'warn',
    says: 'The lists of our own objects could not be had; nothing is decided.',
    fields: ['reason', 'code', 'action'],
  },
  event: {
    level: 'info',
    says: 'News for whoever describes the object; written as a Kubernetes event unless a companion (level warn for warnings).',
    fields: ['object', 'reason', 'about', 'detail'],
  },
  'an event could not be written': { level: 'warn', says: 'Nothing depends on it.', fields: ['error'] },
  'status written': { level: 'info', says: 'One patch of the status.', fields: ['object', 'status', 'fields'] },
  'finalizer added': { level: 'info', says: 'From now on something may be made.', fields: ['object'] },
  'nothing of ours is left: finalizer removed': { level: 'info', says: 'The object may go.', fields: ['object'] },
  'the object is gone': { level: 'info', says: 'The watch says so.', fields: ['object'] },
  'the object changed during the pass': {
    level: 'debug',
    says: 'Somebody wrote it meanwhile; it is read again.',
    fields: ['object', 'error'],
  },
  'the API server does not serve this resource: is the CRD installed?': {
    level: 'warn',
    says: 'It is looked for again.',
    fields: ['resource', 'error', 'againInMs', 'next'],
  },
  'the watch expired': { level: 'debug', says: 'As it does.', fields: ['resource', 'error', 'againInMs', 'next'] },
  'the watch failed': {
    level: 'warn',
    says: 'It is taken up again; nothing is missed.',
    fields: ['resource', 'error', 'againInMs', 'next'],
  },
  leading: { level: 'info', says: 'This process may write.', fields: ['lease', 'namespace', 'identity'] },
  'no longer leading': {
    level: 'warn',
    says: 'This process writes nothing from here on.',
    fields: ['lease', 'namespace', 'identity', 'why'],
  },
  'the lease could not be renewed or taken': {
    level: 'warn',
    says: 'It is tried again every two seconds.',
    fields: ['lease', 'namespace', 'error'],
  },
  'the lease could not be given back; others wait until it expires': {
    level: 'warn',
    says: 'At most half a minute.',
    fields: ['lease', 'namespace', 'error'],
  },
  'serving metrics and health': { level: 'info', says: 'Where.', fields: ['url'] },
  'sending spans': { level: 'info', says: 'Where; only when OTEL_EXPORTER_OTLP_ENDPOINT is set.', fields: ['url'] },
  'a request to the health server failed': { level: 'error', says: 'A mistake of ours.', fields: ['error', 'url'] },
} as const satisfies Record<string, Line>;

export type LogMessage = keyof typeof logTable;

/** The page about them. */
export function logsMarkdown(): string {
  const lines = Object.entries<Line>(logTable).map(
    ([message, line]) =>
      `| \`${message}\` | ${line.level} | ${line.says} | ${line.fields.map((field) => `\`${field}\``).join(', ')} |`,
  );
  const told = Object.entries(fields).map(([name, says]) => `| \`${name}\` | ${says} |`);
  return `<!-- Made from packages/operator/src/log-table.ts by \`npm run generate\`. Do not edit. -->
# Logs

The operator writes JSON to standard error, a line for each decision: \`level\`, \`time\` (ISO 8601), \`msg\`, which is one of the messages below and never varies,
and the facts as fields. \`--log-level\` says from which level on. Fields whose names could bear a secret are hidden; keys, tokens and certificates are never
given to the log.

| msg | level | what it says | fields |
|---|---|---|---|
${lines.join('\n')}

| field | what it is |
|---|---|
${told.join('\n')}
`;
}

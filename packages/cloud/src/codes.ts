/**
 * What to do about an error code. Codes decide, never the HTTP status: almost every PrivateLink error is a 400, "not found" included
 * (alibaba-cloud-api §0 item 1).
 */
import { codeTable, type ErrorKind } from './code-table.ts';

const kinds: ReadonlyMap<string, ErrorKind> = new Map(codeTable.map(({ code, kind }) => [code, kind]));

/** Codes that carry a name of something behind a dot; the table goes first. */
const families: readonly (readonly [prefix: string, kind: ErrorKind])[] = [
  ['QuotaExceeded.', 'person'], // the message carries usage and limit
  ['NoPermission.', 'person'],
  ['InvalidSecurityToken.', 'person'],
  ['InvalidAccessKeyId.', 'person'],
  ['MissingParam.', 'bug'],
  ['MissingParameter.', 'bug'],
  ['IllegalParam.', 'bug'],
  ['IllegalParamFormat.', 'bug'],
  ['InvalidParameter.', 'bug'],
];

/**
 * What to do about an error code. Codes the references do not name are judged by the status: 429 throttled, 5xx retry,
 * anything else a bug (never `gone`: a 404 from a wrong endpoint must not look like a deleted object).
 */
export function classify(code: string, status?: number): ErrorKind {
  const known = sorted(code);
  if (known !== undefined) return known;
  if (status === 429) return 'throttled';
  return status !== undefined && status >= 500 ? 'retry' : 'bug';
}

/** The kind of a code that the references name, by itself or by its family; undefined for any other. */
export function sorted(code: string): ErrorKind | undefined {
  if (code.includes('Throttling')) return 'throttled';
  return kinds.get(code) ?? families.find(([prefix]) => code.startsWith(prefix))?.[1];
}

/** Whether the table names the code itself, not only its family. */
export function isKnownCode(code: string): boolean {
  return kinds.has(code);
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actionNames, actions } from './actions.ts';
import { codeTable, type ErrorKind } from './code-table.ts';
import { classify, sorted } from './codes.ts';

/** The part of the API reference that names error codes. The file is the emulator's; here it is read as data only. */
interface Reference {
  products: Record<string, { errorCodes: Record<string, unknown> }>;
  actions: Record<string, { errors?: string[] }>;
  commonErrors: Record<string, unknown>;
  retryClients: { terraform: { perAction: Record<string, string[]>; treatedAsGone: Record<string, string[]> } };
}
const file = new URL('../../emulator/reference/api.json', import.meta.url);
const reference = JSON.parse(readFileSync(file, 'utf8')) as Reference;

/** One entry may name several codes (`A / B`) and say more in brackets; `<name>` stands for a parameter. */
const codesIn = (entries: Iterable<string>) =>
  [...entries].flatMap((entry) => entry.replace(/ \(.*\)$/, '').split(' / '));

const { perAction, treatedAsGone } = reference.retryClients.terraform;
const calls = actionNames().map((name) => {
  const { product } = actions[name];
  const own = [
    ...(reference.actions[`${product}.${name}`]?.errors ?? []),
    ...(perAction[name] ?? []),
    ...(treatedAsGone[name] ?? []),
  ];
  const shared = [
    ...Object.keys(reference.products[product]?.errorCodes ?? {}),
    ...Object.keys(reference.commonErrors),
  ];
  return { call: `${product}.${name}`, codes: new Set(codesIn([...own, ...shared])) };
});

describe('the table of codes', () => {
  it.each(calls)('sorts everything that $call may answer', ({ codes }) => {
    expect([...codes].filter((code) => sorted(code) === undefined)).toEqual([]);
  });

  it('holds what is called, and no code twice', () => {
    expect(calls.every(({ call }) => reference.actions[call] !== undefined)).toBe(true);
    const codes = codeTable.map(({ code }) => code);
    expect(codes).toHaveLength(new Set(codes).size);
  });
});

describe('classify', () => {
  const cases: readonly { code: string; status?: number; kind: ErrorKind; reason: string }[] = [
    { code: 'ConcurrentCallNotSupported', status: 400, kind: 'retry', reason: 'a lock of the vendor' },
    { code: 'EndpointLocked', status: 400, kind: 'retry', reason: 'a lock of the vendor' },
    { code: 'EndpointServiceLocked', status: 400, kind: 'retry', reason: 'a lock of the vendor' },
    { code: 'EndpointDuplicated', status: 400, kind: 'retry', reason: 'look again' },
    { code: 'Throttling', status: 400, kind: 'throttled', reason: 'the plain code' },
    { code: 'Throttling.User', status: 400, kind: 'throttled', reason: 'a member of the family' },
    { code: 'Rejected.Throttling', status: 400, kind: 'throttled', reason: 'the word stands behind' },
    { code: 'QPS Limit Exceeded', status: 429, kind: 'throttled', reason: 'Container Service, with blanks' },
    { code: 'Whatever', status: 429, kind: 'throttled', reason: 'unknown code, telling status' },
    { code: 'ResourceNotEnough.VSwitchIp', status: 400, kind: 'person', reason: 'no free address' },
    { code: 'QuotaExceeded.epZonePerEndpoint', status: 400, kind: 'person', reason: 'a quota, by family' },
    { code: 'QuotaExceeded.somethingNew', status: 400, kind: 'person', reason: 'a quota nobody has named yet' },
    { code: 'Forbidden.RAM', status: 403, kind: 'person', reason: 'rights' },
    { code: 'NeedOpenProduct', status: 400, kind: 'person', reason: 'not activated' },
    { code: 'EndpointNotFound', status: 400, kind: 'gone', reason: 'not found is a 400 here' },
    { code: 'ErrorClusterNotFound', status: 400, kind: 'gone', reason: 'one client also sees it with 400' },
    { code: 'MissingParam.VpcId', status: 400, kind: 'bug', reason: 'by family' },
    { code: 'IllegalParamFormat.ZoneId', status: 400, kind: 'bug', reason: 'by family' },
    { code: 'DryRunOperation', status: 400, kind: 'bug', reason: 'no failure; who asks for it looks first' },
    { code: 'NeverHeardOf', status: 400, kind: 'bug', reason: 'unknown 4xx' },
    {
      code: 'NeverHeardOf',
      status: 404,
      kind: 'bug',
      reason: 'a 404 of a wrong endpoint must not look like a deletion',
    },
    { code: 'NeverHeardOf', status: 500, kind: 'retry', reason: 'unknown 5xx' },
    { code: 'NeverHeardOf', kind: 'bug', reason: 'unknown, without a status' },
    { code: 'constructor', status: 400, kind: 'bug', reason: 'a name of Object.prototype is no code' },
  ];
  it.each(cases)('when $code comes with $status, it is $kind: $reason', ({ code, status, kind }) => {
    expect(classify(code, status)).toBe(kind);
  });
});

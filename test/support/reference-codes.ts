/** What each action may answer beside its answer, by the API reference, and what is known there of the codes. */
import { readFileSync } from 'node:fs';
import { type ActionName, actions, classify } from '@asm-privatelink/cloud';

interface Reference {
  products: Record<string, { errorCodes: Record<string, { http: number }> }>;
  actions: Record<string, { errors?: string[] }>;
  commonErrors: Record<string, unknown>;
  retryClients: { terraform: { perAction: Record<string, string[]> } };
}

const file = new URL('../../packages/emulator/reference/api.json', import.meta.url);
// Facts of the repository, held to their form by the emulator, which loads the same file.
const reference = JSON.parse(readFileSync(file, 'utf8')) as Reference;

const split = (entries: Iterable<string>) =>
  [...entries]
    .flatMap((entry) => entry.replace(/ \(.*\)$/, '').split(' / '))
    .map((code) => code.replace('<name>', 'Name'));

/** Codes that some action names as its own: the others of a product may come from any of its actions. */
const owned = new Set(Object.values(reference.actions).flatMap(({ errors = [] }) => errors));

/** Every code that the action may answer: its own, those of its product that belong to no action, and the gateway's. */
export function codesOf(action: ActionName): string[] {
  const { product } = actions[action];
  const own = reference.actions[`${product}.${action}`]?.errors ?? [];
  const shared = Object.keys(reference.products[product]?.errorCodes ?? {}).filter((code) => !owned.has(code));
  const retried = reference.retryClients.terraform.perAction[action] ?? [];
  return [...new Set(split([...own, ...shared, ...retried, ...Object.keys(reference.commonErrors)]))];
}

/** The status that comes with a code, where the reference has it. */
export function statusOf(action: ActionName, code: string): number | undefined {
  return reference.products[actions[action].product]?.errorCodes[code]?.http;
}

/** Rights, money, credentials: whatever our table says of them, a person has to be told. */
const PERSONS =
  /NoPermission|Forbidden|Quota|NotEnoughBalance|NeedOpen|AccessKey|SecurityToken|SignatureDoes|TimeStamp/;

/**
 * What is right after a code: `soon`, it is tried again within seconds and nobody is bothered; `person`, the status says what a person must
 * mend; `told`, as `person` or as a mistake of ours; `any`. The first two are the reference's word, and hold our own table to it.
 */
export function rightAfter(action: ActionName, code: string): 'soon' | 'person' | 'told' | 'any' {
  const retried = reference.retryClients.terraform.perAction[action] ?? [];
  if (split(retried).includes(code) || code.includes('Throttling') || (statusOf(action, code) ?? 0) >= 500) {
    return 'soon';
  }
  // It is asked whether the product is activated, and this code alone is an answer; what else is wrong the other calls will tell.
  if (action === 'CheckProductOpen' && code !== 'NeedOpenProduct') return 'any';
  if (PERSONS.test(code)) return 'person';
  const kind = classify(code, statusOf(action, code));
  return kind === 'person' || kind === 'bug' ? 'told' : 'any';
}

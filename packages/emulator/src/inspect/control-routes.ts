/** Steering the emulator: its clock, faults, quotas and switches. */
import * as z from 'zod';
import { setArrears } from '../arrears.ts';
import { faultSchema } from '../faults/schema.ts';
import { guesses, type Switches } from '../guesses.ts';
import { isControllable } from '../steerable-clock.ts';
import type { Account, Quotas, World } from '../world.ts';
import { InspectError, type Route, route } from './route.ts';

const done = z.object({}).describe('Done');
const clockAnswer = z.object({ now: z.number(), time: z.string(), controllable: z.boolean() });
const placedFault = z.object({
  id: z.int(),
  fault: faultSchema,
  seen: z.int().describe('How many calls or changes have fitted'),
  struck: z.int().describe('How many of them it has struck'),
  until: z.number().describe('Of a throttle or a lock: when it is over'),
});

const limit = z.int().min(0).nullable().describe('null: without limit');
const quotas = z.strictObject({
  services: limit,
  resourcesPerService: limit,
  resourcesPerZoneAndService: limit,
  endpointsPerVpc: limit,
  zonesPerEndpoint: limit,
  idleEndpoints: limit,
  tagsPerResource: limit,
} satisfies Record<keyof Quotas, typeof limit>);

const standing = z.strictObject({
  id: z.string(),
  privateLinkOpen: z.boolean().describe('PrivateLink is activated'),
  arrears: z.boolean().describe('The account owes money'),
});

const switches = z.strictObject(
  Object.fromEntries(
    Object.entries(guesses).map(([name, { values, about }]) => [name, z.literal([...values]).describe(about)]),
  ),
);

export const controlRoutes: Route[] = [
  route('GET', '/clock', {
    id: 'getClock',
    summary: 'The emulator’s time',
    answer: clockAnswer,
    handle: ({ emulator: { clock } }) => ({
      now: clock.now(),
      time: new Date(clock.now()).toISOString(),
      controllable: isControllable(clock),
    }),
  }),
  route('POST', '/clock/advance', {
    id: 'advanceClock',
    summary: 'Lets time pass at once; whatever was due on the way happens',
    body: z.strictObject({
      ms: z
        .number()
        .min(0)
        .max(30 * 86_400_000),
    }),
    answer: clockAnswer,
    refusals: ['NotControllable'],
    async handle({ emulator: { clock } }, { body: { ms } }) {
      if (!isControllable(clock)) {
        throw new InspectError('NotControllable', 'this emulator runs on a clock that nobody can advance');
      }
      await clock.advance(ms);
      return { now: clock.now(), time: new Date(clock.now()).toISOString(), controllable: true };
    },
  }),
  route('GET', '/faults', {
    id: 'listFaults',
    summary: 'The faults that are placed, and what they have done',
    answer: z.object({ items: z.array(placedFault) }),
    handle: ({ emulator: { faults } }) => ({ items: faults.list() }),
  }),
  route('POST', '/faults', {
    id: 'placeFault',
    summary: 'Places a fault',
    body: faultSchema,
    answer: placedFault,
    handle: ({ emulator: { faults } }, { body }) => faults.place(body),
  }),
  route('DELETE', '/faults/{id}', {
    id: 'removeFault',
    summary: 'Takes a fault away',
    answer: done,
    refusals: ['NotFound'],
    handle({ emulator: { faults } }, { path: { id } }) {
      if (!faults.remove(Number(id))) throw new InspectError('NotFound', `there is no fault ${id}`);
      return {};
    },
  }),
  route('DELETE', '/faults', {
    id: 'clearFaults',
    summary: 'Takes every fault away',
    answer: done,
    handle({ emulator: { faults } }) {
      faults.clear();
      return {};
    },
  }),
  route('GET', '/quotas', {
    id: 'getQuotas',
    summary: 'What the account may have at most',
    answer: quotas,
    handle: ({ emulator: { world } }) => showQuotas(accountOf(world)),
  }),
  route('PATCH', '/quotas', {
    id: 'setQuotas',
    summary: 'Sets those that are given',
    body: quotas.partial(),
    answer: quotas,
    handle({ emulator: { world } }, { body }) {
      const account = accountOf(world);
      for (const [name, value] of Object.entries(body)) {
        if (value !== undefined) account.quotas[name as keyof Quotas] = value ?? Number.POSITIVE_INFINITY; // the schema knows no others
      }
      world.touch('account', account.id);
      return showQuotas(account);
    },
  }),
  route('GET', '/account', {
    id: 'getAccount',
    summary: 'How the account stands',
    answer: standing,
    handle: ({ emulator: { world } }) => showStanding(accountOf(world)),
  }),
  route('PATCH', '/account', {
    id: 'setAccount',
    summary: 'Puts the account into arrears or out of them, which locks or frees its endpoint services and endpoints',
    body: standing.pick({ arrears: true }),
    answer: standing,
    handle({ emulator: { world } }, { body }) {
      const account = accountOf(world);
      setArrears(world, account, body.arrears);
      return showStanding(account);
    },
  }),
  route('GET', '/switches', {
    id: 'getSwitches',
    summary: 'What is taken to be true where the vendor’s documents leave it open',
    answer: switches,
    handle: ({ emulator }) => emulator.switches,
  }),
  route('PATCH', '/switches', {
    id: 'setSwitches',
    summary: 'Sets those that are given',
    body: switches.partial(),
    answer: switches,
    handle({ emulator }, { body }) {
      emulator.setSwitches(body as Partial<Switches>); // the schema is made from the table that the type is made from
      return emulator.switches;
    },
  }),
];

function accountOf(world: World): Account {
  const [account] = world.accounts.values();
  if (account === undefined) throw new Error('the world has no account');
  return account;
}

function showStanding({ id, privateLinkOpen, arrears }: Account) {
  return { id, privateLinkOpen, arrears };
}

function showQuotas({ quotas: all }: Account): Record<string, number | null> {
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, Number.isFinite(value) ? value : null]));
}

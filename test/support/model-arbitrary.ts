/** Events at random, for fast-check. */
import fc from 'fast-check';
import { drifts } from './drift.ts';
import type { Event, Step } from './model.ts';

const wish = fc.record({
  clusters: fc.subarray(['a', 'b', 'c'] as const, { minLength: 1 }),
  zones: fc.subarray(['j', 'k'] as const, { minLength: 1 }),
});
const count = fc.integer({ min: 1, max: 6 });
const action = fc.constantFrom('*', 'Create*', 'Delete*', 'List*', 'Describe*', '*Zone*', 'AuthorizeSecurityGroup');
const when = fc.constantFrom('before' as const, 'after' as const);
const effect = fc.oneof(
  fc.record({
    kind: fc.constant('error' as const),
    code: fc.constantFrom('SystemBusy', 'ServiceUnavailable', 'ConcurrentCallNotSupported', 'EndpointLocked'),
    when,
  }),
  fc.record({ kind: fc.constantFrom('lost' as const) }),
  fc.record({ kind: fc.constantFrom('reset' as const), when }),
  fc.record({ kind: fc.constant('html' as const), when }),
  fc.record({ kind: fc.constantFrom('latency' as const), ms: fc.integer({ min: 500, max: 20_000 }) }),
  fc.record({
    kind: fc.constantFrom('throttle' as const, 'lock' as const),
    ms: fc.integer({ min: 1_000, max: 60_000 }),
  }),
  fc.record({ kind: fc.constant('unlisted' as const), ms: fc.integer({ min: 1_000, max: 25_000 }) }),
);
const transition = fc.constantFrom(
  'service.create' as const,
  'service.delete' as const,
  'endpoint.create' as const,
  'endpoint.delete' as const,
  'zone.create' as const,
  'zone.connect' as const,
  'zone.delete' as const,
  'connection.connect' as const,
);
export const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wish' as const), wish }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wish' as const), wish: fc.constant(undefined) }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('drift' as const), what: fc.constantFrom(...drifts), nth: fc.nat(5) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      fault: fc.record({ action, times: count, effect }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      fault: fc.record({ transition, times: count, delayMs: fc.integer({ min: 1_000, max: 200_000 }) }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kube fault' as const), times: count }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('restart' as const, 'crash' as const) }) },
);
const pause = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 100, max: 5_000 }),
  fc.integer({ min: 5_000, max: 90_000 }),
  fc.integer({ min: 90_000, max: 700_000 }),
);
export const steps: fc.Arbitrary<Step[]> = fc.array(fc.record({ event, thenMs: pause }), {
  minLength: 2,
  maxLength: 12,
});

import { describe, expect, it } from 'vitest';
import { withBudget } from './budget.ts';
import { createCloud } from './client.ts';
import { withDeadline } from './deadline.ts';
import { manualClock, settled } from './testing.ts';

/** A cloud on a manual clock whose calls hang until they are answered. */
function hanging() {
  const clock = manualClock();
  const answers: ((answer: unknown) => void)[] = [];
  const plain = createCloud({
    region: 'cn-hangzhou',
    transport: () => new Promise((resolve) => answers.push(resolve)),
  });
  return { clock, answers, cloud: withBudget(withDeadline(plain, { clock, ms: 10_000 }), { clock }) };
}

describe('withDeadline', () => {
  it('when a call hangs, it is given up, what it did is unknown, and the next in line for its lock goes', async () => {
    const { clock, cloud, answers } = hanging();
    const first = cloud.call('DeleteVpcEndpointService', { ServiceId: 'a' });
    const second = cloud.call('DeleteVpcEndpointService', { ServiceId: 'b' });
    const failed = expect(first).rejects.toMatchObject({
      code: 'ReadTimeout',
      kind: 'retry',
      message: 'DeleteVpcEndpointService: ReadTimeout: no answer in 10 s; it is not known whether it took its effect',
    });
    await clock.advance(9_999);
    expect(answers).toHaveLength(1);
    await clock.advance(1);
    await failed;
    expect(answers).toHaveLength(2);
    answers[1]?.({});
    await second;
  });

  it('when it is answered in time, nothing is left behind', async () => {
    const { clock, cloud, answers } = hanging();
    const giveUp = new AbortController();
    const call = cloud.call('CheckProductOpen', {}, { signal: giveUp.signal });
    await clock.advance(9_999);
    answers[0]?.({});
    await call;
    giveUp.abort();
    await clock.advance(10_000);
  });

  it('when it is late to be sent, only its own time counts', async () => {
    const { clock, cloud, answers } = hanging();
    const calls = ['a', 'b', 'c'].map((ServiceId) => cloud.call('DeleteVpcEndpointService', { ServiceId }));
    for (let index = 0; index < calls.length; index += 1) {
      await clock.advance(8_000);
      answers[index]?.({});
      await settled();
    }
    await Promise.all(calls);
  });

  it.each(['before', 'while'])('when the caller gives up %s it is under way, it is Aborted, not late', async (when) => {
    const { clock, cloud } = hanging();
    const giveUp = new AbortController();
    if (when === 'before') giveUp.abort();
    const failed = expect(cloud.call('CheckProductOpen', {}, { signal: giveUp.signal })).rejects.toMatchObject({
      code: 'Aborted',
    });
    await clock.advance(1_000);
    giveUp.abort();
    await failed;
  });
});

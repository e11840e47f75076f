import { describe, expect, it } from 'vitest';
import { systemClock, VirtualClock } from '../clock.ts';
import { connect, vanish } from './dial.ts';
import { closed, serve } from './testing.ts';

const request = { fromVpc: 'vpc-asm', host: '10.0.0.1', port: 6443, timeoutMs: 5000 };

describe('the time a dial takes', () => {
  it('when packets vanish, it is the dialler’s whole patience', async () => {
    const clock = new VirtualClock(0);
    await clock.run(vanish(clock, request));
    expect(clock.now()).toBe(5000);
  });

  it('when the dial has been given up before, it ends at once', async () => {
    const clock = new VirtualClock(0);
    const given = { ...request, signal: AbortSignal.abort() };
    await expect(vanish(clock, given)).rejects.toMatchObject({ code: 'ECANCELED' });
    await expect(connect(clock, given, { host: '127.0.0.1', port: 1 })).rejects.toMatchObject({ code: 'ECANCELED' });
  });

  it('when it is given up meanwhile, it ends then, and the socket closes', async () => {
    const clock = systemClock();
    const server = await serve((socket) => void closed(socket));
    const giveUp = new AbortController();
    const connecting = connect(clock, { ...request, signal: giveUp.signal }, server.place);
    giveUp.abort();
    await expect(connecting).rejects.toMatchObject({ code: 'ECANCELED' });
    const waiting = vanish(clock, { ...request, signal: AbortSignal.any([giveUp.signal]) });
    await expect(waiting).rejects.toMatchObject({ code: 'ECANCELED' });
    await server.close();
  });

  it('when nothing listens at the place, it is refused', async () => {
    const server = await serve(() => undefined);
    await server.close();
    await expect(connect(systemClock(), request, server.place)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

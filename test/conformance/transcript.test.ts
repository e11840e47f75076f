import { describe, expect, it } from 'vitest';
import { commandsOf, judgements } from './transcript.ts';

const crd = commandsOf(
  '$ get w\nw1\n[exit 0]\n\n$ get ns\nerror: the server doesn\'t have a resource type "ns"\n[exit 1]\n\n$ get w\nw2[exit 0]\n',
);
const full = commandsOf(
  '$ get w\nold\n[exit 0]\n\n$ get ns\ndefault\n[exit 0]\n\n$ get s\ns1\n[exit 0]\n\n$ get w\nold[exit 0]\n',
);

describe('a transcript', () => {
  it('is its commands with their answers, each time a command stands there', () => {
    expect(crd.map(({ name }) => name)).toEqual(['get w', 'get ns', 'get w (time 2)']);
    expect(crd[2]?.answer).toBe('w2[exit 0]');
  });

  it('is judged by the newer server, except in what that one was not asked or does not have', () => {
    expect(
      judgements(crd, full).map(({ judge, command }) => [judge, command.name, command.answer.split('\n')[0]]),
    ).toEqual([
      ['crd', 'get w', 'w1'],
      ['full', 'get ns', 'default'],
      ['full', 'get s', 's1'],
      ['crd', 'get w (time 2)', 'w2[exit 0]'],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { argument, choice, flag, text, ValueError, valueOf } from './option.ts';
import { parseWords, readGiven } from './read.ts';

const options = {
  file: argument({ name: 'FILE', doc: 'the manifest' }),
  watch: flag({ name: 'watch', short: 'w', doc: 'go on' }),
  region: text({ name: 'region', value: 'id', doc: 'where', env: 'REGION' }),
  output: choice({
    name: 'output',
    short: 'o',
    value: 'format',
    doc: 'how',
    choices: ['text', 'json'],
    default: 'text',
  }),
  count: valueOf({ name: 'count', value: 'n', doc: 'how many', env: 'COUNT' }, (word) => {
    if (!/^\d+$/.test(word)) throw new ValueError('Give a number.');
    return Number(word);
  }),
};

function read(words: readonly string[], env: Record<string, string> = {}) {
  return readGiven(options, parseWords(words, Object.values(options), 'look'), env, 'look');
}

function refusal(words: readonly string[], env: Record<string, string> = {}): Failure {
  try {
    read(words, env);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a command line', () => {
  const nothing = { file: 'f', watch: false, region: undefined, output: 'text', count: undefined };

  it.each([
    ['only what is needed', ['f'], nothing],
    ['flags before and behind what stands alone', ['-w', 'f', '--count', '3'], { ...nothing, watch: true, count: 3 }],
    ['short flags with their value beside or behind', ['f', '-wojson'], { ...nothing, watch: true, output: 'json' }],
    ['a value after an equals sign', ['f', '--region=--odd'], { ...nothing, region: '--odd' }],
    ['what stands alone behind --', ['--', '-f'], { ...nothing, file: '-f' }],
    ['standard input', ['-'], { ...nothing, file: '-' }],
    ['the last of two', ['f', '--count=1', '--count=2'], { ...nothing, count: 2 }],
  ])('has %s', (_, words, expected) => {
    expect(read(words)).toEqual(expected);
  });

  it('a flag goes before its variable, and an empty variable is none', () => {
    expect(read(['f', '--region', 'a'], { REGION: 'b' }).region).toBe('a');
    expect(read(['f'], { REGION: 'b' }).region).toBe('b');
    expect(read(['f'], { REGION: '' }).region).toBeUndefined();
  });

  it.each([
    ['an unknown flag', ['f', '--regoin', 'x'], 'FlagUnknown', 'Did you mean --region?'],
    ['a flag nobody could mean', ['f', '--zzzzzz'], 'FlagUnknown', '"asmpvl look --help" lists what there is.'],
    ['a value that is missing', ['f', '--region'], 'ValueMissing', '--help'],
    ['a flag where the value should be', ['f', '--region', '--watch'], 'ValueMissing', '--help'],
    ['a value for a switch', ['f', '--watch=1'], 'ValueUnexpected', '--help'],
    ['a word too many', ['f', 'g'], 'TooManyWords', '--help'],
    ['nothing where something must stand', [], 'ArgumentMissing', '--help'],
    ['a word that is no choice', ['f', '-o', 'xml'], 'ValueInvalid', 'Give one of text, json.'],
    ['a value that cannot be read', ['f', '--count', 'many'], 'ValueInvalid', 'Give a number.'],
  ])('refuses %s', (_, words, code, now) => {
    const failure = refusal(words);
    expect({ code: failure.code, exitCode: failure.exitCode }).toEqual({ code, exitCode: 2 });
    expect(failure.now).toContain(now);
  });

  it('names the variable that will not do', () => {
    expect(refusal(['f'], { COUNT: 'x' }).message).toBe('"x" will not do for COUNT: how many');
  });
});

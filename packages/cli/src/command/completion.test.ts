import { describe, expect, it } from 'vitest';
import { commands } from '../commands/commands.ts';
import { completionScript, type Shell, shells } from './completion.ts';
import { isThere, press } from './shells.fixture.ts';

/** A line, what bash and fish offer for it, and what it becomes in zsh. */
const cases: readonly (readonly [what: string, line: string, offered: string, becomes: string])[] = [
  ['commands', 'asmpvl clo', 'cloud', 'asmpvl cloud'],
  ['commands of help', 'asmpvl help ku', 'kube', 'asmpvl help kube'],
  ['flags', 'asmpvl up --prof', '--profile', 'asmpvl up --profile'],
  ['choices of a flag', 'asmpvl up --profile ins', 'instant', 'asmpvl up --profile instant'],
  ['choices of a short flag', 'asmpvl status -o wi', 'wide', 'asmpvl status -o wide'],
  ['choices of what stands alone', 'asmpvl san sh', 'show', 'asmpvl san show'],
  ['files for a flag', 'asmpvl up --config package.j', 'package.json', 'asmpvl up --config package.json'],
  ['files for what stands alone', 'asmpvl plan package.j', 'package.json', 'asmpvl plan package.json'],
  ['nothing for a number', 'asmpvl cloud --port ', '', 'asmpvl cloud --port'],
  ['nothing for an id', 'asmpvl diagnose package.j', '', 'asmpvl diagnose package.j'],
  ['no file where none can stand', 'asmpvl status package.j', '', 'asmpvl status package.j'],
];
const lines = cases.map(([, line]) => line);
const wanted = (shell: Shell) =>
  cases.map(([what, , offered, becomes]) => `${what}: ${shell === 'zsh' ? becomes : offered}`);

describe('completion', () => {
  for (const shell of shells) {
    it.skipIf(!isThere(shell))(`in a real ${shell} offers what can stand there, and nothing else`, () => {
      const answers = press(shell, completionScript(shell, commands), lines);
      expect(answers.map((answer, index) => `${cases[index]?.[0]}: ${answer}`)).toEqual(wanted(shell));
    });

    it(`for ${shell} knows every command and flag`, () => {
      const script = completionScript(shell, commands);
      const flags = commands.flatMap(({ options }) => options.filter(({ positional }) => positional === undefined));
      const words = [...commands, ...flags].map(({ name }) => name);
      expect(words.filter((word) => !script.includes(word))).toEqual([]);
    });
  }
});

import { type Environment, EvaluationError } from '@marcbachmann/cel-js';
import { escapes } from '../../go-format.ts';
import { registerNamespace } from './namespaces.ts';

/** What the library lacks of strings: cel-go ext/strings.go, version 2. */
export function registerStrings(environment: Environment): void {
  const strings = registerNamespace(environment, 'strings');
  environment
    .registerFunction(`${strings}.quote(string): string`, (_: unknown, text: string) => quote(text))
    .registerFunction('string.charAt(int): string', charAt)
    .registerFunction('string.replace(string, string): string', (text: string, from: string, to: string) =>
      replace(text, from, to, -1n),
    )
    .registerFunction('string.replace(string, string, int): string', replace);
}

function charAt(text: string, index: bigint): string {
  const characters = [...text];
  if (index < 0n || index > BigInt(characters.length)) throw new EvaluationError(`index out of range: ${index}`);
  return characters[Number(index)] ?? '';
}

/** The first `limit` of them, all for a negative one. An empty text stands before, between and after all characters. */
function replace(text: string, from: string, to: string, limit: bigint): string {
  const parts = from === '' ? ['', ...text, ''] : text.split(from);
  const times = limit < 0n ? parts.length - 1 : Math.min(Number(limit), parts.length - 1);
  return (
    parts.slice(0, times + 1).join(to) +
    parts
      .slice(times + 1)
      .map((part) => from + part)
      .join('')
  );
}

function quote(text: string): string {
  return `"${[...text].map((character) => escapes[character] ?? character).join('')}"`;
}

import { RE2JS } from 're2js';
import type { JsonSchema } from './types.ts';

type Pattern = { matches(text: string): boolean } | { problem: string };

/** Compiles an RE2 expression; its matching time is linear in the text, whatever a user wrote. */
export function compilePattern(source: string): Pattern {
  try {
    const compiled = RE2JS.compile(source);
    return { matches: (text) => compiled.test(text) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Compiled `pattern`s, by the schema node that bears them; they live as long as the schema does. */
const compiled = new WeakMap<JsonSchema, Pattern & { source: string }>();

export function patternOf(schema: JsonSchema, source: string): Pattern {
  const known = compiled.get(schema);
  if (known?.source === source) return known;
  const fresh = { ...compilePattern(source), source };
  compiled.set(schema, fresh);
  return fresh;
}

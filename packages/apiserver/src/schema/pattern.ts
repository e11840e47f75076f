import { RE2JS } from 're2js';
import type { JsonSchema } from './types.ts';

/** `matchesIn` gives what matches, one after another, an empty match not just behind another: Go's FindAllString. */
type Pattern = { matches(text: string): boolean; matchesIn(text: string): Iterable<string> } | { problem: string };

/** Compiles an RE2 expression; its matching time is linear in the text, whatever a user wrote. */
export function compilePattern(source: string): Pattern {
  try {
    const compiled = RE2JS.compile(source);
    return { matches: (text) => compiled.test(text), matchesIn: (text) => matchesIn(compiled, text) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function* matchesIn(compiled: RE2JS, text: string): Generator<string> {
  const matcher = compiled.matcher(text);
  let end = -1;
  while (matcher.find()) {
    if (matcher.end() > matcher.start() || matcher.start() > end) yield matcher.group() ?? '';
    end = matcher.end();
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

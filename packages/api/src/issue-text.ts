/** What a schema violation means to the person who wrote the manifest. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * @param issue what zod found
 * @param value what stands at the issue's path
 * @param description the description of the field at that path, if it has one
 */
export function issueText(issue: Issue, value: unknown, description: string | undefined): string {
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined || value === null) return sentence('is required', description);
      return `must be ${article(issue.expected)}, but is ${article(typeName(value))}`;
    case 'too_small':
      if (issue.origin === 'array') return sentence('must not be an empty list: give at least one', description);
      return sentence('must not be empty', description);
    case 'too_big':
      return issue.origin === 'array'
        ? `must have at most ${issue.maximum} items, but has ${sizeOf(value)}`
        : `must have at most ${issue.maximum} characters, but has ${sizeOf(value)}`;
    case 'invalid_format':
      return 'must be an id of letters, digits and "-" only: replace placeholders, and remove blanks and quotes';
    default:
      // No other kind of violation can come from our schema; zod's own words are better than none.
      return issue.message;
  }
}

/** The type of a value in the words of YAML and JSON. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

/** The first sentence of a description says what belongs there. */
function sentence(what: string, description: string | undefined): string {
  const first = description?.split('. ', 1)[0]?.replace(/\.$/, '');
  return first === undefined ? what : `${what} (${first})`;
}

function article(type: string): string {
  if (type === 'null') return 'null';
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function sizeOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 0;
}

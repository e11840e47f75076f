import * as z from 'zod';

/** Text that is JSON, as a schema: pipe it into the schema of what the JSON should be. */
export const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
});

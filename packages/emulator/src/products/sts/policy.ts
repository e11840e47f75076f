/** RAM policy documents, as far as they name actions and resources: `{ Version, Statement: [{ Effect, Action, Resource }] }`. */
import * as z from 'zod';
import { ApiError } from '../../errors.ts';
import type { Policy } from '../../world.ts';

const LONGEST_POLICY = 2048;

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((given) => [given].flat());
const policyDocument = z.object({
  Version: z.string().optional(),
  Statement: z
    .array(z.object({ Effect: z.enum(['Allow', 'Deny']), Action: oneOrMore, Resource: oneOrMore.default(['*']) }))
    .min(1),
});

/** Conditions are not looked at. */
export function readPolicy(text: string): Policy {
  const parsed = policyDocument.safeParse(parseJson(text));
  if (!parsed.success || text.length > LONGEST_POLICY) {
    throw new ApiError('InvalidParameter.PolicyGrammar', 'The parameter Policy has not passed grammar check.', {
      status: 400,
    });
  }
  const statements = (effect: string) =>
    parsed.data.Statement.filter(({ Effect }) => Effect === effect).map(({ Action, Resource }) => ({
      actions: Action,
      resources: Resource,
    }));
  return { allow: statements('Allow'), deny: statements('Deny') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

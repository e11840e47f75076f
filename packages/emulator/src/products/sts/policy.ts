/** RAM policy documents, as far as they name actions: `{ Version, Statement: [{ Effect, Action, Resource }] }`. */
import * as z from 'zod';
import { ApiError } from '../../errors.ts';
import type { Policy } from '../../world.ts';

const LONGEST_POLICY = 2048;

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((given) => [given].flat());
const policyDocument = z.object({
  Version: z.string().optional(),
  Statement: z.array(z.object({ Effect: z.enum(['Allow', 'Deny']), Action: oneOrMore })).min(1),
});

/** Resources and conditions are not looked at: what a statement says of an action, it says of every resource. */
export function readPolicy(text: string): Policy {
  const parsed = policyDocument.safeParse(parseJson(text));
  if (!parsed.success || text.length > LONGEST_POLICY) {
    throw new ApiError('InvalidParameter.PolicyGrammar', 'The parameter Policy has not passed grammar check.', {
      status: 400,
    });
  }
  const actions = (effect: string) =>
    parsed.data.Statement.flatMap(({ Effect, Action }) => (Effect === effect ? Action : []));
  return { allow: actions('Allow'), deny: actions('Deny') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

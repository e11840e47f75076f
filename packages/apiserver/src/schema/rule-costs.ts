import { forbidden } from './cause.ts';
import { MAX_REQUEST } from './cel/cost/bounds.ts';
import { times } from './cel/cost/size.ts';
import type { Cause, JsonSchema } from './types.ts';

/** Steps that one rule may be expected to take, wherever it applies in an object, and all rules of a schema together. */
const RULE_LIMIT = 10_000_000;
const SCHEMA_LIMIT = 100_000_000;

/** The most expensive rules, as many as are named when all together are too much. */
const NAMED = 4;

interface RuleCost {
  field: string;
  cost: number;
}

/** Adds up what the rules of a schema are expected to cost. */
export class RuleCosts {
  private all = 0;
  private expensive: RuleCost[] = [];

  /** Refuses a rule or message that is too much by itself. */
  add(what: 'rule' | 'messageExpression', field: string, cost: number): Cause[] {
    this.all += cost;
    if (cost >= SCHEMA_LIMIT / 100) {
      this.expensive = [...this.expensive, { field, cost }].sort((a, b) => b.cost - a.cost).slice(0, NAMED);
    }
    return cost > RULE_LIMIT ? [forbidden(field, exceeded(`estimated ${what} cost`, cost / RULE_LIMIT))] : [];
  }

  /** Refuses the schema at `field` if its rules are too much together. */
  total(field: string): Cause[] {
    if (this.all <= SCHEMA_LIMIT) return [];
    const share = 'contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema';
    const what = 'x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema';
    return [
      ...this.expensive.map((rule) => forbidden(rule.field, share)),
      forbidden(field, exceeded(what, this.all / SCHEMA_LIMIT)),
    ];
  }
}

function exceeded(what: string, excess: number): string {
  const factor = excess > 100 ? 'more than 100x' : `${excess.toFixed(excess < 1.5 ? 6 : 1)}x`;
  const advice =
    'try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and strings are declared';
  return `${what} exceeds budget by factor of ${factor} (${advice})`;
}

/** How often a value can occur in an object: undefined where no schema around it limits that. */
export type Occurrences = number | undefined;

/** Of what is in the values of a schema. */
export function occurrencesWithin(schema: JsonSchema, outside: Occurrences): Occurrences {
  const inside = entriesOf(schema);
  return outside === undefined || inside === undefined ? undefined : times(outside, Math.max(0, inside));
}

function entriesOf({ type, additionalProperties, maxProperties, maxItems }: JsonSchema): number | undefined {
  if (type === 'array') return maxItems;
  return type === 'object' && additionalProperties !== undefined ? maxProperties : 1;
}

/** As many as a request can hold, where no schema sets a limit. `smallest` is a value's least size in JSON. */
export function occurrencesOf(known: Occurrences, smallest: number): number {
  return known ?? Math.floor(MAX_REQUEST / (smallest + 1));
}

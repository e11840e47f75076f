/** Every error code that the reference lists for an action: refused with it, in its spelling and HTTP status, unless it is said why not. */
import { describe, expect, it } from 'vitest';
import { listedCodes, notGiven } from '../error-codes.ts';
import { loadReference } from '../reference.ts';
import { spoilFor } from './refusals.ts';
import { contractStage, validCalls } from './stage.ts';

const { products } = loadReference();

/** `<name>` stands for a parameter's name. */
function pattern(code: string): RegExp {
  return new RegExp(`^${code.replaceAll('.', '\\.').replace('<name>', '\\w+')}$`);
}

describe.each(listedCodes())('$key', ({ key, name, product, errors }) => {
  const given = errors.filter((code) => notGiven(key, code) === undefined);

  it.each(given)('is refused with %s', async (code) => {
    const spoil = spoilFor(name, code);
    if (spoil === undefined) throw new RangeError('no way to it in refusals.ts, nor a reason in error-codes.ts');
    const stage = contractStage();
    const { params = {} } = (await validCalls[key]?.(stage)) ?? {};
    const { status, body } = await stage.cloud.ask(key, { ...(await spoil(stage, params)) });
    expect(body['Code']).toMatch(pattern(code));
    expect(status).toBe(products.get(product)?.statuses.get(code));
  });
});

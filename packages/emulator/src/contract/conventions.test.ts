/** What every action does alike: a dry run changes nothing, a repeated token gives the first answer, a page is as long as was asked for. */
import { describe, expect, it } from 'vitest';
import { type ActionReference, loadReference } from '../reference.ts';
import type { World } from '../world.ts';
import { contractStage, type Stage, validCalls } from './stage.ts';

const actions = [...loadReference().actions.values()].filter(({ key }) => key in validCalls);
const having = (name: string, more: (action: ActionReference) => boolean = () => true) =>
  actions.filter((action) => name in action.params && action.style === 'RPC' && more(action));

async function staged({ key }: ActionReference): Promise<{ stage: Stage; params: Readonly<Record<string, string>> }> {
  const stage = contractStage();
  return { stage, params: (await validCalls[key]?.(stage))?.params ?? {} };
}

/** Everything in the world, as text. */
function picture(world: World): string {
  return JSON.stringify(world, (_key, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...value] : value,
  );
}

describe.each(having('DryRun'))('$key with DryRun', (action) => {
  it('passes as an error, and changes nothing', async () => {
    const { stage, params } = await staged(action);
    const before = picture(stage.cloud.emulator.world);
    const answer = await stage.cloud.ask(action.key, { ...params, DryRun: 'true' });
    expect(answer).toMatchObject({ status: 400, body: { Code: 'DryRunOperation' } });
    await stage.cloud.clock.advance(120_000);
    expect(picture(stage.cloud.emulator.world)).toBe(before);
  });
});

describe.each(having('ClientToken', ({ write }) => write))('$key with a ClientToken', (action) => {
  it('gives the first answer again', async () => {
    const { stage, params } = await staged(action);
    const first = await stage.cloud.get(action.key, { ...params, ClientToken: 'token' });
    const again = await stage.cloud.get(action.key, { ...params, ClientToken: 'token' });
    expect({ ...again, RequestId: '' }).toEqual({ ...first, RequestId: '' });
  });

  it('refuses a token that is too long, or no ASCII', async () => {
    const { stage, params } = await staged(action);
    const code = /^(privatelink|nlb)$/.test(action.product) ? 'IllegalParamFormat.ClientToken' : 'InvalidParameter';
    for (const ClientToken of ['x'.repeat(65), 'jeton-é']) {
      expect(await stage.cloud.refusal(action.key, { ...params, ClientToken })).toBe(code);
    }
  });
});

/** The lists whose pages are shorter (alibaba-cloud-api §1.2). */
const SHORT_PAGES = /^privatelink\.ListVpcEndpoint(ServiceResources|ServiceUsers|SecurityGroups)$/;

const paged = [
  ...having('MaxResults').map((action) => ({
    action,
    key: action.key,
    name: 'MaxResults',
    wrong: ['0', '-1', SHORT_PAGES.test(action.key) ? '51' : '1001'],
  })),
  ...having('NextToken').map((action) => ({
    action,
    key: action.key,
    name: 'NextToken',
    wrong: ['garbage', 'bm9uZQ'],
  })),
  ...having('PageSize').map((action) => ({ action, key: action.key, name: 'PageSize', wrong: ['0', '-1', '1001'] })),
  ...having('PageNumber').map((action) => ({ action, key: action.key, name: 'PageNumber', wrong: ['0', '-1'] })),
];

describe.each(paged)('$key with $name', ({ action, name, wrong }) => {
  it('refuses what is no page', async () => {
    const { stage, params } = await staged(action);
    const code = /^(privatelink|nlb)$/.test(action.product) ? `IllegalParamFormat.${name}` : 'InvalidParameter';
    for (const text of wrong) {
      expect([text, await stage.cloud.refusal(action.key, { ...params, [name]: text })]).toEqual([text, code]);
    }
  });
});

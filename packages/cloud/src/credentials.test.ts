import { describe, expect, it } from 'vitest';
import { CredentialsError, type Keys, recovering } from './credentials.ts';

const keys: Keys = { accessKeyId: 'LTAI-test', accessKeySecret: 's' };

/** A source that does what it is told, one step a call; `built` counts how often it was made. */
function scripted(...steps: (Keys | Error)[]) {
  const count = { built: 0 };
  let at = 0;
  const provider = recovering(() => {
    count.built += 1;
    return {
      getProviderName: () => 'scripted',
      getCredentials: async () => {
        const step = steps[at++];
        if (step === undefined || step instanceof Error) throw step ?? new Error('script is over');
        return step;
      },
    };
  });
  return { provider, count };
}

describe('recovering', () => {
  it('when no source gives keys, what is said for people is passed on, and the source’s own words stay in the cause', async () => {
    const words = new Error('dialled 100.100.100.200');
    const { provider } = scripted(words, new CredentialsError('CredentialsUnavailable', 'STS does not answer', words));
    const first = await provider.getCredentials().catch((thrown: unknown) => thrown);
    expect(first).toMatchObject({ code: 'CredentialsMissing', cause: words });
    expect(String(first)).not.toContain('100.100.100.200');
    const second = await provider.getCredentials().catch((thrown: unknown) => thrown);
    expect(second).toMatchObject({ code: 'CredentialsUnavailable', message: 'STS does not answer', cause: words });
  });

  it('when keys are given later, a new chain finds them', async () => {
    const { provider, count } = scripted(new Error('none'), keys, keys);
    await expect(provider.getCredentials()).rejects.toMatchObject({ code: 'CredentialsMissing' });
    expect(await provider.getCredentials()).toBe(keys);
    expect(await provider.getCredentials()).toBe(keys);
    expect(count.built).toBe(2);
  });

  it('when a source that gave keys fails, it is expected to come back', async () => {
    const { provider } = scripted(keys, new Error('STS is down'), keys);
    await provider.getCredentials();
    await expect(provider.getCredentials()).rejects.toMatchObject({ code: 'CredentialsUnavailable' });
    expect(await provider.getCredentials()).toBe(keys);
  });

  it('when keys are refused, their source is asked anew, once for all calls that used them', async () => {
    const { provider, count } = scripted(keys, keys);
    await provider.getCredentials();
    provider.renew(1);
    await provider.getCredentials();
    provider.renew(1);
    expect([provider.generation(), count.built]).toEqual([2, 2]);
  });

  it.each([
    { ...keys, accessKeyId: '' },
    { ...keys, accessKeySecret: '' },
  ])('when a key is empty, it is missing', async (half) => {
    await expect(scripted(half).provider.getCredentials()).rejects.toMatchObject({ code: 'CredentialsMissing' });
  });
});

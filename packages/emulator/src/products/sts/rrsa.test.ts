/** RRSA as the vendor's credentials library does it: over HTTPS, unsigned, what is public in the query and the rest in the form. */
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import { createEmulator } from '../../emulator.ts';
import { guide } from '../../scenarios/guide.ts';

it('gives a session to a pod, by the token of its service account', async () => {
  const emulator = createEmulator({ scenario: guide, clock: systemClock(), profile: 'instant' });
  const { port, ca } = await emulator.listen();
  const query = new URLSearchParams({
    Version: '2015-04-01',
    Action: 'AssumeRoleWithOIDC',
    Format: 'JSON',
    Timestamp: new Date().toISOString(),
  });
  const form = new URLSearchParams({
    OIDCProviderArn: 'acs:ram::1234567890123456:oidc-provider/ack-rrsa-guide',
    OIDCToken: 'of-a-service-account',
    RoleArn: 'acs:ram::1234567890123456:role/operator',
    RoleSessionName: 'credentials-nodejs-1',
    DurationSeconds: '3600',
  });
  const trusted = await ca();
  const body = await new Promise<string>((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const request = https.request(
      { port, ca: trusted, path: `/?${query.toString()}`, method: 'POST', headers },
      (response) => {
        text(response).then(resolve, reject);
      },
    );
    request.once('error', reject);
    request.end(form.toString());
  });
  expect(JSON.parse(body)).toMatchObject({
    Credentials: {
      AccessKeyId: expect.stringMatching(/^STS\./),
      AccessKeySecret: expect.any(String),
      SecurityToken: expect.any(String),
      Expiration: expect.stringMatching(/Z$/),
    },
  });
  await emulator.close();
});

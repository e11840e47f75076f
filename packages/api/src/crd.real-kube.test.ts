/** The CRD on real API servers, old and new. Runs where `REAL_KUBE` names the program that starts them, or its folder; skipped, and counted, elsewhere. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { customResourceDefinition } from './crd.ts';
import { guideManifest, wrongManifests } from './manifests.fixture.ts';
import { resource } from './names.ts';

const named = process.env['REAL_KUBE'];
const realKube = named && statSync(named).isDirectory() ? path.join(named, 'real-kube') : named;
const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const objects = `/apis/${resource.group}/${resource.version}/${resource.plural}`;

/** The part of an object, or of a Status, that is looked at here. */
const answerSchema = z.looseObject({
  details: z.object({ causes: z.array(z.object({ field: z.string(), message: z.string() })).default([]) }).optional(),
});
type Call = (
  method: string,
  target: string,
  body?: unknown,
) => Promise<{ status: number; body: z.infer<typeof answerSchema> }>;

const servers = [
  { flavour: 'full', answer: 'v1_20' },
  { flavour: 'crd', answer: 'v1_36' },
] as const;

describe.skipIf(realKube === undefined).each(servers)(
  'the CRD on a real API server ($answer)',
  ({ flavour, answer }) => {
    let folder: string;
    let call: Call;

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'asmpvl-crd-'));
      run('start', flavour, folder);
      call = caller(folder);
      expect(await call('POST', definitions, customResourceDefinition())).toMatchObject({ status: 201 });
      await vi.waitFor(async () => expect(await call('GET', objects)).toMatchObject({ status: 200 }), {
        timeout: 20_000,
      });
    }, 90_000);

    afterAll(() => {
      run('stop', folder);
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    it('is structural, and is kept as it was given', async () => {
      const { body } = await call('GET', `${definitions}/${resource.crd}`);
      expect(body).toMatchObject({ spec: { ...customResourceDefinition().spec } });
      expect(JSON.stringify(body)).not.toContain('NonStructuralSchema');
    });

    it("takes the guide's file", async () => {
      expect(await call('POST', objects, guideManifest)).toMatchObject({
        status: 201,
        body: { spec: guideManifest.spec },
      });
      await call('DELETE', `${objects}/default`);
    });

    it.each(wrongManifests)('when $when, answers as recorded', async (wrong) => {
      const { status, body } = await call('POST', objects, wrong.manifest);
      if (status === 201) await call('DELETE', `${objects}/default`);
      // The order of several causes is the server's whim.
      const causes = body.details?.causes.map(({ field, message }) => `${field}: ${message}`).sort();
      expect(status === 201 ? 'accepted' : causes?.join('; ')).toBe(wrong[answer]);
    });
  },
);

function run(...args: string[]): void {
  execFileSync(realKube ?? '', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

const data = z.string().transform((base64) => Buffer.from(base64, 'base64'));
const kubeconfigSchema = z.object({
  clusters: z.tuple([z.object({ cluster: z.object({ server: z.string(), 'certificate-authority-data': data }) })]),
  users: z.tuple([z.object({ user: z.object({ 'client-certificate-data': data, 'client-key-data': data }) })]),
});

/** A caller with the kubeconfig that the server in `folder` was started with. */
function caller(folder: string): Call {
  const kubeconfig = kubeconfigSchema.parse(parse(readFileSync(path.join(folder, 'kubeconfig'), 'utf8')));
  const [{ cluster }] = kubeconfig.clusters;
  const [{ user }] = kubeconfig.users;
  const credentials = {
    ca: cluster['certificate-authority-data'],
    cert: user['client-certificate-data'],
    key: user['client-key-data'],
  };
  return (method, target, body) =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const request = https.request(
        new URL(target, cluster.server),
        { ...credentials, method, headers },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            text += chunk;
          });
          response.on('error', reject);
          response.on('end', () => {
            // A path that is not served yet answers in plain text.
            const json: unknown = text.startsWith('{') ? JSON.parse(text) : {};
            resolve({ status: response.statusCode ?? 0, body: answerSchema.parse(json) });
          });
        },
      );
      request.on('error', reject);
      request.end(body === undefined ? undefined : JSON.stringify(body));
    });
}

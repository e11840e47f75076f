/** The CRD on real API servers, old and new. Runs where `REAL_KUBE` names the program that starts them, or its folder; skipped, and counted, elsewhere. */
import { customResourceDefinition, resource } from '@asm-privatelink/api';
import { connectKube, type KubeConnection } from '@asm-privatelink/operator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { guideManifest, wrongManifests } from '../packages/api/src/manifests.fixture.ts';
import { call } from './support/kube.ts';
import { findRealKube, type RealServer, startRealServer } from './support/real-kube.ts';

const program = findRealKube();
const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const objects = `/apis/${resource.group}/${resource.version}/${resource.plural}`;

const servers = [
  { flavour: 'full', answer: 'v1_20' },
  { flavour: 'crd', answer: 'v1_36' },
] as const;

interface Cause {
  field: string;
  message: string;
}

describe.skipIf(program === undefined).each(servers)(
  'the CRD on a real API server ($answer)',
  ({ flavour, answer }) => {
    let server: RealServer;
    let kube: KubeConnection;
    const ask = (method: string, where: string, body?: object) => call(kube.transport, method, where, body);

    beforeAll(async () => {
      server = await startRealServer(program ?? '', flavour);
      kube = await connectKube({ text: server.kubeconfig });
      expect(await ask('POST', definitions, customResourceDefinition())).toMatchObject({ status: 201 });
      await vi.waitFor(async () => expect(await ask('GET', objects)).toMatchObject({ status: 200 }), {
        timeout: 20_000,
      });
    }, 120_000);

    afterAll(async () => {
      await kube?.close();
      await server?.close();
    }, 60_000);

    it('is structural, and is kept as it was given', async () => {
      const { body } = await ask('GET', `${definitions}/${resource.crd}`);
      expect(body).toMatchObject({ spec: { ...customResourceDefinition().spec } });
      expect(JSON.stringify(body)).not.toContain('NonStructuralSchema');
    });

    it("takes the guide's file", async () => {
      expect(await ask('POST', objects, guideManifest)).toMatchObject({
        status: 201,
        body: { spec: guideManifest.spec },
      });
      await ask('DELETE', `${objects}/default`);
    });

    it.each(wrongManifests)('when $when, answers as recorded', async (wrong) => {
      const { status, body } = await ask('POST', objects, wrong.manifest);
      if (status === 201) await ask('DELETE', `${objects}/default`);
      const causes: Cause[] = Object(body['details']).causes ?? [];
      // The order of several causes is the server's whim.
      const told = causes.map(({ field, message }) => `${field}: ${message}`).sort();
      expect(status === 201 ? 'accepted' : told.join('; ')).toBe(wrong[answer]);
    });
  },
);

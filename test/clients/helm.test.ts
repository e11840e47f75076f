/** An unmodified helm against our API server: a chart with a definition, an object of it and configuration, through its whole life. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ApiServer, startApiServer } from '@asm-privatelink/apiserver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findHelm, helmWith } from '../support/helm.ts';
import { type RestClient, restClient } from '../support/rest.ts';

const files: Readonly<Record<string, string>> = {
  'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'values.yaml': 'size: 1\nextra: false\n',
  'crds/shelves.yaml': `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: shelves.shop.example.com}
spec:
  group: shop.example.com
  scope: Namespaced
  names: {plural: shelves, singular: shelf, kind: Shelf}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties: {spec: {type: object, properties: {size: {type: integer, minimum: 1}}}}
`,
  'templates/all.yaml': `
apiVersion: v1
kind: ConfigMap
metadata: {name: "{{ .Release.Name }}-config"}
data: {size: "{{ .Values.size }}"}
---
apiVersion: v1
kind: Secret
metadata: {name: "{{ .Release.Name }}-secret"}
stringData: {key: value}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: "{{ .Release.Name }}"}
---
apiVersion: v1
kind: Service
metadata: {name: "{{ .Release.Name }}"}
spec: {selector: {app: shop}, ports: [{port: 80}]}
---
apiVersion: shop.example.com/v1
kind: Shelf
metadata: {name: "{{ .Release.Name }}"}
spec: {size: {{ .Values.size }}}
{{- if .Values.extra }}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: "{{ .Release.Name }}-extra"}
{{- end }}
`,
};

const found = findHelm();

describe.skipIf(found === undefined)('helm', () => {
  let folder: string;
  let server: ApiServer;
  let client: RestClient;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'asmpvl-helm-'));
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(folder, 'chart', name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    server = await startApiServer();
    writeFileSync(path.join(folder, 'kubeconfig'), server.kubeconfig, { mode: 0o600 });
    client = restClient(server.kubeconfig);
  });
  afterAll(async () => {
    client.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const helm = (...args: string[]): Promise<string> =>
    helmWith(found ?? '', folder, path.join(folder, 'kubeconfig'))('--namespace', 'shop', ...args);
  /** The size that the object and the configuration have, and whether the extra one is there. */
  const state = async (): Promise<unknown[]> => {
    const shelf = await client.must('GET', '/apis/shop.example.com/v1/namespaces/shop/shelves/front');
    const config = await client.must('GET', '/api/v1/namespaces/shop/configmaps/front-config');
    const extra = await client.call('GET', '/api/v1/namespaces/shop/configmaps/front-extra');
    return [(shelf['spec'] as { size: number }).size, (config['data'] as { size: string }).size, extra.status];
  };

  it('installs, upgrades, rolls back and uninstalls', { timeout: 120_000 }, async () => {
    expect(await helm('install', 'front', 'chart', '--create-namespace', '--wait')).toContain('STATUS: deployed');
    expect(await state()).toEqual([1, '1', 404]);
    await helm('upgrade', 'front', 'chart', '--set', 'size=5,extra=true');
    expect(await state()).toEqual([5, '5', 200]);
    await expect(helm('upgrade', 'front', 'chart', '--set', 'size=0,extra=true')).rejects.toThrow(
      /should be greater than or equal to 1/,
    );
    await helm('rollback', 'front', '1');
    expect(await state()).toEqual([1, '1', 404]);
    expect(JSON.parse(await helm('history', 'front', '--output', 'json'))).toHaveLength(4);
    expect(JSON.parse(await helm('list', '--output', 'json'))).toMatchObject([
      { name: 'front', status: 'deployed', revision: '4' },
    ]);
    expect(await helm('uninstall', 'front', '--wait')).toContain('uninstalled');
    for (const kind of ['configmaps', 'secrets', 'services']) {
      expect((await client.must('GET', `/api/v1/namespaces/shop/${kind}`))['items'], kind).toEqual([]);
    }
    // Helm leaves definitions alone.
    expect((await client.must('GET', '/apis/shop.example.com/v1/shelves'))['items']).toEqual([]);
  });
});

/** What is published, and what each package holds: programs and libraries are bundles, so that what they use is nobody's to install. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commands } from './programs.mjs';
import { root } from './workspace.mjs';

/**
 * @typedef {object} Published
 * @property {string} name
 * @property {string} folder in release/, and in packages/ for a library
 * @property {'program' | 'library'} kind
 * @property {string} readme from the root
 * @property {string} description
 * @property {string[]} types packages that the declarations of a library name
 */

/** @type {readonly Published[]} */
export const published = [
  {
    name: 'asm-privatelink',
    folder: 'asm-privatelink',
    kind: 'program',
    readme: 'README.md',
    description: 'Connects a service-mesh control plane with Kubernetes clusters in other VPCs over PrivateLink',
    types: [],
  },
  library('apiserver', []),
  library('emulator', ['zod']),
];

/**
 * @param {string} folder
 * @param {string[]} types
 * @returns {Published}
 */
function library(folder, types) {
  const { name, description } = manifestOf(`packages/${folder}/package.json`);
  return { name, folder, kind: 'library', readme: `packages/${folder}/README.md`, description, types };
}

/**
 * The package.json of a published package.
 * @param {Published} one
 * @returns {Record<string, unknown> & {name: string, version: string, bin?: Record<string, string>, dependencies: Record<string, string>, optionalDependencies: Record<string, string>}}
 */
export function manifest({ name, kind, folder, description, types }) {
  const { version, license, engines } = manifestOf('package.json');
  // Binary for each platform, and loaded only by an API server that keeps data, before Node 24.
  const { libsql } = manifestOf('packages/apiserver/package.json').dependencies;
  const own = kind === 'library' ? manifestOf(`packages/${folder}/package.json`).dependencies : {};
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    engines,
    ...(kind === 'program'
      ? { bin: Object.fromEntries(Object.entries(commands).map(([command, program]) => [command, `${program}.js`])) }
      : { exports: { '.': { types: './types/index.d.ts', default: './index.js' } } }),
    dependencies: Object.fromEntries(types.map((type) => [type, own[type]])),
    optionalDependencies: folder === 'emulator' ? {} : { libsql },
  };
}

/** @param {string} file @returns {any} a package.json of this checkout */
function manifestOf(file) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

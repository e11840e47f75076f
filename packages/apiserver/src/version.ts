import type { JsonObject } from './schema/json.ts';

/**
 * The Kubernetes version whose behaviour is reproduced, as `/version` tells it; the build metadata says that this is not Kubernetes itself.
 */
export const serverVersion = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.4',
  gitCommit: '',
  gitTreeState: 'archive',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'go1.26.10',
  compiler: 'gc',
  platform: 'linux/amd64',
} satisfies JsonObject;

import { defineCommand } from '../command/command.ts';
import { flag, text } from '../command/option.ts';
import { portOption, productPortsOption, profileOption, scenarioOption } from '../options.ts';

export const cloudCommand = defineCommand({
  name: 'cloud',
  summary: 'the emulated cloud alone, for any SDK',
  description: [
    'Serves the emulated cloud on 127.0.0.1: the wire API, its states and its network. Any SDK works against it with only its endpoint changed.',
    'A mesh has an API server of its own, which starts when its kubeconfig is first asked for; ASMPvlConfig is known there.',
    'An inspection API below /-/ on the same port shows and steers it: world, ledger of calls, clock, faults, quotas, snapshots. Its document is at /-/openapi.json.',
  ],
  examples: [
    { purpose: 'The world of the guide', args: 'cloud' },
    { purpose: 'A scenario to start one of your own from', args: 'cloud --print-scenario > scenario.yaml' },
  ],
  options: {
    port: portOption('where to listen, for all products'),
    productPorts: productPortsOption(),
    scenario: scenarioOption(),
    profile: profileOption(),
    data: text({
      name: 'data',
      value: 'dir',
      doc: 'a folder to keep the cloud in, so that it goes on from there at the next start',
      completes: 'folders',
    }),
    strict: flag({ name: 'strict', doc: 'refuse parameters that the API reference does not know' }),
    printScenario: flag({ name: 'print-scenario', doc: 'print the scenario of the guide as YAML, and end' }),
  },
  load: async () => (await import('./cloud.ts')).cloud,
});

/** The same tests on every stage: our API server and a real one, each with both sources of the control plane. */
import type { ScenarioInput } from '@asm-privatelink/emulator';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { exhaustive } from './exhaustive.ts';
import { installCrd, type Kube, ourKube, realKube } from './kube.ts';
import { findRealKube } from './real-kube.ts';
import { Stage, type StageOptions, stageClock } from './stage.ts';

const program = findRealKube();

type Open = (
  scenario: ScenarioInput,
  options?: Partial<Pick<StageOptions, 'profile' | 'seed' | 'mode'>>,
) => Promise<Stage>;

/** What a test may need to know of the stage it is on. */
export interface On {
  kube: 'ours' | 'real';
  source: 'asm' | 'given';
}

const sources = ['asm', 'given'] as const;

/** A real server runs in real time: in a quick run each suite has one source there, which one being up to the length of its name. */
const sourcesOn = (kube: On['kube'], name: string): readonly On['source'][] =>
  kube === 'ours' || exhaustive ? sources : sources.filter((_, index) => index === name.length % sources.length);

/** Runs `define` on all four stages, in a quick run on three. On machines without a real API server those tests are skipped, and counted as such. */
export function onEveryStage(name: string, define: (open: Open, on: On) => void): void {
  for (const kube of ['ours', 'real'] as const) {
    const suite = kube === 'real' && program === undefined ? describe.skip : describe;
    suite(`${name}, ${kube === 'ours' ? 'our API server' : 'a real kube-apiserver'}`, () => {
      let shared: Kube | undefined;
      let stages: Stage[] = [];

      if (kube === 'real') {
        beforeAll(async () => {
          shared = await realKube(program ?? '');
          const clock = stageClock('real');
          await installCrd(shared, () => new Promise((resolve) => clock.schedule(500, resolve)));
        }, 120_000);
        afterAll(async () => {
          await shared?.close();
        }, 60_000);
      }
      afterEach(async () => {
        for (const stage of stages) await stage.clear();
        stages = [];
      }, 60_000);

      for (const source of sourcesOn(kube, name)) {
        describe(`source ${source}`, () => {
          const open: Open = async (scenario, options = {}) => {
            const clock = stageClock(kube);
            const own = shared ?? (await ourKube(clock));
            const stage = new Stage({ scenario, kube: own, clock, source, ...options });
            if (shared === undefined) await stage.settle(installCrd(own, async () => undefined));
            stages.push(stage);
            return stage;
          };
          define(open, { kube, source });
        });
      }
    });
  }
}

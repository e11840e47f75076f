/** What the diagnosis says and what it stands on; in its place, why there is none. */

import type { DiagnosisData } from '@asm-privatelink/console';
import { diagnosisLines } from '../diagnose/lines.ts';
import type { Look } from '../look/look.ts';
import { planData } from '../plan/data.ts';
import { planLines } from '../plan/lines.ts';
import { statusData } from '../status/data.ts';
import { statusLines } from '../status/lines.ts';
import { plain as style } from '../terminal/style.ts';
import type { Part } from './collect.ts';

export interface Diagnosed {
  readonly look: Look;
  readonly data: DiagnosisData;
}

const width = 120;

/** @param diagnosed gives it, or throws why there is none */
export function diagnosisParts(diagnosed: () => Diagnosed): Part[] {
  const plan = () => planData(diagnosed().look, 'live', undefined);
  const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;
  return [
    {
      name: 'diagnosis.txt',
      about: 'what asmpvl diagnose -o wide says',
      read: () => text(diagnosisLines(diagnosed().data, { style, width, all: true })),
    },
    {
      name: 'diagnosis.json',
      about: 'the same for programs (docs/schemas/diagnose.json)',
      read: () => diagnosed().data,
    },
    {
      name: 'status.txt',
      about: 'what asmpvl status says',
      read: () => text(statusLines(statusData(diagnosed().look.config), { style, width })),
    },
    {
      name: 'plan.txt',
      about: 'what the operator would do next',
      read: () => text(planLines(plan(), { file: 'config.yaml', style, width })),
    },
    { name: 'plan.json', about: 'the same for programs (docs/schemas/plan.json)', read: plan },
    {
      name: 'cloud.json',
      about: 'what was read of the cloud: mesh, clusters, balancers, vSwitches, endpoint services, endpoints, groups',
      read: () => {
        const { memory: _, ...observation } = diagnosed().look.observation;
        return observation;
      },
    },
  ];
}

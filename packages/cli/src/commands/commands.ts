/** Every command, in the order in which the help lists them. */
import type { Command } from '../command/command.ts';
import { applyCommand } from './apply.command.ts';
import { checkCommand } from './check.command.ts';
import { cloudCommand } from './cloud.command.ts';
import { completionCommand } from './completion.command.ts';
import { consoleCommand } from './console.command.ts';
import { diagnoseCommand } from './diagnose.command.ts';
import { handoffCommand } from './handoff.command.ts';
import { initCommand } from './init.command.ts';
import { kubeCommand } from './kube.command.ts';
import { operatorCommand } from './operator.command.ts';
import { planCommand } from './plan.command.ts';
import { sanCommand } from './san.command.ts';
import { statusCommand } from './status.command.ts';
import { sweepCommand } from './sweep.command.ts';
import { topologyCommand } from './topology.command.ts';
import { upCommand } from './up.command.ts';
import { verifyCommand } from './verify.command.ts';

export const commands: readonly Command[] = [
  upCommand,
  initCommand,
  checkCommand,
  planCommand,
  applyCommand,
  statusCommand,
  sanCommand,
  verifyCommand,
  topologyCommand,
  diagnoseCommand,
  handoffCommand,
  consoleCommand,
  cloudCommand,
  kubeCommand,
  operatorCommand,
  sweepCommand,
  completionCommand(() => commands),
];

/** A diagnosis as programs ask for it, and the exit code that it means. Pure. */

import type { DiagnosisCheck as CheckData, DiagnosisData } from '@asm-privatelink/console';
import type { Check, Diagnosis } from '@asm-privatelink/link';
import { exitCodes } from '../exit-codes.ts';

export function diagnosisData({ mesh, verdict, general, channels }: Diagnosis): DiagnosisData {
  return {
    mesh,
    verdict,
    general: general.map(checkData),
    channels: channels.map(({ channel, link, clusterIds, verdict: own, checks }) => ({
      channel,
      link,
      clusterIds: [...clusterIds],
      verdict: own,
      break: checks.find((each) => each.verdict === 'broken' || each.verdict === 'waiting')?.check ?? null,
      checks: checks.map(checkData),
    })),
  };
}

function checkData({ check, verdict, on, reason, text, evidence = [], remedy }: Check): CheckData {
  return {
    check,
    verdict,
    on,
    reason: reason ?? null,
    text,
    evidence: [...evidence],
    remedy: remedy?.text ?? null,
    command: remedy?.command ?? null,
  };
}

export function exitOf({ verdict }: Pick<DiagnosisData, 'verdict'>): number {
  if (verdict === 'broken') return exitCodes.unhealthy;
  return verdict === 'waiting' ? exitCodes.progressing : exitCodes.ok;
}

/** What one stretch of a life took, and what it cost in calls. */
import type { Emulator } from '@asm-privatelink/emulator';

export interface Phase {
  readonly seconds: number;
  /** Calls by action. */
  readonly reads: Readonly<Record<string, number>>;
  readonly writes: Readonly<Record<string, number>>;
  /** Writes that were refused, by code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Of real time, for all parts together. */
  readonly cpuSeconds: number;
}

export async function phase({ clock, ledger }: Emulator, act: () => Promise<void>): Promise<Phase> {
  const from = clock.now();
  const cpu = process.cpuUsage();
  const calls: { action: string; write: boolean; outcome: string }[] = [];
  const stop = ledger.onCall((call) => calls.push(call));
  await act();
  stop();
  const { user, system } = process.cpuUsage(cpu);
  const writes = calls.filter((call) => call.write);
  return {
    seconds: (clock.now() - from) / 1000,
    reads: count(calls.filter((call) => !call.write).map(({ action }) => action)),
    writes: count(writes.filter(({ outcome }) => outcome === 'OK').map(({ action }) => action)),
    refused: count(writes.filter(({ outcome }) => outcome !== 'OK').map(({ outcome }) => outcome)),
    cpuSeconds: (user + system) / 1e6,
  };
}

export function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

export function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, each) => sum + each, 0);
}

export function callsOf({ reads, writes, refused }: Phase): number {
  return total(reads) + total(writes) + total(refused);
}

export function tell(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, times]) => `${times} ${name}`)
    .join(', ');
}

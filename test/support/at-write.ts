/** Something done to an operator's program in the middle of its work. */
import type { Emulator } from '@asm-privatelink/emulator';
import type { Program } from './program.ts';

/** Sends the signal to the program when the n-th write from now, or from this caller, has taken effect, before it hears of that. Resolves then. */
export function signalAtWrite(
  nth: number,
  signal: NodeJS.Signals,
  program: Program,
  emulator: Emulator,
  caller?: string,
): Promise<void> {
  return atWrite(nth, emulator, () => void program.child.kill(signal), caller);
}

/** Does it when the n-th write from now, or from this caller, has taken effect, before its answer goes out. Resolves when it is done. */
export function atWrite(
  nth: number,
  { ledger }: Emulator,
  happens: () => Promise<void> | void,
  caller?: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let writes = 0;
    const end = ledger.onCall((entry) => {
      if (!entry.write || (caller !== undefined && entry.caller !== caller)) return;
      writes += 1;
      if (writes < nth) return;
      end();
      Promise.resolve(happens()).then(resolve, reject);
    });
  });
}

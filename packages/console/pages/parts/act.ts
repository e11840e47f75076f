/** Something that is done to the emulated cloud, one at a time; what came of it is read afterwards. */
import { useState } from 'preact/hooks';
import { asError } from './load.ts';

export function useAction(done: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | undefined>();
  const run = (event: Event, act: () => Promise<unknown>) => {
    event.preventDefault();
    setBusy(true);
    act()
      .then(
        () => setError(undefined),
        (reason: unknown) => setError(asError(reason)),
      )
      .finally(() => {
        setBusy(false);
        done();
      });
  };
  return { run, busy, error };
}

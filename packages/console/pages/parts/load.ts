/** Something that is asked for when a part is first shown, and again when a person wants it or a fact that it depends on changes. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export interface Loaded<T> {
  readonly value: T | undefined;
  readonly error: Error | undefined;
  readonly loading: boolean;
  reload(): void;
}

export function useLoad<T>(read: () => Promise<T>, depends: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({ value: undefined, error: undefined, loading: true });
  const turn = useRef(0);
  const reload = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    setState((last) => ({ ...last, loading: true }));
    // An answer that comes after a later question is of no interest.
    const done = (next: Omit<Loaded<T>, 'reload'>) => {
      if (mine === turn.current) setState(next);
    };
    read().then(
      (value) => done({ value, error: undefined, loading: false }),
      (error: unknown) => done({ value: undefined, error: asError(error), loading: false }),
    );
  }, depends);
  useEffect(() => {
    reload();
    return () => {
      turn.current += 1;
    };
  }, [reload]);
  return { ...state, reload };
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** What has been opened, and closes in the opposite order. */
export interface Closing {
  /** Remembers how to close what was opened, and hands it back. */
  add<T>(opened: T, close: (opened: T) => unknown): T;
  /** Closes everything, the last opened first. All are tried; rejects with what went wrong. */
  close(): Promise<void>;
}

export function createClosing(): Closing {
  const open: (() => unknown)[] = [];
  return {
    add(opened, close) {
      open.push(() => close(opened));
      return opened;
    },
    async close() {
      const errors: unknown[] = [];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        try {
          await next();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length === 1) throw errors[0];
      if (errors.length > 1) throw new AggregateError(errors, 'not everything could be closed');
    },
  };
}

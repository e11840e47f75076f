/** A line of the log: a constant message and its facts. */
export type Log = (message: string, facts?: Record<string, unknown>) => void;

export const silent: Log = () => {};

/**
 * SQLite as this package uses it: the calls that Node's own module and libsql have in common, and one reading of their errors.
 * Node 24 and later bring SQLite along; before that libsql does the same, loaded only by a server that keeps data.
 */
export interface Database {
  exec(sql: string): unknown;
  prepare(sql: string): Statement;
  close(): unknown;
}

export interface Statement {
  run(...values: (string | number)[]): unknown;
  get(...values: (string | number)[]): unknown;
  all(...values: (string | number)[]): unknown[];
  iterate(...values: (string | number)[]): Iterable<unknown>;
}

/** Opens a database file, made if it is not there. @throws whatever the engine throws: see `resultCode` */
export async function openDatabase(file: string): Promise<Database> {
  const Engine = await loadEngine();
  return new Engine(file);
}

type Engine = new (file: string) => Database;

async function loadEngine(): Promise<Engine> {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 24) return (await import('libsql')).default;
  // The types of the oldest Node that is supported do not know this module.
  const sqlite = process.getBuiltinModule('node:sqlite') as unknown as { DatabaseSync: Engine };
  return sqlite.DatabaseSync;
}

/** Primary result codes of SQLite (sqlite.org/rescode.html) that mean something to us. */
export const results = { busy: 5, locked: 6, corrupt: 11, notADatabase: 26 } as const;

/** The primary result code of an error of either engine; undefined for any other error. */
export function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'errcode' in error ? error.errcode : 'rawCode' in error ? error.rawCode : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
}

import { resultCode, results } from './sqlite.ts';

export type DataFolderCode = 'DataFolderInUse' | 'DataFolderDamaged' | 'DataFolderForeign' | 'DataFolderUnusable';

/** A data folder that cannot be served from. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
  readonly code: DataFolderCode;
  readonly folder: string;
  /** What a person can do about it. */
  readonly advice: string;

  constructor(code: DataFolderCode, folder: string, detail: string, cause?: unknown) {
    super(`the data folder ${folder} ${problems[code]}${detail === '' ? '' : ` (${detail})`}`, { cause });
    this.code = code;
    this.folder = folder;
    this.advice = advice[code];
  }
}

/** Any error of opening a folder's database, in words that name the folder. */
export function asDataFolderError(folder: string, error: unknown): DataFolderError {
  if (error instanceof DataFolderError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  switch (resultCode(error)) {
    case results.busy:
    case results.locked:
      return new DataFolderError('DataFolderInUse', folder, '', error);
    case results.corrupt:
    case results.notADatabase:
      return new DataFolderError('DataFolderDamaged', folder, detail, error);
    default:
      return new DataFolderError('DataFolderUnusable', folder, detail, error);
  }
}

const problems: Readonly<Record<DataFolderCode, string>> = {
  DataFolderInUse: 'is in use by another API server',
  DataFolderDamaged: 'is damaged',
  DataFolderForeign: 'holds data that this version did not write',
  DataFolderUnusable: 'cannot be used',
};

const advice: Readonly<Record<DataFolderCode, string>> = {
  DataFolderInUse: 'Stop that server, or name another folder.',
  DataFolderDamaged: 'Put a copy of the folder in its place, or remove it to begin anew.',
  DataFolderForeign: 'Name another folder, or use the version that wrote it.',
  DataFolderUnusable: 'Name a folder that can be written.',
};

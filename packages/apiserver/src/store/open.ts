import { openDataFolder } from './data-folder.ts';
import { DurableStore } from './durable.ts';
import { type Facts, memoryFacts } from './facts.ts';
import { type HistoryLimits, MemoryStore } from './memory.ts';
import type { Store } from './store.ts';

/** Where one server keeps everything. */
export interface Storage {
  store: Store;
  facts: Facts;
}

/** In memory, or in a data folder. @throws DataFolderError */
export async function openStorage(
  dataDir: string | undefined,
  history: Partial<HistoryLimits> | undefined,
): Promise<Storage> {
  if (dataDir === undefined) return { store: new MemoryStore(history), facts: memoryFacts() };
  const folder = await openDataFolder(dataDir);
  return { store: new DurableStore(folder, history), facts: folder.facts };
}

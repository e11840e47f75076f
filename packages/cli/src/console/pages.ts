/** Where the built pages of the console lie. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure.ts';

/** Beside the built program; when it runs from its sources, where the build puts them. @throws Failure when they were not built */
export function pagesFolder(): string {
  const here = import.meta.dirname;
  const found = [path.join(here, 'console-pages'), path.join(here, '../../../../dist/console-pages')].find((folder) =>
    existsSync(path.join(folder, 'index.html')),
  );
  if (found !== undefined) return found;
  throw new Failure({
    code: 'PagesMissing',
    what: 'the pages of the console are not built',
    where: here,
    now: 'Run npm run build, or install the program again.',
  });
}

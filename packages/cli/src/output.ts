/** Data on standard output: as text for people, as JSON or YAML for programs. */
import type { Format } from './command/format.ts';
import { type Context, say } from './context.ts';

/** @param lines the same for people; made only when they are asked for */
export async function writeData(
  { out }: Pick<Context, 'out'>,
  format: Format,
  data: object,
  lines: () => readonly string[],
): Promise<void> {
  switch (format) {
    case 'text':
      say(out, ...lines());
      return;
    case 'json':
      say(out, JSON.stringify(data, null, 2));
      return;
    case 'yaml': {
      const { toYaml } = await import('./to-yaml.ts');
      out.write(toYaml(data));
    }
  }
}

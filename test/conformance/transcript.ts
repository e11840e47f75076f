/** A transcript of kubectl commands, as the conformance runner writes it: `$ command`, its output and `[exit N]`. */
export interface Command {
  /** The command, with ` (2nd time)` and so on behind one that stands there before. */
  name: string;
  /** Output and `[exit N]`. */
  answer: string;
}

export function commandsOf(transcript: string): Command[] {
  const seen = new Map<string, number>();
  return transcript
    .split(/^(?=\$ )/m)
    .filter((block) => block.startsWith('$ '))
    .map((block) => {
      const end = block.indexOf('\n');
      const command = block.slice(2, end);
      const times = (seen.get(command) ?? 0) + 1;
      seen.set(command, times);
      return { name: times === 1 ? command : `${command} (time ${times})`, answer: block.slice(end + 1).trimEnd() };
    });
}

const succeeded = (answer: string): boolean => answer.endsWith('[exit 0]');
const lacksIt = (answer: string): boolean =>
  /the server doesn't have a resource type|the server could not find the requested resource/.test(answer);

/**
 * Which real server's answer ours is held to. It is the custom-resource server of our own version, except where that one
 * was not asked, or says that it does not have what the command is about while the older, complete server does it.
 */
export function judgements(
  crd: readonly Command[],
  full: readonly Command[],
): { judge: 'crd' | 'full'; command: Command }[] {
  const byName = new Map(crd.map((command) => [command.name, command]));
  return full.map((command) => {
    const own = byName.get(command.name);
    const elsewhere = own === undefined || (lacksIt(own.answer) && succeeded(command.answer));
    return elsewhere ? { judge: 'full', command } : { judge: 'crd', command: own };
  });
}

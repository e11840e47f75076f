/** etcd takes objects of about 1.5 MiB; a longer line is not an event of a Kubernetes watch. */
const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * The lines of a body, without their ends. What follows the last line end is given only if it is not empty: a body cut off in the
 * middle of a line shows itself as a line that does not parse.
 *
 * @throws RangeError when a line is longer than 16 MiB
 */
export async function* lines(body: AsyncIterable<string>): AsyncGenerator<string> {
  let parts: string[] = [];
  let length = 0;
  for await (const chunk of body) {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      parts.push(chunk.slice(from, end));
      yield parts.join('');
      parts = [];
      length = 0;
      from = end + 1;
    }
    if (from < chunk.length) {
      parts.push(from === 0 ? chunk : chunk.slice(from));
      length += chunk.length - from;
      if (length > LONGEST_LINE) throw new RangeError('a line of the watch is longer than 16 MiB');
    }
  }
  const rest = parts.join('');
  if (rest.trim() !== '') yield rest;
}

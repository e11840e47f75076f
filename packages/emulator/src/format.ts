let last = { second: 0, text: '1970-01-01T00:00:00Z' };

/** `2021-09-24T18:00:07Z`: the form of every time on the wire (alibaba-cloud-api §2.2). */
export function formatTime(ms: number): string {
  const second = Math.floor(ms / 1000);
  // What a list shows next to each other was mostly made next to each other.
  if (second !== last.second) last = { second, text: `${new Date(ms).toISOString().slice(0, 19)}Z` };
  return last.text;
}

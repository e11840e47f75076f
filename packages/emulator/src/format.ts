/** `2021-09-24T18:00:07Z`: the form of every time on the wire (alibaba-cloud-api §2.2). */
export function formatTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

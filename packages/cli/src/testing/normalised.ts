/** What a command said, with names in the place of what differs from one run to the next. */
import type { Ran, World } from './world.ts';

const TIMES = /\b(\d+(?:\.\d+)?)( m?s)\b/g;

/** Numbers of these fields are measured; their place counts, their value does not. */
const MEASURED = /"(p50|p99|min|max|mean|tookMs|elapsedMs|connectMs|tlsMs|answerMs)": [\d.]+/g;

export function normalised(text: string, { folder, places: { url, key, kubeconfigs } }: World): string {
  return text
    .replaceAll(url, 'CLOUD')
    .replaceAll(new URL(url).host, 'CLOUD-HOST')
    .replaceAll(folder, 'FOLDER')
    .replaceAll(key.id, 'KEY-ID')
    .replaceAll(key.secret, 'KEY-SECRET')
    .replaceAll(kubeconfigs.asm, 'KUBECONFIG')
    .replace(/\/tmp\/asmpvl-\w+/g, 'TEMPORARY')
    .replace(/\bepsrv-bp1\w+/g, (id) => (id.endsWith('fixed') ? id : 'EPSRV'))
    .replace(/\bep-bp1\w+/g, (id) => (id.endsWith('fixed') ? id : 'EP'))
    .replace(/\bsg-bp1\w+/g, (id) => (id.endsWith('fixed') ? id : 'SG'))
    .replace(/127\.\d+\.\d+\.\d+:\d+/g, 'HERE')
    .replace(/request [0-9A-F-]{36}/gi, 'request ID')
    .replace(/\bT-\w+/g, 'TASK')
    .replace(/v1\.\d+\.\d+/g, 'VERSION')
    .replace(MEASURED, '"$1": 0')
    .replace(TIMES, 'TIME$2')
    .replace(/[A-Za-z0-9+/]{100,}={0,2}/g, 'BASE64')
    .replace(/\(p50: TCP [\d.]+, TLS [\d.]+, answer [\d.]+\)/g, '(p50: TCP TIME, TLS TIME, answer TIME)')
    .replace(/\(\d+ bytes\)/g, '(SIZE bytes)')
    .replace(/ +$/gm, '');
}

/** The same of both streams, as a block that reads like a terminal. */
export function transcript(words: string, { code, out, err }: Ran, world: World): string {
  const part = (text: string, mark: string) =>
    normalised(text, world)
      .split('\n')
      .slice(0, -1)
      .map((line) => `${mark}${line}`.trimEnd());
  return [`$ asmpvl ${words}`, ...part(out, ''), ...part(err, '! '), `=> ${code}`].join('\n');
}

/** The proof of each channel for people. Pure. */
import { shortId } from '@asm-privatelink/console/links';
import type { Style } from '../terminal/style.ts';
import { wrap } from '../terminal/text.ts';
import type { VerifiedLink, VerifiedMember, VerifyData } from './schema.ts';

export function verifyLines(data: VerifyData, { style, width }: { style: Style; width: number }): string[] {
  const { links, members, proven, broken, untried, from } = data;
  const counts = [
    style.green(`${proven} proven`),
    ...(broken === 0 ? [] : [style.red(`${broken} broken`)]),
    ...(untried === 0 ? [] : [style.dim(`${untried} not tried`)]),
  ];
  return [
    ...links.flatMap((link) => linkLines(link, style, width)),
    ...(members ?? []).flatMap((member) => memberLines(member, style, width)),
    '',
    `${counts.join(', ')}, from ${from}.`,
  ];
}

function memberLines({ clusterId, state, message }: VerifiedMember, style: Style, width: number): string[] {
  const sign = state === 'Running' ? style.green('✓') : style.yellow('◌');
  const said = `The mesh shows ${shortId(clusterId)} as ${state}${message === '' ? '' : `: ${message}`}`;
  return wrap(said, width - 2).map((line, index) => (index === 0 ? `${sign} ${line}` : `  ${line}`));
}

const signs = { proven: '✓', broken: '✗', elsewhere: '?', down: '·' } as const;

function linkLines(link: VerifiedLink, style: Style, width: number): string[] {
  const { channel, clusterIds, from, host, verdict, message, trusted, latency } = link;
  const paint = { proven: style.green, broken: style.red, elsewhere: style.yellow, down: style.dim }[verdict];
  const who = clusterIds.map(shortId).join(', ');
  const title = channel === 'pilot' ? `Pilot, for ${who}` : `API server of ${who}`;
  const way = from === null ? '' : ` from ${from}`;
  const unsure = verdict === 'proven' && trusted === null ? '; who signed the certificate was not verified' : '';
  return [
    ...wrap(`${title}${way}: ${verdictWords[verdict]}${message}${unsure}`, width - 2).map((line, index) =>
      index === 0 ? `${paint(signs[verdict])} ${line}` : `  ${line}`,
    ),
    ...(host === null ? [] : [style.dim(`    ${host}`)]),
    ...(latency === null ? [] : wrap(latencyText(latency), width - 4).map((line) => `    ${line}`)),
  ];
}

const verdictWords = { proven: '', broken: 'broken: ', elsewhere: 'not tried: ', down: 'down: ' } as const;

function latencyText({
  tries,
  failed,
  connectMs,
  tlsMs,
  answerMs,
  totalMs,
}: NonNullable<VerifiedLink['latency']>): string {
  const lost = failed === 0 ? '' : `, ${failed} failed`;
  return `p50 ${totalMs.p50} ms, p99 ${totalMs.p99} ms of ${tries} tries${lost} (p50: TCP ${connectMs.p50}, TLS ${tlsMs.p50}, answer ${answerMs.p50})`;
}

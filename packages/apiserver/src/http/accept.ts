import { objectMediaTypes } from '../decode/body.ts';
import { noRepresentation, notAcceptable } from '../status.ts';
import type { KubeRequest } from './types.ts';

/** How an answer is written. */
export interface Format {
  type: 'json' | 'yaml';
  /** What it is turned into first. */
  as?: { kind: 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList'; version: 'v1' | 'v1beta1' };
}

export interface MediaRange {
  type: string;
  parameters: Readonly<Record<string, string>>;
  quality: number;
}

const transforms = ['Table', 'PartialObjectMetadata', 'PartialObjectMetadataList'] as const;

/** The ranges of an Accept header, the wanted first. */
export function parseAccept(header: string | undefined): MediaRange[] {
  if (header === undefined || header.trim() === '') return [{ type: '*/*', parameters: {}, quality: 1 }];
  const ranges = header.split(',').map((range): MediaRange => {
    const [type = '', ...rest] = range.split(';').map((part) => part.trim());
    const parameters = Object.fromEntries(
      rest.map((part) => {
        const [key = '', value = ''] = part.split('=');
        return [key.toLowerCase(), value.replace(/^"|"$/g, '')];
      }),
    );
    const quality = Number(parameters['q'] ?? '1');
    return { type: type.toLowerCase(), parameters, quality: Number.isNaN(quality) ? 1 : quality };
  });
  // Go's negotiation takes what is wanted not at all for what is wanted least.
  return ranges.sort((left, right) => right.quality - left.quality);
}

/** The first wanted format that this server writes. @throws StatusError 406 */
export function negotiate(header: string | undefined): Format {
  for (const range of parseAccept(header)) {
    const format = formatOf(range);
    if (format !== undefined) return format;
  }
  throw notAcceptable(objectMediaTypes);
}

/** What the library that routes to built-in APIs asks before them: that one of the ranges is a media type that they have. @throws StatusError 406 */
export function requireRepresentation({ headers }: KubeRequest, representations: readonly string[]): void {
  const has = ({ type }: MediaRange): boolean => type === '*/*' || representations.includes(type);
  if (!parseAccept(headers['accept']).some(has)) throw noRepresentation(representations);
}

function formatOf({ type, parameters }: MediaRange): Format | undefined {
  const written = type === 'application/yaml' ? 'yaml' : 'json';
  if (!['*/*', 'application/*', 'application/json', 'application/yaml'].includes(type)) return undefined;
  const { as: wanted, g: group, v: version } = parameters;
  if (wanted === undefined) return { type: written };
  const kind = transforms.find((name) => name === wanted);
  if (kind === undefined || group !== 'meta.k8s.io' || (version !== 'v1' && version !== 'v1beta1')) return undefined;
  return { type: written, as: { kind, version } };
}

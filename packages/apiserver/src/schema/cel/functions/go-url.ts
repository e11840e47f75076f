import { goQuote } from '../../go-format.ts';
import { parseAddress } from './go-ip.ts';

/** A URL in its parts, as Go's `net/url` takes it apart. Path, query and fragment stand as they were written. */
export interface GoUrl {
  scheme: string;
  /** What follows the scheme of a URL such as `mailto:x`. */
  opaque: string;
  /** With `@`, or empty. */
  user: string;
  host: string;
  path: string;
  /** With `?`, or empty. */
  query: string;
  fragment: string;
  hasAuthority: boolean;
}

/**
 * An absolute URL or path, as `url.ParseRequestURI` accepts it and `url.Parse` takes it apart. Each part is a string of bytes, a
 * character for each, as Go has it.
 * @throws UrlError in Go's words
 */
export function parseUrl(text: string): GoUrl {
  checkRequestUri(text);
  const [before, fragment = ''] = cut(bytesOf(text), '#');
  try {
    const url = parse(before, false);
    unescape(fragment, 'fragment');
    return { ...url, fragment };
  } catch (error) {
    throw located(text, error);
  }
}

/** @throws UrlError unless the text is an absolute URL or path */
export function checkRequestUri(text: string): void {
  try {
    parse(bytesOf(text), true);
  } catch (error) {
    throw located(text, error);
  }
}

export class UrlError extends Error {}

function located(text: string, error: unknown): unknown {
  return error instanceof UrlError ? new UrlError(`parse ${goQuote(text)}: ${error.message}`) : error;
}

function parse(text: string, isRequest: boolean): GoUrl {
  if (/[^ -~\x80-\xff]/.test(text)) throw new UrlError('net/url: invalid control character in URL');
  if (text === '' && isRequest) throw new UrlError('empty url');
  const url: GoUrl = {
    scheme: '',
    opaque: '',
    user: '',
    host: '',
    path: '',
    query: '',
    fragment: '',
    hasAuthority: false,
  };
  if (text === '*') return { ...url, path: '*' };
  if (text.startsWith(':')) throw new UrlError('missing protocol scheme');
  const [, scheme = '', afterScheme = text] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(text) ?? [];
  url.scheme = scheme.toLowerCase();
  const [rest, query] = cut(afterScheme, '?');
  if (query !== undefined) url.query = `?${query}`;
  if (!rest.startsWith('/')) {
    if (url.scheme !== '') return { ...url, opaque: rest };
    if (isRequest) throw new UrlError('invalid URI for request');
    if (cut(rest, '/')[0].includes(':')) throw new UrlError('first path segment in URL cannot contain colon');
  }
  const mayHaveAuthority = url.scheme !== '' || (!isRequest && !rest.startsWith('///'));
  url.hasAuthority = mayHaveAuthority && rest.startsWith('//');
  const [authority, after] = url.hasAuthority ? cut(rest.slice(2), '/') : ['', rest.slice(1)];
  url.path = !url.hasAuthority ? rest : after === undefined ? '' : `/${after}`;
  if (url.hasAuthority) Object.assign(url, parseAuthority(authority));
  unescape(url.path, 'path');
  return url;
}

function parseAuthority(authority: string): { user: string; host: string } {
  const at = authority.lastIndexOf('@');
  const host = parseHost(authority.slice(at + 1));
  if (at < 0) return { user: '', host };
  const user = authority.slice(0, at);
  if (/[^A-Za-z0-9\-._:~!$&'()*+,;=%@]/.test(user)) throw new UrlError('net/url: invalid userinfo');
  const anew = (text: string): string => escape(unescape(text, 'user'), 'user');
  const [name, password] = cut(user, ':');
  return { user: `${anew(name)}${password === undefined ? '' : `:${anew(password)}`}@`, host };
}

function parseHost(host: string): string {
  const opening = host.lastIndexOf('[');
  if (opening > 0) throw new UrlError('invalid IP-literal');
  if (opening < 0) {
    const port = host.lastIndexOf(':');
    if (port >= 0) checkPort(host.slice(port));
    return unescape(host, 'host');
  }
  const closing = host.lastIndexOf(']');
  if (closing < 0) throw new UrlError("missing ']' in host");
  const port = host.slice(closing + 1);
  checkPort(port);
  const [name, zone] = cut(host.slice(1, closing), '%25');
  const literal = unescape(name, 'host') + (zone === undefined ? '' : unescape(`%25${zone}`, 'zone'));
  const parsed = parseAddress(textOf(literal));
  if ('problem' in parsed) throw new UrlError(`invalid host: ${parsed.problem}`);
  if (parsed.address.bytes.length === 4) throw new UrlError('invalid IP-literal');
  return `[${literal}]${port}`;
}

function checkPort(port: string): void {
  if (!/^(:\d*)?$/.test(port)) throw new UrlError(`invalid port ${goQuote(textOf(port))} after host`);
}

type Part = 'path' | 'host' | 'user' | 'fragment';

/** What must be escaped in each part. */
const special: Readonly<Record<Part, RegExp>> = {
  path: /[^A-Za-z0-9\-_.~$&+,/:;=@]/g,
  host: /[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]/g,
  user: /[^A-Za-z0-9\-_.~$&+,;=]/g,
  fragment: /[^A-Za-z0-9\-_.~$&+,/:;=?@!()*]/g,
};

/** In a host, only what is no ASCII may be escaped, and only that need not be. */
const wrongInHost = /%(?![0-9A-Fa-f]{2})|%(?!25)[0-7]|[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\x80-\xff]/;
const wrongInZone = /%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\x80-\xff]/;
const wrongElsewhere = /%(?![0-9A-Fa-f]{2})/;

/** Bytes for the `%41`s of a part. @throws UrlError where there is one that is none */
function unescape(text: string, part: Part | 'zone' | 'query'): string {
  const pattern = part === 'host' ? wrongInHost : part === 'zone' ? wrongInZone : wrongElsewhere;
  const wrong = pattern.exec(text);
  if (wrong !== null) throw new UrlError(problemAt(text, wrong.index));
  const spaced = part === 'query' ? text.replaceAll('+', ' ') : text;
  return spaced.replace(/%(..)/gs, (whole, digits: string) => {
    const byte = String.fromCharCode(Number.parseInt(digits, 16));
    const isWrong = part === 'zone' && whole !== '%25' && byte !== ' ' && escape(byte, 'host') !== byte;
    if (isWrong) throw new UrlError(problemAt(whole, 0));
    return byte;
  });
}

function problemAt(text: string, at: number): string {
  const character = text.charAt(at);
  return character === '%'
    ? `invalid URL escape ${goQuote(textOf(text.slice(at, at + 3)))}`
    : `invalid character ${goQuote(textOf(character))} in host name`;
}

function escape(text: string, part: Part): string {
  return text.replace(special[part], (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

const wrongInPath = /[^A-Za-z0-9\-_.~$&+,/:;=@!'()*[\]%]/;
const wrongInFragment = /[^A-Za-z0-9\-_.~$&+,/:;=?@!'()*[\]%]/;

/** As it was written where it could be, else escaped anew. */
function escaped(written: string, part: 'path' | 'fragment'): string {
  const isWrong = (part === 'path' ? wrongInPath : wrongInFragment).test(written);
  return isWrong ? escape(unescape(written, part), part) : written;
}

export function escapedPath({ path }: GoUrl): string {
  return escaped(path, 'path');
}

/** The whole of it again; equal URLs are written equally. */
export function formatUrl(url: GoUrl): string {
  const scheme = url.scheme === '' ? '' : `${url.scheme}:`;
  const path = escapedPath(url);
  const hasSlashes = url.hasAuthority && (url.host !== '' || path !== '' || url.user !== '');
  const authority = hasSlashes ? `//${url.user}${escape(url.host, 'host')}` : '';
  const fragment = url.fragment === '' ? '' : `#${escaped(url.fragment, 'fragment')}`;
  return `${scheme}${url.opaque === '' ? authority + path : url.opaque}${url.query}${fragment}`;
}

export function splitHost({ host }: GoUrl): { name: string; port: string } {
  const [, name = host, port = ''] = /^(.*):(\d*)$/s.exec(host) ?? [];
  return { name: name.replace(/^\[(.*)\]$/s, '$1'), port };
}

/** Values by name; what cannot be read is left out. */
export function parseQuery({ query }: GoUrl): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const pair of query.slice(1).split('&')) {
    if (pair === '' || pair.includes(';') || wrongElsewhere.test(pair)) continue;
    const [name, value = ''] = cut(pair, '=');
    const key = textOf(unescape(name, 'query'));
    const known = values.get(key) ?? [];
    known.push(textOf(unescape(value, 'query')));
    values.set(key, known);
  }
  return values;
}

function cut(text: string, sign: string): [before: string, after: string | undefined] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + sign.length)];
}

function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}

export function textOf(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString();
}

import { characters, isBlank, isDigit, isSpaceOrEnd } from './characters.ts';
import type { Cursor } from './cursor.ts';

/** Scanning of what is said of nodes and documents: anchors, tags, directives. @throws SyntaxError */

/** The name after `&` or `*`. */
export function takeName(cursor: Cursor): string {
  cursor.at += 1;
  const name = cursor.takeWord();
  cursor.need(1);
  if (name === '' || !(isSpaceOrEnd(cursor.code()) || '?:,]}%@`'.includes(cursor.character()))) {
    cursor.fail('did not find expected alphabetic or numeric character');
  }
  return name;
}

export interface Tag {
  /** `!`, `!!`, `!name!`; '' when the whole tag is written out. */
  handle: string;
  suffix: string;
}

export function takeTag(cursor: Cursor): Tag {
  const tag = cursor.code(1) === characters.less ? takeWholeTag(cursor) : takeShortTag(cursor);
  cursor.need(1);
  if (!isSpaceOrEnd(cursor.code())) cursor.fail('did not find expected whitespace or line break');
  return tag;
}

function takeWholeTag(cursor: Cursor): Tag {
  cursor.at += 2;
  const suffix = takeUri(cursor, true);
  if (!cursor.sees('>')) cursor.fail("did not find the expected '>'");
  cursor.at += 1;
  return { handle: '', suffix };
}

function takeShortTag(cursor: Cursor): Tag {
  const handle = takeHandle(cursor);
  if (handle.length > 1 && handle.endsWith('!')) return { handle, suffix: takeUri(cursor, true) };
  const suffix = handle.slice(1) + takeUri(cursor, false);
  return suffix === '' ? { handle: '', suffix: '!' } : { handle: '!', suffix };
}

function takeHandle(cursor: Cursor): string {
  if (!cursor.sees('!')) cursor.fail("did not find expected '!'");
  cursor.at += 1;
  const name = cursor.takeWord();
  cursor.need(1);
  if (!cursor.sees('!')) return `!${name}`;
  cursor.at += 1;
  return `!${name}!`;
}

/** What tags consist of: letters, digits, some signs, and octets as `%7e`. */
function takeUri(cursor: Cursor, isRequired: boolean): string {
  let uri = '';
  for (;;) {
    uri += cursor.takeWord();
    cursor.need(1);
    if (cursor.sees('%')) uri += takeOctets(cursor);
    else if (isUriSign(cursor.character())) {
      uri += cursor.character();
      cursor.at += 1;
    } else break;
  }
  if (isRequired && uri === '') cursor.fail('did not find expected tag URI');
  return uri;
}

function isUriSign(character: string): boolean {
  return character !== '' && ";/?:@&=+$,.!~*'()[]".includes(character);
}

/** One character, octet by octet. */
function takeOctets(cursor: Cursor): string {
  const first = takeOctet(cursor);
  const width = first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf8 ? 4 : 0;
  if (width === 0) cursor.fail('found an incorrect leading UTF-8 octet');
  const octets = [first];
  while (octets.length < width) {
    const octet = takeOctet(cursor);
    if ((octet & 0xc0) !== 0x80) cursor.fail('found an incorrect trailing UTF-8 octet');
    octets.push(octet);
  }
  return Buffer.from(octets).toString('utf8');
}

function takeOctet(cursor: Cursor): number {
  cursor.need(3);
  const octet = /^%([\da-f]{2})$/i.exec(cursor.text.slice(cursor.at, cursor.at + 3))?.[1];
  if (octet === undefined) cursor.fail('did not find URI escaped octet');
  cursor.at += 3;
  return Number.parseInt(octet, 16);
}

/** `%YAML 1.1` or `%TAG !name! prefix`. */
export type Directive = { type: 'version'; version: string } | ({ type: 'handle' } & Tag);

export function takeDirective(cursor: Cursor): Directive {
  cursor.at += 1;
  const name = cursor.takeWord();
  cursor.need(1);
  if (name === '') cursor.fail('could not find expected directive name');
  if (!isSpaceOrEnd(cursor.code())) cursor.fail('found unexpected non-alphabetical character');
  if (name !== 'YAML' && name !== 'TAG') cursor.fail('found unknown directive name');
  cursor.skipBlanks();
  const directive: Directive = name === 'YAML' ? takeVersion(cursor) : takeHandleDirective(cursor);
  cursor.endLine();
  return directive;
}

function takeVersion(cursor: Cursor): Directive {
  const major = takeNumber(cursor);
  if (!cursor.sees('.')) cursor.fail("did not find expected digit or '.' character");
  cursor.at += 1;
  return { type: 'version', version: `${major}.${takeNumber(cursor)}` };
}

function takeNumber(cursor: Cursor): number {
  const from = cursor.at;
  while (isDigit(cursor.code())) {
    if (cursor.at - from === 2) cursor.fail('found extremely long version number');
    cursor.at += 1;
  }
  cursor.need(1);
  if (cursor.at === from) cursor.fail('did not find expected version number');
  return Number(cursor.text.slice(from, cursor.at));
}

function takeHandleDirective(cursor: Cursor): Directive {
  const handle = takeHandle(cursor);
  if (!handle.endsWith('!')) cursor.fail("did not find expected '!'");
  if (!isBlank(cursor.code())) cursor.fail('did not find expected whitespace');
  cursor.skipBlanks();
  const suffix = takeUri(cursor, true);
  cursor.need(1);
  if (!isSpaceOrEnd(cursor.code())) cursor.fail('did not find expected whitespace or line break');
  return { type: 'handle', handle, suffix };
}

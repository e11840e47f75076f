/** The kinds of tokens; those that are called by a character are it. */
export type TokenType =
  | 'end'
  | 'version'
  | 'handle'
  | '---'
  | '...'
  | 'block sequence'
  | 'block mapping'
  | 'block end'
  | '['
  | ']'
  | '{'
  | '}'
  | ','
  | '-'
  | '?'
  | ':'
  | '*'
  | '&'
  | '!'
  | 'plain'
  | 'quoted';

export interface Token {
  type: TokenType;
  line: number;
  /** Of a scalar what it says, of an anchor or alias its name, of a tag its handle, of a directive its argument. */
  text: string;
  /** Of a tag what follows its handle, of a handle what it stands for. */
  suffix: string;
}

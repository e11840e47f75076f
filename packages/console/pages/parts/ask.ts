/** The server of these pages, through the client that is made from its document. */
import { type Ask, client } from '../../src/generated/client.ts';

/** What the server refused, in its words. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const ask: Ask = async (method, path, body) => {
  const response = await fetch(path, {
    method,
    headers: { 'content-type': 'application/json', 'x-asmpvl-console': 'page' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const value: unknown = await response.json();
  if (response.ok) return value;
  const { code, message } = Object(Object(value).error);
  throw new Refused(String(code), String(message));
};

export const api = client(ask);

/** For a cookie that this browser sends from now on. */
export async function giveToken(token: string): Promise<void> {
  await ask('POST', '/api/session', { token });
}

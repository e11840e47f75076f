/** The credentials file of the official SDKs (INI), with their own names of fields: read here, so that what is wrong in it can be said. Pure. */

import { parseIni } from './ini.ts';

export type FileEntry =
  | { readonly type: 'access_key'; readonly id: string; readonly secret: string }
  | {
      readonly type: 'ram_role_arn';
      readonly id: string;
      readonly secret: string;
      readonly role: string;
      readonly session: string | undefined;
      readonly policy: string | undefined;
    }
  | { readonly type: 'ecs_ram_role'; readonly role: string | undefined }
  | { readonly type: 'wrong'; readonly message: string };

/** @returns the section of this name, or what is wrong with it; no value of it is in that message */
export function readCredentialsFile(text: string, profile: string): FileEntry {
  const sections = parseIni(text);
  const fields = sections.get(profile);
  if (fields === undefined) {
    const found = [...sections.keys()].map((name) => `[${name}]`).join(', ') || 'none';
    return wrong(`has no section [${profile}]; it has: ${found}`);
  }
  const needed = (...names: string[]) => names.filter((name) => !fields.get(name)).join(' and ');
  const get = (name: string) => fields.get(name) ?? '';
  const type = get('type');
  switch (type) {
    case 'access_key': {
      const lacking = needed('access_key_id', 'access_key_secret');
      if (lacking !== '') return wrong(`has no ${lacking} in [${profile}]`);
      return { type, id: get('access_key_id'), secret: get('access_key_secret') };
    }
    case 'ram_role_arn': {
      const lacking = needed('access_key_id', 'access_key_secret', 'role_arn');
      if (lacking !== '') return wrong(`has no ${lacking} in [${profile}], whose type is ram_role_arn`);
      const [id, secret, role] = [get('access_key_id'), get('access_key_secret'), get('role_arn')];
      return { type, id, secret, role, session: fields.get('role_session_name'), policy: fields.get('policy') };
    }
    case 'ecs_ram_role':
      return { type, role: fields.get('role_name') };
    default:
      return wrong(
        `${type === '' ? 'has no type' : 'has an unknown type'} in [${profile}]: use access_key, ram_role_arn or ecs_ram_role`,
      );
  }
}

function wrong(message: string): FileEntry {
  return { type: 'wrong', message };
}

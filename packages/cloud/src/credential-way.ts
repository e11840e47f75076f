/**
 * Which way the keys are to come. The first that is set up is the one: where it fails a person is told what is wrong with it, and no other way is tried in its
 * stead, as the official chain would. Only where nothing is set is that chain asked. Pure.
 */

export type Variables = Readonly<Record<string, string | undefined>>;

export type Way =
  | { readonly kind: 'keys'; readonly id: string; readonly secret: string; readonly token: string | undefined }
  | { readonly kind: 'rrsa'; readonly role: string; readonly provider: string; readonly file: string }
  | { readonly kind: 'file'; readonly file: string; readonly profile: string }
  | { readonly kind: 'instance'; readonly role: string }
  /** The official chain, and what of it is named. */
  | { readonly kind: 'chain'; readonly named: string | undefined }
  /** Half of a way is set. */
  | { readonly kind: 'wrong'; readonly message: string };

const names = {
  id: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
  secret: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
  token: 'ALIBABA_CLOUD_SECURITY_TOKEN',
  role: 'ALIBABA_CLOUD_ROLE_ARN',
  provider: 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN',
  tokenFile: 'ALIBABA_CLOUD_OIDC_TOKEN_FILE',
  file: 'ALIBABA_CLOUD_CREDENTIALS_FILE',
  profile: 'ALIBABA_CLOUD_PROFILE',
  metadata: 'ALIBABA_CLOUD_ECS_METADATA',
  uri: 'ALIBABA_CLOUD_CREDENTIALS_URI',
} as const;

/** @param env the variables of the official library, by its own names; an empty one is not set */
export function wayOf(env: Variables): Way {
  const read = (name: keyof typeof names) => env[names[name]] ?? '';
  const set = (...some: (keyof typeof names)[]) => some.some((name) => read(name) !== '');

  if (set('id', 'secret')) {
    const lacking = missing(read, ['id', 'secret']);
    if (lacking !== '') return wrong(`an access key has two parts: ${lacking} is not set`);
    return { kind: 'keys', id: read('id'), secret: read('secret'), token: read('token') || undefined };
  }
  // The role alone may belong to a profile.
  if (set('provider', 'tokenFile')) {
    const lacking = missing(read, ['role', 'provider', 'tokenFile']);
    if (lacking !== '') return wrong(`RRSA needs three variables: ${lacking} is not set`);
    return { kind: 'rrsa', role: read('role'), provider: read('provider'), file: read('tokenFile') };
  }
  if (set('file')) return { kind: 'file', file: read('file'), profile: read('profile') || 'default' };
  if (set('metadata')) return { kind: 'instance', role: read('metadata') };
  const named = set('profile')
    ? `the profile "${read('profile')}" (${names.profile})`
    : set('uri')
      ? names.uri
      : undefined;
  return { kind: 'chain', named };
}

function missing(read: (name: keyof typeof names) => string, needed: readonly (keyof typeof names)[]): string {
  return needed
    .filter((name) => read(name) === '')
    .map((name) => names[name])
    .join(' and ');
}

function wrong(message: string): Way {
  return { kind: 'wrong', message };
}

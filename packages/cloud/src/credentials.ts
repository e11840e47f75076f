/** Keys from a source that may fail and recover, with errors a person can act on. The official providers are passed in. */

export interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
  readonly providerName?: string | undefined;
}

/** The official library's own extension point. */
export interface KeysProvider {
  getCredentials(): Promise<Keys>;
  getProviderName(): string;
}

/** Its messages say what to do and never hold a key. The source's own words, which may, are only in `cause`. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
  readonly code: 'CredentialsMissing' | 'CredentialsUnavailable';

  constructor(code: CredentialsError['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

export interface RecoveringKeys extends KeysProvider {
  /** Counts the sources built so far. */
  generation(): number;
  /** The cloud refused keys of that generation, as expired or unknown: they may have been rotated. The next call asks anew. */
  renew(generation: number): void;
}

/**
 * A source that recovers. The official chain settles on the last provider it tried even when that one failed, so after
 * a failure it is built anew for the next call. A source that never gave keys needs a person; one that did gives them
 * again when whatever it asks (STS, instance metadata) is back.
 * What a CredentialsError of the source says is passed on.
 */
export function recovering(build: () => KeysProvider): RecoveringKeys {
  let source: KeysProvider | undefined;
  let gaveOnce = false;
  let built = 0;
  const anew = () => {
    built += 1;
    return build();
  };
  return {
    generation: () => built,
    renew(generation) {
      if (generation === built) source = undefined;
    },
    async getCredentials() {
      try {
        source ??= anew();
        const keys = await source.getCredentials();
        if (!keys?.accessKeyId || !keys.accessKeySecret) throw new Error('the source answered without a key');
        gaveOnce = true;
        return keys;
      } catch (error) {
        source = undefined;
        const known = error instanceof CredentialsError ? error : undefined;
        const code = gaveOnce ? 'CredentialsUnavailable' : (known?.code ?? 'CredentialsMissing');
        const message = known?.message ?? 'the source of the cloud credentials fails';
        throw new CredentialsError(code, message, known?.cause ?? error);
      }
    },
    getProviderName: () => source?.getProviderName() ?? 'none',
  };
}

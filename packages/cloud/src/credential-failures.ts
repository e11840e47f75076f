/**
 * What a source of keys says, for people. The official library puts the answers of STS and of the metadata service into the words of its errors and nowhere else, so
 * the code and the status are read from there; no other word of them is passed on.
 */
import { CredentialsError } from './credentials.ts';

/** A person has to mend it. */
export function missing(message: string, cause?: unknown): CredentialsError {
  return new CredentialsError('CredentialsMissing', message, cause);
}

/** @param what was asked for @param sts its host */
export function ofSts(error: unknown, what: string, sts: string): CredentialsError {
  const code = /"Code"\s*:\s*"([\w.]+)"/.exec(wordsOf(error))?.[1];
  if (code === undefined) return passing(`${what}: STS does not answer (${sts}). It is asked again.`, error);
  const [, remedy = 'Look at the role and its trust policy.'] = remedies.find(([pattern]) => pattern.test(code)) ?? [];
  return missing(`${what}: STS refuses with ${code}. ${remedy}`, error);
}

/** @param whose role was asked for */
export function ofMetadata(error: unknown, whose: string): CredentialsError {
  const status = /httpStatus: (\d{3})|http:\S+ (\d{3})$/.exec(wordsOf(error))?.slice(1).find(Boolean);
  if (status !== undefined) {
    const remedy = 'Attach the role to the instance, or correct its name (ALIBABA_CLOUD_ECS_METADATA).';
    return missing(`${whose}: the metadata service of ECS knows no such role (HTTP ${status}). ${remedy}`, error);
  }
  const remedy = 'This must run on an ECS instance, and nothing may keep the pod from that address.';
  return passing(`${whose}: the metadata service of ECS (100.100.100.200) does not answer. ${remedy}`, error);
}

/** Codes of AssumeRole and AssumeRoleWithOIDC (alibaba-cloud-api §8, and the vendor's pages of both). The first that fits. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [/^EntityNotExist\.Role/, 'There is no such role: correct its ARN, or make it.'],
  [/OIDCToken\.Expired$/, "The pod's token is too old: see that the kubelet renews its file."],
  [/OIDCToken\.AudienceNotMatch$/, 'The audience of the token is not one of the OIDC provider: correct either.'],
  [/OIDCToken\.IssuerNotMatch$/, 'The token is of another cluster than the OIDC provider.'],
  [/OIDCToken/, 'The file does not hold the token of a service account.'],
  [
    /NoPermission/,
    'The trust policy of the role must admit who asks: the OIDC provider and the service account, or the user of the key.',
  ],
  [/^InvalidParameter/, 'Correct the ARN.'],
  [/^(InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSecurityToken)/, 'Correct the access key that assumes the role.'],
];

function passing(message: string, cause: unknown): CredentialsError {
  return new CredentialsError('CredentialsUnavailable', message, cause);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

/** A failed call to the cloud, for the person at the command line. Sorted by code. */
import { type ActionName, actions, type CloudError } from '@asm-privatelink/cloud';
import { type ExitName, exitCodes } from './exit-codes.ts';
import type { Explanation } from './explanation.ts';

export function explainCloud(error: CloudError): Explanation {
  // A wrong signature is answered with all that was signed, over many lines: the first says what it is about.
  const [message = ''] = error.message.split('\n');
  const where = error.requestId === undefined ? message : `${message} (request ${error.requestId})`;
  const known = knownAs(error.code)?.(error) ?? byKind[error.kind];
  return { code: error.code, what: known.what, where, now: known.now, exitCode: exitCodes[known.exit] };
}

interface Told {
  readonly what: string;
  readonly now: string;
  readonly exit: ExitName;
}

const byKind: Readonly<Record<CloudError['kind'], Told>> = {
  retry: {
    what: 'the cloud did not answer, or is busy',
    now: 'It should pass by itself: try again.',
    exit: 'noAnswer',
  },
  throttled: { what: 'the cloud asks for fewer calls', now: 'Wait a little and try again.', exit: 'noAnswer' },
  person: {
    what: 'a call to the cloud was refused',
    now: 'Change what the message names; nothing else will help.',
    exit: 'failed',
  },
  gone: { what: 'the cloud does not have this object', now: 'Check the id and the region.', exit: 'failed' },
  bug: {
    what: 'a call to the cloud failed',
    now: 'This may be a mistake of asmpvl: please report it, with the output of the same command with --debug.',
    exit: 'failed',
  },
};

const keys = 'ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET';

const known: Readonly<Record<string, (error: CloudError) => Told>> = {
  CredentialsMissing: () => ({
    what: 'there are no cloud credentials',
    now: 'Mend that, or name a profile of the aliyun CLI with --profile; docs/credentials.md has every way.',
    exit: 'noAccess',
  }),
  InvalidAccessKeyId: () => ({
    what: 'the cloud does not know this access key, or it is switched off',
    now: `Correct ${keys}, or the profile.`,
    exit: 'noAccess',
  }),
  SignatureDoesNotMatch: () => ({
    what: 'the secret does not belong to this access key',
    now: `Correct ${keys}, or the profile.`,
    exit: 'noAccess',
  }),
  InvalidSecurityToken: () => ({
    what: 'the temporary credentials ran out, or their token does not belong to the key',
    now: 'Get new ones, and set ALIBABA_CLOUD_SECURITY_TOKEN with them, or renew the profile.',
    exit: 'noAccess',
  }),
  'InvalidTimeStamp.Expired': () => ({
    what: 'the clock of this machine is off by more than the cloud allows',
    now: 'Set the clock.',
    exit: 'noAccess',
  }),
  Forbidden: denied,
  NoPermission: denied,
  StatusForbidden: hidden,
  '403': hidden,
  RegionNotFound: region,
  UnsupportedRegion: region,
  InvalidRegionId: region,
  ENOTFOUND: () => ({
    what: 'there is no such address of the cloud',
    now: 'Check the region: its name is part of the address. Else check the network and DNS of this machine.',
    exit: 'noAnswer',
  }),
  ECONNREFUSED: () => ({
    what: 'nothing answers at the address of the cloud',
    now: 'Check --cloud-endpoint (ASMPVL_CLOUD_ENDPOINT): does the emulator still run there?',
    exit: 'noAnswer',
  }),
};

function denied({ action }: CloudError): Told {
  const ram = Object.hasOwn(actions, action) ? actions[action as ActionName].ram : action;
  return {
    what: `these credentials may not call ${action}`,
    now: `Have ${ram} added to their RAM policy, or use others (--profile).`,
    exit: 'noAccess',
  };
}

function hidden({ action }: CloudError): Told {
  return {
    what: `${action} was refused: the object is not there, or not for these credentials`,
    now: 'Check the id, the region, and the RAM policy of the credentials.',
    exit: 'noAccess',
  };
}

function region(): Told {
  return { what: 'the cloud has no such region', now: 'Correct --region, such as cn-hangzhou.', exit: 'usage' };
}

/** By the code itself, else by its family: `Forbidden.RAM` is one of `Forbidden`. */
function knownAs(code: string): ((error: CloudError) => Told) | undefined {
  const name = [code, code.split('.')[0] ?? ''].find((each) => Object.hasOwn(known, each));
  return name === undefined ? undefined : known[name];
}

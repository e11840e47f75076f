/** Exit codes are API: scripts branch on them. One table, from which the help and docs/cli.md are made. */

export const exitCodes = {
  /** It worked, and what was looked at is as it should be. */
  ok: 0,
  failed: 1,
  usage: 2,
  unhealthy: 3,
  progressing: 4,
  noAccess: 5,
  noAnswer: 6,
} as const;

export type ExitName = keyof typeof exitCodes;

/** What each says, whatever the command. */
export const exitMeanings: Readonly<Record<ExitName, string>> = {
  ok: 'it worked, and what was looked at is as it should be',
  failed: 'it did not work',
  usage: 'it was asked wrongly: a flag, a file, a setting',
  unhealthy: 'it looked, and something is wrong that a person has to mend',
  progressing: 'it looked, and things are still on their way: wait, or look again',
  noAccess: 'credentials are missing, refused or expired, or lack a permission',
  noAnswer: 'the API server or the cloud did not answer',
};

/** 128 and the signal's number, as shells have it. */
export const signalMeanings: readonly (readonly [code: number, meaning: string])[] = [
  [130, 'ended by Ctrl-C'],
  [143, 'ended by SIGTERM'],
];

/** What every command can be given. */
import { flag } from './option.ts';

export const general = {
  debug: flag({ name: 'debug', doc: 'print the stack of an error, too', group: 'General' }),
  help: flag({ name: 'help', short: 'h', doc: 'print this', group: 'General' }),
} as const;

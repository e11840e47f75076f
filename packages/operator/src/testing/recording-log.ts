import type { Log } from '../log.ts';

export interface RecordingLog extends Log {
  entries: { level: string; message: string; fields: object }[];
}

export function recordingLog(): RecordingLog {
  const entries: RecordingLog['entries'] = [];
  const at = (level: string) => (fields: object, message: string) => {
    entries.push({ level, message, fields });
  };
  return { entries, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

import { type Environment, EvaluationError } from '@marcbachmann/cel-js';
import type { Duration, UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { MAX_INT } from '../integers.ts';

const written = new WeakMap<Date, string>();

/** A timestamp, which keeps the time zone and the fraction of a second that it was written with. */
export function toTimestamp(text: string): Date {
  const timestamp = new Date(text);
  written.set(timestamp, text);
  return timestamp;
}

/** Conversions that the library lacks (cel-go, common/stdlib/standard.go). */
export function registerConversions(environment: Environment): void {
  environment
    .registerFunction('string(google.protobuf.Timestamp): string', formatTimestamp)
    .registerFunction('string(google.protobuf.Duration): string', formatDuration)
    .registerFunction('timestamp(google.protobuf.Timestamp): google.protobuf.Timestamp', (timestamp: Date) => timestamp)
    .registerFunction('duration(google.protobuf.Duration): google.protobuf.Duration', (duration: Duration) => duration)
    .registerFunction('int(google.protobuf.Timestamp): int', (timestamp: Date) =>
      BigInt(Math.floor(timestamp.getTime() / 1000)),
    )
    .registerFunction('int(google.protobuf.Duration): int', nanosecondsOf)
    .registerFunction('int(uint): int', ({ value }: UnsignedInt) => {
      if (value > MAX_INT) throw new EvaluationError('integer overflow');
      return value;
    });
}

function nanosecondsOf({ seconds, nanos }: Duration): bigint {
  return seconds * 1_000_000_000n + BigInt(nanos);
}

const NANOSECONDS = 9;

/** RFC 3339, without zeros at the end of the fraction. */
function formatTimestamp(timestamp: Date): string {
  const text = (written.get(timestamp) ?? timestamp.toISOString()).toUpperCase();
  const whole = text.includes('T') ? text : `${text}T00:00:00Z`;
  const [, seconds = '', fraction = '', zone = ''] = /^(.{19})(?:\.(\d*))?(.*)$/.exec(whole) ?? [];
  const digits = fraction.slice(0, NANOSECONDS).replace(/0+$/, '');
  return `${seconds}${digits === '' ? '' : `.${digits}`}${/^[+-]00:00$/.test(zone) ? 'Z' : zone}`;
}

/** In seconds, as Go prints the float64 that they are, without an exponent. */
function formatDuration({ seconds, nanos }: Duration): string {
  const total = Number(seconds) + nanos / 1e9;
  const text = Math.abs(total) < 1e-6 ? total.toFixed(9).replace(/\.?0+$/, '') : String(total);
  return `${text}s`;
}

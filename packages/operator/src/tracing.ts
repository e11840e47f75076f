/** Spans around what the operator does, for whoever collects them; none unless configured. */
import type { Tracing } from './spans.ts';

/** What it costs when it is off: a call of the work. */
export const noTracing: Tracing = {
  span: (_name, _attributes, work) => work(() => undefined),
  close: () => Promise.resolve(),
};

/** Spans for whoever the standard variables name; loads OpenTelemetry's SDK only then. */
export async function openTracing(env: Readonly<Record<string, string | undefined>>): Promise<Tracing> {
  if (collectorOf(env) === undefined) return noTracing;
  const { startTracing } = await import('./otlp.ts');
  return startTracing();
}

/**
 * Where spans go by the standard variables, or undefined when nobody asked for any: OTEL_EXPORTER_OTLP_TRACES_ENDPOINT or OTEL_EXPORTER_OTLP_ENDPOINT
 * names a collector, and neither OTEL_SDK_DISABLED nor OTEL_TRACES_EXPORTER takes it back. (The standard's default is a collector on localhost; a
 * program that dials without being told to is a surprise, so here the variable decides.)
 */
export function collectorOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const endpoint = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  const off = env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none';
  return off || endpoint === undefined || endpoint === '' ? undefined : endpoint;
}

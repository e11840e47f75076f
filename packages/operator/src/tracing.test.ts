import { describe, expect, it } from 'vitest';
import { collectorOf, noTracing, openTracing } from './tracing.ts';

const endpoint = 'http://127.0.0.1:4318';

describe('the collector of spans', () => {
  it.each([
    ['nothing is set', {}, undefined],
    ['it is empty', { OTEL_EXPORTER_OTLP_ENDPOINT: '' }, undefined],
    ['it is named', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, endpoint],
    ['it is named for spans', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${endpoint}/v1/traces` }, `${endpoint}/v1/traces`],
    ['spans go nowhere', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_EXPORTER: 'none' }, undefined],
    ['all is off', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'true' }, undefined],
  ])('when %s', (_what, env, expected) => {
    expect(collectorOf(env)).toBe(expected);
  });

  it('when there is none, is not prepared for: the work is only called', async () => {
    expect(await openTracing({ OTEL_SERVICE_NAME: 'x' })).toBe(noTracing);
    expect(await noTracing.span('work', {}, async () => 7)).toBe(7);
  });
});

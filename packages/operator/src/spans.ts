/** Spans, as whoever begins them sees them. */

export type SpanAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Tracing {
  /**
   * Runs the work inside a span; spans begun in it, however deep, are its children. A rejection marks the span as failed and passes. Attributes must
   * bear no secret: they leave the process.
   */
  span<T>(
    name: string,
    attributes: SpanAttributes,
    work: (note: (more: SpanAttributes) => void) => Promise<T>,
  ): Promise<T>;
  /** Sends what is still to be sent, and ends. */
  close(): Promise<void>;
}

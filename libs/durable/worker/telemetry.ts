import { SpanStatusCode, trace } from '@opentelemetry/api';

/** Where a worker reports figures; the application turns them into the format of its monitoring. */
export interface Metrics {
  /** Something happened: a run ended, a worker found that it had lost its run, a run was delivered again. */
  count(
    what: 'durable_runs_ended' | 'durable_fenced' | 'durable_redelivered',
    labels: Readonly<Record<string, string>>,
  ): void;
  /** Something took a time, in ms: a step's attempt with its commit. */
  observe(what: 'durable_step_ms', ms: number, labels: Readonly<Record<string, string>>): void;
}

/** Reports nothing. */
export const unmeasured: Metrics = { count: () => undefined, observe: () => undefined };

// Does nothing until the application registers an exporter.
const tracer = trace.getTracer('durable');

/** Runs a step's attempt within a span of its own. */
export async function spanned<T>(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  work: () => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      if (error instanceof Error) span.recordException(error);
      throw error;
    } finally {
      span.end();
    }
  });
}

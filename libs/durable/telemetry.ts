import { context, isSpanContextValid, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

type Labels = Readonly<Record<string, string>>;

/** What is counted, under the names that Prometheus shows. */
export type Counted =
  /** Jobs that Redis delivered, by `workflow` and what became of them (`outcome`): claimed, stale, ended, early, paused. */
  | 'durable_deliveries_total'
  /** Runs claimed whose last worker had not given them back: it crashed, was killed, or was silent past its lease. */
  | 'durable_redelivered_total'
  /** Attempts whose writes were refused, because another worker had taken the run. */
  | 'durable_fenced_total'
  /** Outcomes stored, by `workflow` and `status`. */
  | 'durable_runs_ended_total'
  /** Attempts of steps that failed and will be tried again. */
  | 'durable_step_retries_total'
  /** Runs put aside after crashing their worker again and again. */
  | 'durable_poisoned_total'
  /** Runs that the reconciler sent to Redis again, by `reason`: their job was lost, or they slept past their children's end. */
  | 'durable_redispatched_total';

/** Where the engine reports figures; the application turns them into the format of its monitoring. */
export interface Metrics {
  /** Something happened, once or `times`. */
  count(what: Counted, labels: Labels, times?: number): void;
  /** Something took a time, in seconds: a step's attempt with its commit, by `workflow` and `status` (ok, error). */
  observe(what: 'durable_step_seconds', seconds: number, labels: Labels): void;
}

/** Reports nothing. */
export const unmeasured: Metrics = { count: () => undefined, observe: () => undefined };

// All of tracing does nothing until the application registers an exporter.
const tracer = trace.getTracer('durable');

/** Tag of a run that holds the trace it was started in, as a W3C `traceparent`; children inherit it. */
const TRACE_TAG = 'traceparent';

/** The tags that let a run continue the trace which is open now; none when nothing is traced. */
export function traceTags(): Labels {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  const { traceparent } = carrier;
  return traceparent === undefined ? {} : { [TRACE_TAG]: traceparent };
}

/** Does work within a span of its own, a child of the one that is open. */
export async function spanned<T>(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  work: () => Promise<T>,
): Promise<T> {
  return inSpan(name, SpanKind.INTERNAL, attributes, work);
}

/** Does a run's work within a span that continues the trace in which the run was started. */
export async function spannedRun<T>(
  name: string,
  run: { readonly tags: Labels; readonly attributes: Readonly<Record<string, string | number>> },
  work: () => Promise<T>,
): Promise<T> {
  const { [TRACE_TAG]: traceparent } = run.tags;
  const from = propagation.extract(context.active(), traceparent === undefined ? {} : { traceparent });
  return context.with(from, () => inSpan(name, SpanKind.CONSUMER, run.attributes, work));
}

async function inSpan<T>(
  name: string,
  kind: SpanKind,
  attributes: Readonly<Record<string, string | number>>,
  work: () => Promise<T>,
): Promise<T> {
  const span = tracer.startSpan(name, { kind, attributes });
  // Without an exporter: to make it the open one would cost a thirtieth of the engine's time.
  if (!isSpanContextValid(span.spanContext())) return work();
  return context.with(trace.setSpan(context.active(), span), async () => {
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

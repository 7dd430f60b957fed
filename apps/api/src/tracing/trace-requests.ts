import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { NextFunction, Request, Response } from 'express';

// Does nothing until the process registers an exporter.
const tracer = trace.getTracer('api');

/** Answers each request in a span of its own, within the caller's trace when it names one: what is started on the way continues it. */
export function traceRequests(request: Request, response: Response, next: NextFunction): void {
  const from = propagation.extract(context.active(), request.headers);
  const route = request.baseUrl;
  const span = tracer.startSpan(
    `${request.method} ${route}`,
    { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method, 'http.route': route } },
    from,
  );
  response.once('close', () => {
    span.setAttribute('http.response.status_code', response.statusCode);
    if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(from, span), next);
}

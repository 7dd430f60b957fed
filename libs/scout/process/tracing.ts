import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { z } from 'zod';

/** Where traces go. Both apps put it into their own schema. */
export const tracingConfigSchema = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'OpenTelemetry collector (OTLP over HTTP) for traces of requests, runs, steps and calls; without it there are none',
    ),
});
export type TracingConfig = z.output<typeof tracingConfigSchema>;

/** Sends the spans of this process to the configured collector from its construction on. A collector that is away costs spans, nothing else. */
export class Tracing {
  private readonly provider: TracerProvider | undefined;

  constructor({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }: TracingConfig, service: string) {
    if (endpoint === undefined) return;
    const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
    this.provider = new TracerProvider({
      resource: defaultResource().merge(resourceFromAttributes({ 'service.name': service })),
      spanProcessors: [new BatchSpanProcessor({ exporter })],
    });
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    trace.setGlobalTracerProvider(this.provider);
  }

  /** Sends what is left, after the last run was let go. */
  async onApplicationShutdown(): Promise<void> {
    await this.provider?.shutdown();
  }
}

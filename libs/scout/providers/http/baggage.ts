/** W3C baggage that names the run and step a request is made for; null without one. */
export function baggageHeader(call: { readonly runId: string; readonly step: string } | undefined): string | null {
  if (call === undefined) return null;
  return `scout.run=${encodeURIComponent(call.runId)},scout.step=${encodeURIComponent(call.step)}`;
}

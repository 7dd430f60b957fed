/**
 * How untrusted material is put into a prompt: as delimited data, never as instructions.
 * `<` and `&` of the material are escaped, so that nothing in it can close its block or open another one.
 */
export function escapeData(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const attribute = (value: string): string => escapeData(value).replaceAll('"', '&quot;');

/** `<region name="…" slug="…" time_zone="…"/>`: first line of every user message. */
export function regionBlock(region: { name: string; slug: string; timeZone: string }): string {
  return `<region name="${attribute(region.name)}" slug="${attribute(region.slug)}" time_zone="${attribute(region.timeZone)}"/>`;
}

/** `<document index="0" url="…" fetched_on="…">text</document>`: one page, post batch or search-result page. */
export function documentBlock(document: { index: number; url: string; text: string; fetchedOn?: string }): string {
  const fetched = document.fetchedOn === undefined ? '' : ` fetched_on="${attribute(document.fetchedOn)}"`;
  return `<document index="${String(document.index)}" url="${attribute(document.url)}"${fetched}>\n${escapeData(document.text)}\n</document>`;
}

/** `<item role="tension" id="…" type="…">title\nsummary</item>`: one known signal, situation, actor or candidate. */
export function itemBlock(item: { role: string; id: string; type?: string; url?: string; text: string }): string {
  const type = item.type === undefined ? '' : ` type="${attribute(item.type)}"`;
  const url = item.url === undefined ? '' : ` url="${attribute(item.url)}"`;
  return `<item role="${attribute(item.role)}" id="${attribute(item.id)}"${type}${url}>\n${escapeData(item.text)}\n</item>`;
}

/** How the town's sites are dressed. Every site has its own frame; the words come from the host's file. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export interface Frame {
  readonly site: string;
  readonly lang?: string;
  /** Label and address of the menu's entries. */
  readonly menu: readonly (readonly [string, string])[];
  /** Who stands behind the page, with the address: the last line of its text. */
  readonly footer: string;
  /** Extra elements for every page's head, such as a feed's link. */
  readonly head?: string;
}

const menuEntry = ([label, href]: readonly [string, string]): string =>
  `<li><a href="${escapeHtml(href)}">${escapeHtml(label)}</a></li>`;

/** A whole page in a site's frame around `main`, which is HTML. */
export function htmlPage(frame: Frame, title: string, main: string, head = ''): string {
  return `<!doctype html>
<html lang="${frame.lang ?? 'en'}">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)} | ${escapeHtml(frame.site)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
${frame.head ?? ''}${head}
</head>
<body>
<header><p class="site-name">${escapeHtml(frame.site)}</p>
<nav aria-label="Main"><ul>${frame.menu.map(menuEntry).join('')}</ul></nav></header>
<main>
<h1>${escapeHtml(title)}</h1>
${main}
<p class="imprint">${escapeHtml(frame.footer)}</p>
</main>
<footer><p>${escapeHtml(frame.site)}. All rights kept.</p></footer>
</body>
</html>
`;
}

/** Paragraphs of plain text. */
export const paragraphs = (...texts: readonly string[]): string =>
  texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n');

/** A list of links, `[label, href]`. */
export const linkList = (links: readonly (readonly [string, string])[]): string =>
  `<ul class="links">${links.map(menuEntry).join('\n')}</ul>`;

/** A table with one header row. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]): string =>
    `<tr>${row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${cells('th', header)}</thead><tbody>${rows.map((row) => cells('td', row)).join('\n')}</tbody></table>`;
}

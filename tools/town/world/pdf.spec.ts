import { extractText, getDocumentProxy } from 'unpdf';
import { pdfLines, pdfPage } from './pdf.js';

it('writes a PDF that a PDF reader finds every line of', async () => {
  const file = pdfPage('Notice (2)', ['First line.', 'Back\\slash and (brackets).']);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)), { mergePages: true });
  for (const line of ['Notice (2)', 'First line.', 'Back\\slash and (brackets).']) expect(text).toContain(line);
  expect(pdfLines(file).split('\n')).toContain('Back\\slash and (brackets).');
});

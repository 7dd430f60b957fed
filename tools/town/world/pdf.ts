/** A one-page PDF with lines of text in Helvetica; enough for a reader to find every line again. */
export function pdfPage(title: string, lines: readonly string[]): Uint8Array {
  const escape = (text: string): string => text.replace(/[\\()]/g, (character) => `\\${character}`);
  const shown = [title, '', ...lines].map((line) => `(${escape(line)}) Tj T*`).join('\n');
  const stream = `BT /F1 11 Tf 14 TL 60 740 Td\n${shown}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${Buffer.byteLength(stream, 'latin1')} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Title (${escape(title)}) /Producer (Alder Falls Clerk) >>`,
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = Buffer.byteLength(file, 'latin1');
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = Buffer.byteLength(file, 'latin1');
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** The lines of a PDF written by `pdfPage`. */
export function pdfLines(file: Uint8Array): string {
  const text = Buffer.from(file).toString('latin1');
  return [...text.matchAll(/\(((?:\\.|[^\\()])*)\) Tj/g)]
    .map((match) => (match[1] ?? '').replace(/\\(.)/g, '$1'))
    .join('\n');
}

import { parseDocument } from './dom.js';
import { announcedFeeds, pageLinks } from './links.js';

const links = (html: string) => pageLinks(parseDocument(html), 'https://city.test/dir/page').map(({ url }) => url);

describe('pageLinks', () => {
  it('keeps clean web links only, each page once', () => {
    const html = `<a href="a?utm_source=x">A</a><a href="/dir/a">A again</a><a href="javascript:x()">j</a><a href="mailto:a@b.c">m</a><a href="tel:1">t</a>
      <a href="#top">top</a><a href="data:text/html,x">d</a><a href="/photo.JPG">p</a><a href="/minutes.docx">w</a><a href="/cal.ics">c</a><a href="/notice.pdf">n</a><a href="">e</a><a>none</a>`;
    expect(links(html)).toEqual([
      'https://city.test/dir/a',
      'https://city.test/cal.ics',
      'https://city.test/notice.pdf',
    ]);
  });
  it('does not link a page to itself', () => {
    expect(links('<a href="/dir/page/#x">self</a>')).toEqual([]);
  });
  it('follows the base of the page', () => {
    expect(links('<base href="https://other.test/b/"><a href="x">x</a>')).toEqual(['https://other.test/b/x']);
  });
  it('survives broken addresses', () => {
    expect(links('<a href="http://[bad">x</a><a href="https://">y</a>')).toEqual([]);
  });
});

it('finds the feeds that a page announces', () => {
  const document = parseDocument(
    '<head><link rel="alternate" type="application/rss+xml" href="/rss"><link rel="stylesheet" href="/x.css"></head>',
  );
  expect(announcedFeeds(document, 'https://city.test/')).toEqual(['https://city.test/rss']);
});

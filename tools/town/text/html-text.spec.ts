import { decodeEntities, htmlText } from './html-text.js';

describe('the text of a page', () => {
  it('is what a person sees, a line per block', () => {
    const html =
      '<title>T</title><script>var a = "<p>no</p>"</script><p>One <b>two</b></p><!-- no --><ul><li>three</li></ul>';
    expect(htmlText(html)).toBe('T\nOne two\nthree');
  });
  it('survives a page that ends in the middle of a tag', () => {
    expect(htmlText('<p>Forty steps.</p><table><tr><td>More <a hr')).toBe('Forty steps.\nMore');
  });
  it('knows character references, and leaves what it does not know', () => {
    expect(decodeEntities('a &lt; b &#233; &#x41; &unknown;')).toBe('a < b é A &unknown;');
  });
});

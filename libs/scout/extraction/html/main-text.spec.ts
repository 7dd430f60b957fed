import { mainText } from './main-text.js';

const prose =
  'The council heard the residents of Oak Street on Tuesday night about the flooding that they live with. '.repeat(30);

describe('mainText', () => {
  it('keeps tables a row a line, cells parted by white space', () => {
    const { text } = mainText(
      '<h1>Meetings</h1><table><tr><th>Date</th><th>Time</th></tr><tr><td>January 6</td><td>3:00 PM</td></tr></table>',
    );
    expect(text.split('\n')).toEqual(['Meetings', 'Date\tTime', 'January 6\t3:00 PM']);
  });
  it('leaves out scripts, styles and menus', () => {
    const { text } = mainText(
      '<nav><a href="/">Home</a></nav><script>x()</script><style>p{}</style><main><p>Food pantry opens Monday.</p></main>',
    );
    expect(text).toBe('Food pantry opens Monday.');
  });
  it('reduces a long article to itself', () => {
    const html = `<html><head><meta property="og:type" content="article"></head><body><div class="nav">${'<a href="/x">Section</a> '.repeat(40)}</div><article><h1>Flooding</h1><p>${prose}</p><p>${prose}</p></article><div class="related"><p>Read also: ten best pizzas of the season and why we love them so much</p></div></body></html>`;
    const { text, chosen } = mainText(html);
    expect(chosen).toBe('article');
    expect(text).toContain('The council heard');
    expect(text).not.toContain('pizzas');
  });
  it('does not lose the calendar beside an article', () => {
    const rows = Array.from(
      { length: 8 },
      (_, index) => `<li>Board meeting, January ${String(index + 1)}, 2026</li>`,
    ).join('');
    const html = `<html><head><meta property="og:type" content="article"></head><body><article><h1>Board</h1><p>${prose.slice(0, 1_200)}</p></article><div><ul>${rows}</ul></div></body></html>`;
    expect(mainText(html).text).toContain('Board meeting, January 8, 2026');
  });
  it.each(['', '<', '<html>', '<p>open <b>bold <i>nest', '<table><td>x', '\u0000'])('survives %j', (html) => {
    expect(() => mainText(html)).not.toThrow();
  });
});

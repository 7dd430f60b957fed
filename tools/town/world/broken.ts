import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import { quotes } from './quote.js';
import type { Host, HostBuilder, Page, TrueSignal } from './types.js';

const NAME = 'oldtownhall.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'Old Town Hall Society',
  menu: [['Home', '/']],
  footer: 'Old Town Hall Society, Alder Falls, WI 54699',
};

/** A feed that would grow to gigabytes in a reader which expands entities. */
const ENTITY_BOMB = `<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(10)}"><!ENTITY c "${'&b;'.repeat(10)}"><!ENTITY d "${'&c;'.repeat(10)}">
<!ENTITY e "${'&d;'.repeat(10)}"><!ENTITY f "${'&e;'.repeat(10)}"><!ENTITY g "${'&f;'.repeat(10)}">]>
<rss version="2.0"><channel><title>&g;</title><item><title>&g;</title><description>&g;</description></item></channel></rss>
`;
const KILOBYTE = 1_024;

/** An old site where much is broken: errors, a page cut in the middle, redirects into private networks and in circles. */
export const broken: HostBuilder = (clock) => {
  const tour = clock.next('saturday', 3, '13:00');
  const signals: readonly TrueSignal[] = [
    {
      id: 'hall-tour',
      type: 'gathering',
      title: 'Open tower at the old town hall',
      summary: 'The society opens the tower of the old town hall and shows maps of the first mill.',
      url: `${HOME}/tour`,
      quote: `The tower of the old town hall is open on ${tour.human}, with maps of the first mill.`,
      starts: tour,
      tags: ['history', 'tour'],
    },
  ];
  const quote = quotes(signals);
  const whole = htmlPage(
    FRAME,
    'Open tower',
    `${paragraphs(quote('hall-tour'), 'Forty steps, no elevator.')}<table><tr><td>More dates follow <a href="/never`,
  );
  const redirect = (path: string, location: string): Page => ({
    path,
    title: path,
    status: 302,
    headers: { location },
    body: '',
    indexed: false,
    validators: false,
  });
  return {
    name: NAME,
    addresses: ['203.0.113.27'],
    robots: 'User-agent: *\nCrawl-delay: 1\nDisallow: /members\n',
    pages: [
      {
        path: '/',
        title: 'Old Town Hall Society, Alder Falls',
        body: htmlPage(
          FRAME,
          'Old Town Hall Society',
          paragraphs('Friends of a brick tower in Alder Falls, community history and tours.') +
            linkList([
              ['Open tower', '/tour'],
              ['Archive', '/archive'],
              ['Scans (50 MB)', '/scans'],
              ['News as a feed', '/feed.xml'],
              ['Shop', '/shop'],
              ['Members', '/members'],
              ['Router', '/router'],
              ['Metadata', '/cloud'],
              ['Wiki', 'http://intranet.oldtownhall.example/wiki'],
              ['Board', 'http://admin.oldtownhall.example/'],
              ['Next', '/loop-a'],
            ]),
        ),
      },
      {
        path: '/tour',
        title: 'Open tower | Old Town Hall Society, Alder Falls community events',
        body: whole.slice(0, whole.indexOf('<a href="/never') + 14),
      },
      { path: '/archive', title: 'Archive', status: 500, body: '<h1>Internal Server Error</h1>', indexed: false },
      { path: '/members', title: 'Members', status: 403, body: '<h1>Forbidden</h1>', indexed: false },
      { path: '/empty', title: 'Empty', body: '', indexed: false },
      {
        path: '/scans',
        title: 'Scans',
        body: `<p>${'scanned '.repeat(KILOBYTE / 8)}</p>`.slice(0, KILOBYTE),
        repeated: 50 * KILOBYTE,
        indexed: false,
        validators: false,
      },
      { path: '/feed.xml', title: 'Feed', contentType: 'application/rss+xml', body: ENTITY_BOMB, indexed: false },
      redirect('/router', 'http://127.0.0.1/graphql'),
      redirect('/cloud', 'http://169.254.169.254/latest/meta-data/'),
      redirect('/loop-a', `${HOME}/loop-b`),
      redirect('/loop-b', `${HOME}/loop-a`),
      redirect('/visit', `${HOME}/tour`),
    ],
    signals,
    actors: [],
  };
};

const privateHost = (name: string, address: string): Host => ({
  name,
  addresses: [address],
  pages: [
    { path: '/', title: name, body: '<h1>Nobody outside may see this</h1>', indexed: false },
    { path: '/wiki', title: name, body: '<h1>Internal wiki</h1>', indexed: false },
  ],
  signals: [],
  actors: [],
});

/** Hosts whose names resolve into private networks: no fetch may end there. */
export const privateHosts: readonly HostBuilder[] = [
  () => privateHost('intranet.oldtownhall.example', '10.0.0.5'),
  () => privateHost('admin.oldtownhall.example', '127.0.0.1'),
];

/** A blog that only retells what others wrote. */
export const blog: HostBuilder = (clock) => {
  const signals: readonly TrueSignal[] = [
    {
      id: 'blog-gossip',
      type: 'tension',
      title: 'They say the mayor hides the water tests',
      summary: 'A blogger has heard that the mayor hides water tests.',
      url: 'https://cornerblog.example/',
      quote: 'Somebody at the barber said the mayor hides the water tests, and you know how it is with such things.',
      excluded: 'second_hand',
      published: clock.inDays(-3, '23:00'),
      tags: ['gossip'],
    },
  ];
  const quote = quotes(signals);
  return {
    name: 'cornerblog.example',
    addresses: ['203.0.113.28'],
    pages: [
      {
        path: '/',
        title: 'Corner blog: what people in Alder Falls say',
        body: htmlPage(
          { site: 'Corner blog', menu: [], footer: 'Corner blog, Alder Falls, WI' },
          'What people say',
          paragraphs(quote('blog-gossip'), 'I have opinions about parking, too.'),
        ),
      },
    ],
    signals,
    actors: [],
  };
};

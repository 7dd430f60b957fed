import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import { quotes } from './quote.js';
import type { HostBuilder, TrueSignal } from './types.js';

const NAME = 'stbrendan.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'St. Brendan Church',
  menu: [
    ['Home', '/'],
    ['Soup supper', '/soup-supper'],
    ['Bulletin', '/bulletin'],
  ],
  footer: 'St. Brendan Church, 210 Hill Street, Alder Falls, WI 54699',
};

/** The church: one page with the wrong charset in its header, one with a private person's telephone number. */
export const church: HostBuilder = (clock) => {
  const supper = clock.next('wednesday', 1, '17:30');
  const vigil = clock.next('sunday', 3, '18:00');
  const coats = clock.inDays(18, '12:00');
  const signals: readonly TrueSignal[] = [
    {
      id: 'soup-supper',
      type: 'gathering',
      title: 'Wednesday soup supper',
      summary: 'A free soup supper in the parish hall, for whoever is hungry or would like company.',
      url: `${HOME}/soup-supper`,
      quote: `The next soup supper is on ${supper.human} in the hall of St. Brendan Church, free for whoever is hungry or would like company.`,
      starts: supper,
      ends: clock.next('wednesday', 1, '19:00'),
      place: 'church',
      organizer: 'St. Brendan Church',
      tags: ['food', 'meal'],
    },
    {
      id: 'rent-fund',
      type: 'aid',
      title: 'Emergency rent fund of St. Brendan',
      summary: 'The parish pays up to 400 dollars of rent, once a year, straight to the landlord, for anyone in town.',
      url: `${HOME}/rent-fund`,
      quote:
        'Our fund pays up to 400 dollars of rent once a year, straight to the landlord, for anyone in Alder Falls who may lose their home.',
      place: 'church',
      organizer: 'St. Brendan Church',
      eligibility: 'anyone in Alder Falls who may lose their home',
      isOngoing: true,
      resources: [{ slug: 'rent-assistance', relation: 'offers', context: 'up to 400 dollars once a year' }],
      tags: ['housing', 'rent'],
    },
    {
      id: 'coat-drive',
      type: 'need',
      title: "Children's winter coats wanted",
      summary: `The parish collects clean winter coats in children's sizes until ${coats.plainDate}.`,
      url: `${HOME}/bulletin`,
      quote: `Bring clean winter coats in children's sizes to the parish hall until ${coats.date}.`,
      place: 'church',
      urgency: 'medium',
      whatNeeded: "Clean winter coats in children's sizes",
      resources: [{ slug: 'winter-coat', relation: 'requires', context: "children's sizes" }],
      tags: ['clothing', 'children'],
    },
    {
      id: 'memorial-vigil',
      type: 'gathering',
      title: 'Vigil for those lost to overdose',
      summary: 'Families and friends remember those who died of an overdose this year.',
      url: `${HOME}/vigil`,
      quote: `We remember those we lost to overdose on ${vigil.human} at St. Brendan Church; bring a photograph.`,
      starts: vigil,
      place: 'church',
      sensitivity: 'elevated',
      organizer: 'St. Brendan Church',
      tags: ['overdose', 'vigil'],
    },
  ];
  const quote = quotes(signals);
  const page = (path: string, title: string, main: string) => ({
    path,
    title: `${title} | St. Brendan Church, Alder Falls`,
    body: htmlPage(FRAME, title, main),
  });
  const vigilPage = htmlPage(
    FRAME,
    'Vigil',
    paragraphs(
      quote('memorial-vigil'),
      'Café and cake afterwards, prepared by the Société Saint-Brendan. Résumé in French at the door.',
    ),
  );
  return {
    name: NAME,
    addresses: ['203.0.113.16'],
    pages: [
      page(
        '/',
        'Welcome',
        paragraphs('St. Brendan Church is a parish of 600 families that feeds, clothes and listens in Alder Falls.') +
          linkList([
            ['Soup supper', '/soup-supper'],
            ['Rent fund', '/rent-fund'],
            ['Bulletin', '/bulletin'],
            ['Vigil', '/vigil'],
            ['Hearth on Depot shelter', 'https://hearthondepot.example/?utm_source=stb'],
          ]),
      ),
      page(
        '/soup-supper',
        'Soup supper',
        paragraphs(quote('soup-supper'), 'Cooks arrive at three. There is always a pot without meat.'),
      ),
      page(
        '/rent-fund',
        'Rent fund',
        paragraphs(quote('rent-fund'), 'Come to the parish office with your notice. We answer within two days.'),
      ),
      page(
        '/bulletin',
        'Parish bulletin',
        paragraphs(
          quote('coat-drive'),
          'Marjorie Kessel is home from the hospital and likes visits in the afternoon; call her at (715) 555-0142 before you come to 17 Larch Lane.',
          'The choir meets after Mass.',
        ),
      ),
      // The header says UTF-8, the bytes are Windows-1252.
      {
        path: '/vigil',
        title: 'Vigil | St. Brendan Church, Alder Falls',
        contentType: 'text/html; charset=utf-8',
        body: Buffer.from(vigilPage.replace('<meta charset="utf-8">', '<meta charset="windows-1252">'), 'latin1'),
      },
    ],
    signals,
    actors: [
      {
        id: 'st-brendan',
        name: 'St. Brendan Church',
        type: 'organization',
        description: 'Parish that feeds, clothes and listens.',
        url: `${HOME}/`,
        place: '210 Hill Street',
        quote: 'St. Brendan Church is a parish of 600 families that feeds, clothes and listens in Alder Falls.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

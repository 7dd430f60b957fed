import { cityNotices } from './city-notices.js';
import { htmlPage, linkList, paragraphs, table, type Frame } from './html.js';
import { addressed } from './places.js';
import { pdfPage } from './pdf.js';
import { quotes } from './quote.js';
import type { HostBuilder, Page, TrueSignal } from './types.js';

const NAME = 'cityofalderfalls.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'City of Alder Falls',
  menu: [
    ['Home', '/'],
    ['Meetings', '/meetings'],
    ['Boards', '/boards'],
    ['Calendar', '/calendar'],
    ['Notices', '/notices'],
  ],
  footer: 'City of Alder Falls, 12 Main Street, Alder Falls, WI 54699',
};

/** City hall: meetings as a table, a list, cards and prose; notices; a PDF; a page of 2019; a page that is gone but says 200. */
export const cityHall: HostBuilder = (clock) => {
  const hearing = clock.next('tuesday', 2, '18:30');
  const council = clock.next('tuesday', 3, '18:00');
  const zoning = clock.next('thursday', 2, '17:00');
  const broadband = clock.next('wednesday', 3, '16:00');
  const planning = clock.next('monday', 2, '19:00');
  const rides = clock.next('friday', 2, '10:00');
  const libraryBoard = clock.next('thursday', 3, '18:15');
  const trailWalk = clock.next('saturday', 3, '10:30');
  const since = clock.inDays(-3, '07:00');
  const comments = clock.inDays(20, '16:30');

  const signals: readonly TrueSignal[] = [
    {
      id: 'budget-hearing',
      type: 'gathering',
      title: 'Public hearing on the city budget',
      summary: "The City Council hears residents on next year's budget, which cuts library hours and one bus route.",
      url: `${HOME}/meetings`,
      quote: `The City Council holds a public hearing on next year's budget on ${hearing.human} in the Council Chamber of Alder Falls City Hall.`,
      alsoAt: [
        {
          url: 'https://alderfallscourier.example/news/budget-hearing-set',
          quote: `Residents can speak on the budget at a City Council hearing on ${hearing.date} at 7:00 PM at City Hall.`,
          summary:
            "Residents can speak to the City Council on next year's budget, which cuts library hours and one bus route.",
          starts: clock.next('tuesday', 2, '19:00'),
        },
      ],
      starts: hearing,
      ends: clock.next('tuesday', 2, '20:30'),
      place: 'cityHall',
      organizer: 'City Council',
      tags: ['budget', 'city council', 'hearing'],
    },
    {
      id: 'council-meeting',
      type: 'gathering',
      title: 'City Council regular session',
      summary: 'Regular session of the Alder Falls City Council in the Council Chamber, open to the public.',
      url: `${HOME}/meetings`,
      quote: 'City Council regular session',
      starts: council,
      place: 'cityHall',
      tags: ['city council'],
    },
    {
      id: 'zoning-appeals',
      type: 'gathering',
      title: 'Zoning Board of Appeals',
      summary: 'The Zoning Board of Appeals decides on two garage setbacks and a porch on Hill Street.',
      url: `${HOME}/meetings`,
      quote: 'Zoning Board of Appeals: two garage setbacks and a porch on Hill Street',
      starts: zoning,
      place: 'cityHall',
      tags: ['zoning'],
    },
    {
      id: 'broadband-committee',
      type: 'gathering',
      title: 'Broadband Advisory Committee',
      summary: 'The Broadband Advisory Committee maps homes without a fast internet connection.',
      url: `${HOME}/meetings`,
      quote: 'Broadband Advisory Committee: mapping homes without a fast connection',
      starts: broadband,
      place: 'cityHall',
      tags: ['internet access'],
    },
    {
      id: 'planning-hearing',
      type: 'gathering',
      title: 'Planning Commission hearing on the Riverside warehouse',
      summary: 'The Planning Commission hears neighbors on a warehouse and truck depot proposed in Riverside.',
      url: `${HOME}/boards`,
      quote: `Planning Commission hearing on the Riverside warehouse, ${planning.human}, Alder Falls City Hall`,
      starts: planning,
      place: 'cityHall',
      tags: ['planning', 'riverside'],
    },
    {
      id: 'ride-listening',
      type: 'gathering',
      title: 'Listening session on rides for older residents',
      summary: 'City staff listen to older residents who lose their rides when bus Route 4 ends.',
      url: `${HOME}/calendar`,
      quote: 'Tell us how you get to the doctor and the store once bus Route 4 ends.',
      starts: rides,
      place: 'seniorCenter',
      tags: ['transit', 'seniors'],
    },
    {
      id: 'library-board',
      type: 'gathering',
      title: 'Library Board workshop on opening hours',
      summary: 'The Library Board works out which opening hours remain if the budget cut passes.',
      url: `${HOME}/calendar`,
      quote: 'The Library Board works out which opening hours remain if the cut passes.',
      starts: libraryBoard,
      place: 'library',
      tags: ['library', 'budget'],
    },
    {
      id: 'trail-walk',
      type: 'gathering',
      title: 'Parks Board trail walk',
      summary: 'The Parks Board walks the Mill Creek trail with residents to mark washed-out spots.',
      url: `${HOME}/parks-board`,
      quote: `On ${trailWalk.human} the Parks Board walks the Mill Creek trail with anyone who wants to point out washed-out spots.`,
      starts: trailWalk,
      place: 'creekPark',
      tags: ['parks', 'trail'],
    },
    ...cityNotices(clock),
  ];
  const quote = quotes(signals);
  const page = (path: string, title: string, main: string, more: Partial<Page> = {}): Page => ({
    path,
    title: `${title} | City of Alder Falls`,
    body: htmlPage(FRAME, title, main),
    ...more,
  });
  const card = (title: string, when: string, where: string, text: string): string =>
    `<div class="card"><h3>${title}</h3><p class="when">${when}</p><p class="where">${where}</p>${paragraphs(text)}</div>`;

  const pages: readonly Page[] = [
    page(
      '/',
      'Welcome to Alder Falls',
      paragraphs(
        'The City of Alder Falls serves 23,400 residents between the river and Depot Hill.',
        'The Parks Board looks after 14 parks and nine miles of trail in Alder Falls. Find meetings, notices and services here.',
      ) +
        linkList([
          ['Meetings of the City Council', '/meetings?utm_source=homepage&utm_medium=tile'],
          ['Boards and commissions', '/boards'],
          ['City calendar', '/calendar'],
          ['Parks Board', '/parks-board'],
          ['Boil water advisory', '/notices/boil-water?utm_source=homepage'],
          ['Notices', '/notices'],
          ['Riverside rezoning', '/planning/riverside-rezoning'],
          ['Sewer rate notice (PDF)', '/documents/sewer-rate-notice.pdf'],
          ['Summer youth program', '/programs/summer-youth-2019'],
          ['Arts department', '/departments/arts'],
          ['Alder Falls Public Library', 'https://alderfallslibrary.example/?utm_source=city&utm_campaign=links'],
          ['Alder Falls School District', 'https://alderfallsschools.example/'],
        ]),
    ),
    page(
      '/meetings',
      'City Council meetings',
      paragraphs(
        quote('budget-hearing'),
        'Speakers have three minutes each. Interpreters can be asked for at the door.',
      ) +
        table(
          ['Date', 'Time', 'Meeting', 'Place'],
          [
            [council.date, council.time, quote('council-meeting'), 'Alder Falls City Hall'],
            [zoning.date, zoning.time, quote('zoning-appeals'), 'Alder Falls City Hall'],
            [broadband.date, broadband.time, quote('broadband-committee'), 'Alder Falls City Hall'],
          ],
        ) +
        paragraphs('Agendas are posted at City Hall 72 hours before each meeting.'),
    ),
    page(
      '/boards',
      'Boards and commissions',
      paragraphs('Boards advise the City Council. Their hearings are open to everyone in Alder Falls.') +
        `<ul><li>${quote('planning-hearing')}</li><li>The Historic Preservation Board has no hearing this month.</li></ul>` +
        linkList([['Case file: Riverside rezoning', '/planning/riverside-rezoning']]),
    ),
    page(
      '/planning/riverside-rezoning',
      'Planning notice: Riverside rezoning',
      paragraphs(
        quote('rezoning-notice'),
        'The site lies beside Mill Creek. The plan shows a warehouse of 220,000 square feet with 60 truck docks.',
        `The Planning Commission takes written comments until ${comments.date}.`,
      ),
    ),
    page(
      '/calendar',
      'City calendar',
      `<div class="cards">${card('Listening session on rides for older residents', rides.human, addressed('seniorCenter'), quote('ride-listening'))}
${card('Library Board workshop on opening hours', libraryBoard.human, addressed('library'), quote('library-board'))}</div>`,
    ),
    page(
      '/parks-board',
      'Parks Board',
      paragraphs(
        'The Parks Board looks after 14 parks and nine miles of trail in Alder Falls.',
        quote('trail-walk'),
        'We start from the shelter at Mill Creek Park and are back by noon. Wear boots.',
      ),
    ),
    page(
      '/notices',
      'Notices',
      paragraphs('Current notices of the City of Alder Falls.') +
        linkList([
          ['Boil water advisory', '/notices/boil-water'],
          ['Jefferson Street', '/notices/jefferson-street'],
          ['Leaf collection', '/notices/leaf-collection'],
          ['Sewer rates (PDF)', '/documents/sewer-rate-notice.pdf'],
        ]),
    ),
    page(
      '/notices/boil-water',
      'Boil water advisory',
      paragraphs(
        `Issued by the Alder Falls Water Utility on ${since.plainDate}.`,
        quote('boil-water'),
        'A main on Foundry Street broke. Tests for bacteria take 48 hours after the repair. The advisory stays until two samples in a row are clean.',
      ),
      { published: since },
    ),
    page(
      '/notices/jefferson-street',
      'Jefferson Street work',
      paragraphs('Department of Public Works.', quote('jefferson-closure'), 'Buses use Hill Street.'),
    ),
    page(
      '/notices/leaf-collection',
      'Leaf collection',
      paragraphs(
        'Department of Public Works.',
        quote('leaf-collection'),
        'Rake leaves to the terrace, not into the street.',
      ),
    ),
    {
      path: '/documents/sewer-rate-notice.pdf',
      title: 'Notice of proposed sewer rates, Alder Falls Water Utility (PDF)',
      contentType: 'application/pdf',
      body: pdfPage('Notice of proposed sewer rates', [
        'Alder Falls Water Utility, Alder Falls, WI',
        '',
        quote('sewer-rates'),
        'A home that uses 4,000 gallons a month would pay $9.40 more a month.',
        quote('sewer-hearing'),
        'Written protests are counted if they reach the City Clerk before the hearing.',
      ]),
    },
    page(
      '/programs/summer-youth-2019',
      'Summer youth program',
      paragraphs('Posted May 2, 2019.', quote('youth-program-2019')),
    ),
    page(
      '/departments/arts',
      'Page not found',
      paragraphs('Sorry, the page you are looking for does not exist or has moved.'),
      { indexed: false },
    ),
  ];
  return {
    name: NAME,
    addresses: ['203.0.113.10'],
    robots: 'User-agent: *\nDisallow: /admin/\n',
    pages,
    signals,
    actors: [
      {
        id: 'city-of-alder-falls',
        name: 'City of Alder Falls',
        type: 'government_body',
        description: 'The city government of Alder Falls.',
        url: `${HOME}/`,
        place: 'Alder Falls',
        quote: 'The City of Alder Falls serves 23,400 residents between the river and Depot Hill.',
        foundAt: `${HOME}/`,
      },
      {
        id: 'parks-board',
        name: 'Parks Board',
        type: 'government_body',
        description: 'Looks after the parks and trails of Alder Falls.',
        url: null,
        quote: 'The Parks Board looks after 14 parks and nine miles of trail in Alder Falls.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import { calendarFile } from './ical.js';
import { addressed } from './places.js';
import { quotes } from './quote.js';
import type { HostBuilder, TrueSignal } from './types.js';

const NAME = 'alderfallslibrary.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'Alder Falls Public Library',
  menu: [
    ['Home', '/'],
    ['Events', '/events'],
    ['Services', '/services'],
  ],
  footer: 'Alder Falls Public Library, 40 Cedar Avenue, Alder Falls, WI 54699',
  head: '<link rel="alternate" type="text/calendar" title="Library events" href="/events.ics">',
};

/** What the calendar says of each event, below its title. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'story-time': 'Songs and rhymes and two picture books for children under five.',
  'english-circle': 'Practice English with volunteers over tea. All levels welcome.',
  'tech-help': 'Teen volunteers help you with phones and forms and email.',
  'winter-concert': 'Cancelled because two players are ill. No new date yet.',
  'book-sale': 'Fill a bag for five dollars. The money buys books for children.',
};

/** The library: events only as an iCalendar file (one series, one cancelled), services as a page, staff pages closed to robots. */
export const library: HostBuilder = (clock) => {
  const story = clock.next('friday', 1, '10:30');
  const english = clock.next('monday', 1, '18:00');
  const tech = clock.next('wednesday', 2, '13:00');
  const concert = clock.next('sunday', 2, '15:00');
  const books = clock.next('saturday', 2, '10:00');
  const ics = `${HOME}/events.ics`;
  const signals: readonly TrueSignal[] = [
    {
      id: 'story-time',
      type: 'gathering',
      title: 'Story time for little ones',
      summary: 'Songs, rhymes and two picture books for children under five and their grown-ups.',
      url: ics,
      quote: 'Story time for little ones',
      starts: story,
      ends: clock.next('friday', 1, '11:15'),
      rrule: 'FREQ=WEEKLY;BYDAY=FR',
      place: 'library',
      tags: ['children', 'reading'],
    },
    {
      id: 'english-circle',
      type: 'gathering',
      title: 'English conversation circle',
      summary: 'People who learn English practice it with volunteers over tea.',
      url: ics,
      quote: 'English conversation circle',
      starts: english,
      ends: clock.next('monday', 1, '19:30'),
      rrule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=10',
      place: 'library',
      tags: ['language', 'newcomers'],
    },
    {
      id: 'tech-help',
      type: 'gathering',
      title: 'Drop-in tech help',
      summary: 'Teen volunteers help with phones, forms and email.',
      url: ics,
      quote: 'Drop-in tech help',
      starts: tech,
      ends: clock.next('wednesday', 2, '15:00'),
      place: 'library',
      tags: ['technology'],
    },
    {
      id: 'winter-concert',
      type: 'gathering',
      title: 'Winter concert in the reading room',
      summary: "The string quartet's concert in the reading room is cancelled.",
      url: ics,
      quote: 'Winter concert in the reading room',
      starts: concert,
      ends: clock.next('sunday', 2, '16:30'),
      eventStatus: 'cancelled',
      place: 'library',
      tags: ['music'],
    },
    {
      id: 'book-sale',
      type: 'gathering',
      title: 'Used book sale',
      summary: "The Friends of the Library sell used books by the bag; the money buys children's books.",
      url: ics,
      quote: 'Used book sale',
      starts: books,
      ends: clock.next('saturday', 2, '14:00'),
      place: 'library',
      tags: ['books', 'fundraiser'],
    },
    {
      id: 'hotspots',
      type: 'aid',
      title: 'Internet hotspots to borrow',
      summary: 'Anyone with a card may borrow an internet hotspot for four weeks, free.',
      url: `${HOME}/services`,
      quote: 'Anyone with a library card may borrow an internet hotspot for four weeks at no charge.',
      organizer: 'Alder Falls Public Library',
      place: 'library',
      availability: 'for four weeks at no charge',
      isOngoing: true,
      resources: [{ slug: 'internet', relation: 'offers', context: 'hotspot' }],
      tags: ['internet access'],
    },
    {
      id: 'staff-schedule',
      type: 'notice',
      title: 'Staff schedule change',
      summary: 'Internal note on the staff schedule.',
      url: `${HOME}/staff/schedule`,
      quote: "Internal: the staff of the children's room changes shifts from next week on.",
      excluded: 'robots',
      tags: ['staff'],
    },
  ];
  const quote = quotes(signals);
  const event = (id: string, more: { readonly cancelled?: boolean; readonly rrule?: string } = {}) => {
    const signal = signals.find((known) => known.id === id);
    if (signal?.starts === undefined || signal.ends === undefined) throw new Error(`event "${id}" has no times`);
    return {
      uid: `${id}@${NAME}`,
      title: signal.title,
      description: DESCRIPTIONS[id] ?? '',
      starts: signal.starts,
      ends: signal.ends,
      location: addressed('library'),
      url: `${HOME}/events`,
      ...more,
    };
  };
  return {
    name: NAME,
    addresses: ['203.0.113.15'],
    robots: 'User-agent: *\nDisallow: /staff/\n',
    pages: [
      {
        path: '/',
        title: 'Alder Falls Public Library',
        body: htmlPage(
          FRAME,
          'Your library',
          paragraphs(
            'The Alder Falls Public Library is open to everyone in Riverbend County, seven days a week for now.',
          ) +
            linkList([
              ['Events', '/events'],
              ['Events as a calendar file', '/events.ics'],
              ['Services', '/services'],
              ['Staff only', '/staff/schedule'],
              ['Community events in Alder Falls', 'https://alderfallsevents.example/?utm_source=library'],
            ]),
        ),
      },
      {
        path: '/events',
        title: 'Events | Alder Falls Public Library',
        body: htmlPage(
          FRAME,
          'Events',
          paragraphs(
            'Library events in Alder Falls: story time, classes, book sale. All dates are in our calendar file, which you can subscribe to.',
          ) +
            linkList([
              ['Subscribe (iCalendar)', '/events.ics'],
              ['Subscribe in your phone', `webcal://${NAME}/events.ics`],
            ]),
        ),
      },
      {
        path: '/events.ics',
        title: 'Alder Falls Public Library events calendar: story time, classes, book sale',
        contentType: 'text/calendar; charset=utf-8',
        body: calendarFile('Alder Falls Public Library events', clock.inDays(-1, '12:00'), [
          event('story-time', { rrule: 'FREQ=WEEKLY;BYDAY=FR' }),
          event('english-circle', { rrule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=10' }),
          event('tech-help'),
          event('winter-concert', { cancelled: true }),
          event('book-sale'),
        ]),
      },
      {
        path: '/services',
        title: 'Services | Alder Falls Public Library',
        body: htmlPage(
          FRAME,
          'Services',
          paragraphs(quote('hotspots'), 'Printing is ten cents a page in Alder Falls and at both branches.'),
        ),
      },
      {
        path: '/staff/schedule',
        title: 'Staff schedule',
        body: htmlPage(FRAME, 'Staff schedule', paragraphs(quote('staff-schedule'))),
        indexed: false,
      },
    ],
    signals,
    actors: [
      {
        id: 'library',
        name: 'Alder Falls Public Library',
        type: 'government_body',
        description: 'Public library of Riverbend County.',
        url: `${HOME}/`,
        place: '40 Cedar Avenue',
        quote: 'The Alder Falls Public Library is open to everyone in Riverbend County, seven days a week for now.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

import type { Moment } from './clock.js';
import { CLEANUP_TITLE, cleanupAtEvents, cleanupStarts } from './creek-cleanup.js';
import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import type { PlaceKey, Place } from './places.js';
import { PLACES } from './places.js';
import { quotes } from './quote.js';
import type { HostBuilder, Page, TrueSignal } from './types.js';

const NAME = 'alderfallsevents.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'Alder Falls Events',
  menu: [['All events', '/']],
  footer: 'Alder Falls Events, a calendar of the town, Alder Falls, WI 54699',
};

interface Listing {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly starts: Moment;
  readonly ends: Moment;
  readonly place: PlaceKey;
  readonly organizer: string;
}

/** schema.org Event as the usual calendar plug-ins write it. */
function jsonLd(listing: Listing): string {
  const place: Place = PLACES[listing.place];
  const value = {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: listing.name,
    description: listing.text,
    url: `${HOME}${listing.path}`,
    startDate: listing.starts.iso,
    endDate: listing.ends.iso,
    eventStatus: 'https://schema.org/EventScheduled',
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: {
      '@type': 'Place',
      name: place.name,
      address: {
        '@type': 'PostalAddress',
        streetAddress: place.address,
        addressLocality: 'Alder Falls',
        addressRegion: 'WI',
      },
      geo: { '@type': 'GeoCoordinates', latitude: place.latitude, longitude: place.longitude },
    },
    organizer: { '@type': 'Organization', name: listing.organizer },
  };
  return `<script type="application/ld+json">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;
}

/** The town's event calendar: every event page carries JSON-LD. */
export const events: HostBuilder = (clock) => {
  const walk = clock.next('thursday', 2, '15:30');
  const fair = clock.next('tuesday', 3, '12:00');
  const market = clock.next('sunday', 2, '11:00');
  const signals: readonly TrueSignal[] = [
    {
      id: 'walk-audit',
      type: 'gathering',
      title: 'Safe streets walk audit at Lincoln School',
      summary: 'Parents and traffic engineers walk the crossings around Lincoln School and write down what is unsafe.',
      url: `${HOME}/walk-audit`,
      quote:
        'Parents and traffic engineers walk every crossing around Lincoln School and write down what makes it unsafe for children.',
      starts: walk,
      ends: clock.next('thursday', 2, '17:00'),
      place: 'lincolnSchool',
      organizer: 'Safe Routes Alder Falls',
      tags: ['safety', 'school', 'traffic'],
    },
    {
      id: 'job-fair',
      type: 'gathering',
      title: 'Resource fair for laid-off workers',
      summary: 'Employers, the technical college and benefits counselors meet workers of Harlan Castings.',
      url: `${HOME}/resource-fair`,
      quote:
        'Twenty employers, the technical college and benefits counselors meet laid-off workers of Harlan Castings and their families.',
      starts: fair,
      ends: clock.next('tuesday', 3, '16:00'),
      place: 'highSchool',
      organizer: 'Riverbend Labor Council',
      tags: ['jobs', 'layoffs'],
    },
    {
      id: 'maker-market',
      type: 'gathering',
      title: 'Winter makers market',
      summary: 'Forty local makers sell candles, woodwork and wool in the Grange Hall.',
      url: `${HOME}/makers-market`,
      quote: 'Forty neighbors sell candles, woodwork and wool they made themselves, with cider by the stove.',
      starts: market,
      ends: clock.next('sunday', 2, '16:00'),
      place: 'grange',
      organizer: 'Depot Hill Grange',
      tags: ['market', 'crafts'],
    },
  ];
  const quote = quotes(signals);
  const listings: readonly Listing[] = [
    {
      path: '/walk-audit',
      name: 'Safe streets walk audit at Lincoln School',
      text: quote('walk-audit'),
      starts: walk,
      ends: clock.next('thursday', 2, '17:00'),
      place: 'lincolnSchool',
      organizer: 'Safe Routes Alder Falls',
    },
    {
      path: '/resource-fair',
      name: 'Resource fair for laid-off workers',
      text: quote('job-fair'),
      starts: fair,
      ends: clock.next('tuesday', 3, '16:00'),
      place: 'highSchool',
      organizer: 'Riverbend Labor Council',
    },
    {
      path: '/makers-market',
      name: 'Winter makers market',
      text: quote('maker-market'),
      starts: market,
      ends: clock.next('sunday', 2, '16:00'),
      place: 'grange',
      organizer: 'Depot Hill Grange',
    },
    {
      path: '/mill-creek-cleanup',
      name: CLEANUP_TITLE,
      text: cleanupAtEvents(clock),
      starts: cleanupStarts(clock),
      ends: clock.next('saturday', 2, '12:00'),
      place: 'bridge',
      organizer: 'Friends of Mill Creek',
    },
  ];
  const page = (listing: Listing): Page => ({
    path: listing.path,
    title: `${listing.name} | Alder Falls Events`,
    body: htmlPage(
      FRAME,
      listing.name,
      paragraphs(
        listing.text,
        `${listing.starts.human}, ${PLACES[listing.place].name}. Organized by ${listing.organizer}.`,
      ),
      jsonLd(listing),
    ),
  });
  return {
    name: NAME,
    addresses: ['203.0.113.18'],
    pages: [
      {
        path: '/',
        title: 'Alder Falls Events: community calendar this week and next',
        body: htmlPage(
          FRAME,
          'What is on in Alder Falls',
          paragraphs(
            'A calendar of community events in Alder Falls, kept by volunteers of Safe Routes Alder Falls and the Depot Hill Grange.',
          ) + linkList(listings.map((listing) => [listing.name, `${listing.path}?utm_source=calendar`] as const)),
        ),
      },
      ...listings.map(page),
    ],
    signals,
    actors: [
      {
        id: 'safe-routes',
        name: 'Safe Routes Alder Falls',
        type: 'coalition',
        description: "Volunteers for safe streets, who keep the town's event calendar.",
        url: `${HOME}/`,
        quote: 'kept by volunteers of Safe Routes Alder Falls and the Depot Hill Grange',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

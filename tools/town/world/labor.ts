import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import { quotes } from './quote.js';
import type { HostBuilder, TrueSignal } from './types.js';

const NAME = 'riverbendlabor.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'Riverbend Labor Council',
  menu: [
    ['Home', '/'],
    ['Library hours', '/library-hours'],
  ],
  footer: 'Riverbend Labor Council, Union Hall, 5 Foundry Street, Alder Falls, WI 54699',
};

/** The labor council: after the layoffs, and for the library. */
export const labor: HostBuilder = (clock) => {
  const session = clock.next('thursday', 1, '16:00');
  const rally = clock.next('tuesday', 2, '17:30');
  const signals: readonly TrueSignal[] = [
    {
      id: 'layoff-session',
      type: 'gathering',
      title: 'Information session after the Harlan layoffs',
      summary: 'Workers of Harlan Castings learn about unemployment pay, health insurance and severance talks.',
      url: `${HOME}/`,
      quote: `Workers of Harlan Castings learn about unemployment pay, health insurance and severance talks on ${session.human} at Union Hall.`,
      starts: session,
      place: 'unionHall',
      organizer: 'Riverbend Labor Council',
      sensitivity: 'elevated',
      tags: ['jobs', 'layoffs'],
    },
    {
      id: 'job-training',
      type: 'aid',
      title: 'Free welding and truck driving courses',
      summary:
        'Workers whom Harlan Castings lays off get free courses in welding and truck driving, with a stipend for fuel.',
      url: `${HOME}/`,
      quote:
        'Workers whom Harlan Castings lays off can take courses in welding or truck driving for free, with a stipend for fuel; the next ones begin in January.',
      organizer: 'Riverbend Labor Council',
      eligibility: 'Workers whom Harlan Castings lays off',
      isOngoing: true,
      resources: [{ slug: 'job-training', relation: 'offers', context: 'welding, truck driving' }],
      tags: ['jobs', 'training'],
    },
    {
      id: 'library-rally',
      type: 'gathering',
      title: 'Rally to keep library hours',
      summary:
        'Readers, students and unions gather in front of City Hall to keep Sunday and evening hours of the library.',
      url: `${HOME}/library-hours`,
      quote: `Readers, students and unions rally to keep Sunday and evening hours of the library on ${rally.human} in front of Alder Falls City Hall.`,
      starts: rally,
      place: 'cityHall',
      sensitivity: 'elevated',
      organizer: 'Riverbend Labor Council',
      tags: ['library', 'budget', 'rally'],
    },
  ];
  const quote = quotes(signals);
  const page = (path: string, title: string, main: string) => ({
    path,
    title: `${title} | Riverbend Labor Council, Alder Falls`,
    body: htmlPage(FRAME, title, main),
  });
  return {
    name: NAME,
    addresses: ['203.0.113.25'],
    pages: [
      page(
        '/',
        'Working people of Riverbend County',
        paragraphs(
          'The Riverbend Labor Council joins 19 unions with 4,000 members around Alder Falls.',
          quote('layoff-session'),
          quote('job-training'),
        ) + linkList([['Keep library hours', '/library-hours']]),
      ),
      page('/library-hours', 'Keep our library open', paragraphs(quote('library-rally'), 'Bring a book.')),
    ],
    signals,
    actors: [
      {
        id: 'labor-council',
        name: 'Riverbend Labor Council',
        type: 'coalition',
        description: 'Joins 19 unions around Alder Falls.',
        url: `${HOME}/`,
        place: 'Union Hall',
        quote: 'The Riverbend Labor Council joins 19 unions with 4,000 members around Alder Falls.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

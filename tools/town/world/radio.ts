import { atom } from './feeds.js';
import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import { quotes } from './quote.js';
import { cleanupAtRadio } from './creek-cleanup.js';
import type { HostBuilder, TrueSignal } from './types.js';

const NAME = 'riverbendradio.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'Riverbend Public Radio',
  menu: [['Stories', '/']],
  footer: 'Riverbend Public Radio 91.3 FM, Alder Falls, WI 54699',
  head: '<link rel="alternate" type="application/atom+xml" title="Stories" href="/stories.atom">',
};

/** The second newsroom: an Atom feed, three problems of its own, and a note about the creek cleanup in other words. */
export const radio: HostBuilder = (clock) => {
  const shelter = clock.inDays(-4, '06:45');
  const overdoses = clock.inDays(-10, '17:00');
  const libraryCut = clock.inDays(-6, '12:15');
  const cleanup = clock.inDays(-1, '08:00');
  const signals: readonly TrueSignal[] = [
    {
      id: 'shelter-full',
      type: 'tension',
      title: 'The only night shelter turns people away',
      summary: "The county's only night shelter has turned people away on nine freezing nights this month.",
      url: `${HOME}/stories/shelter-full`,
      quote:
        "The county's only night shelter has turned people away on nine freezing nights this month because all 22 beds were taken.",
      published: shelter,
      severity: 'critical',
      category: 'shelter',
      whatWouldHelp: 'More beds, a warming center and volunteers to keep it open.',
      organizations: ['Hearth on Depot'],
      impliedQueries: ['Alder Falls warming center', 'Alder Falls shelter cots blankets'],
      tags: ['shelter', 'homelessness', 'winter'],
    },
    {
      id: 'overdoses',
      type: 'tension',
      title: 'Overdose deaths double in Riverbend County',
      summary: 'Overdose deaths in Riverbend County doubled within a year; most involved fentanyl.',
      url: `${HOME}/stories/overdoses`,
      quote:
        'Overdose deaths in Riverbend County have doubled within a year, and the coroner says most of them involved fentanyl.',
      published: overdoses,
      severity: 'critical',
      category: 'health',
      whatWouldHelp: 'Naloxone in more hands and places in treatment.',
      impliedQueries: ['Alder Falls naloxone training'],
      tags: ['overdose', 'health'],
    },
    {
      id: 'library-cut',
      type: 'tension',
      title: 'Budget would close the library on Sundays and evenings',
      summary: 'The draft budget closes the Alder Falls Public Library on Sundays and three evenings a week.',
      url: `${HOME}/stories/library-cut`,
      quote:
        'The draft budget would close the Alder Falls Public Library on Sundays and on three evenings a week, when students without internet at home use it most.',
      published: libraryCut,
      place: 'library',
      severity: 'medium',
      category: 'education',
      whatWouldHelp: 'Money for the hours, and people who speak up at the hearing.',
      impliedQueries: ['save library hours rally Alder Falls'],
      tags: ['library', 'budget'],
    },
  ];
  const quote = quotes(signals);
  const stories = [
    {
      path: '/stories/creek-cleanup',
      title: 'Neighbors plan to clean up Mill Creek',
      published: cleanup,
      summary: 'Boots on, gloves provided.',
      body: [cleanupAtRadio(clock), 'Organizers hope for a hundred people.'],
    },
    {
      path: '/stories/shelter-full',
      title: 'No bed on a freezing night',
      published: shelter,
      summary: 'Twenty-two beds are not enough.',
      body: [quote('shelter-full'), 'Hearth on Depot runs the shelter with four employees.'],
    },
    {
      path: '/stories/library-cut',
      title: 'What a shorter week would mean for the library',
      published: libraryCut,
      summary: 'Students and job seekers would feel it first.',
      body: [quote('library-cut'), 'The council decides in December.'],
    },
    {
      path: '/stories/overdoses',
      title: 'A county in mourning',
      published: overdoses,
      summary: 'The coroner speaks about a hard year.',
      body: [quote('overdoses'), 'Riverbend Public Health hands out kits at its front desk.'],
    },
  ];
  return {
    name: NAME,
    addresses: ['203.0.113.12'],
    pages: [
      {
        path: '/',
        title: 'Riverbend Public Radio',
        body: htmlPage(
          FRAME,
          'Stories from Riverbend County',
          paragraphs('Riverbend Public Radio is the community station of Alder Falls and Riverbend County.') +
            linkList(stories.map((story) => [story.title, `${story.path}?utm_source=front`] as const)),
        ),
        news: true,
      },
      {
        path: '/stories.atom',
        title: 'Riverbend Public Radio stories',
        contentType: 'application/atom+xml; charset=utf-8',
        body: atom(
          {
            title: 'Riverbend Public Radio',
            home: `${HOME}/`,
            self: `${HOME}/stories.atom`,
            description: 'Stories from Riverbend County',
          },
          stories.map((story) => ({
            title: story.title,
            link: `${HOME}${story.path}`,
            summary: story.summary,
            published: story.published,
          })),
        ),
        indexed: false,
      },
      ...stories.map((story) => ({
        path: story.path,
        title: `${story.title} | Riverbend Public Radio`,
        body: htmlPage(
          FRAME,
          story.title,
          `<article><p>Aired ${story.published.plainDate} in Alder Falls, WI.</p>\n${paragraphs(...story.body)}</article>`,
        ),
        published: story.published,
        news: true,
      })),
    ],
    signals,
    actors: [
      {
        id: 'radio',
        name: 'Riverbend Public Radio',
        type: 'organization',
        description: 'Community radio station of Alder Falls and Riverbend County.',
        url: `${HOME}/`,
        quote: 'Riverbend Public Radio is the community station of Alder Falls and Riverbend County.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

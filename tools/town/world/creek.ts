import {
  CLEANUP_RETOLD,
  CLEANUP_SUMMARY,
  CLEANUP_TITLE,
  cleanupAtEvents,
  cleanupAtFriends,
  cleanupAtRadio,
  cleanupAtReddit,
  cleanupStarts,
} from './creek-cleanup.js';
import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import { quotes } from './quote.js';
import type { HostBuilder, TrueSignal } from './types.js';

const NAME = 'friendsofmillcreek.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'Friends of Mill Creek',
  menu: [
    ['Home', '/'],
    ['Get involved', '/get-involved'],
  ],
  footer: 'Friends of Mill Creek, Alder Falls, WI 54699',
};

/** Volunteers of the creek and its park. Their cleanup is told on three other sites too. */
export const creek: HostBuilder = (clock) => {
  const council = clock.next('thursday', 2, '18:30');
  const planting = clock.next('saturday', 4, '09:30');
  const signals: readonly TrueSignal[] = [
    {
      id: 'creek-cleanup',
      type: 'gathering',
      title: CLEANUP_TITLE,
      summary: CLEANUP_SUMMARY,
      url: `${HOME}/`,
      quote: cleanupAtFriends(clock),
      alsoAt: [
        {
          url: 'https://alderfallsevents.example/mill-creek-cleanup',
          quote: cleanupAtEvents(clock),
          summary: CLEANUP_RETOLD.events,
        },
        {
          url: 'https://riverbendradio.example/stories/creek-cleanup',
          quote: cleanupAtRadio(clock),
          title: 'Mill Creek cleanup with volunteers',
          summary: CLEANUP_RETOLD.radio,
        },
        {
          url: 'https://www.reddit.com/r/AlderFalls/comments/1p4c7x/creek_cleanup/',
          quote: cleanupAtReddit(clock),
          summary: CLEANUP_RETOLD.reddit,
        },
      ],
      starts: cleanupStarts(clock),
      ends: clock.next('saturday', 2, '12:00'),
      place: 'bridge',
      organizer: 'Friends of Mill Creek',
      tags: ['creek', 'cleanup', 'volunteers'],
    },
    {
      id: 'need-monitors',
      type: 'need',
      title: 'Water monitors for six creek sites',
      summary:
        'Twelve people are wanted who sample Mill Creek once a month to find where the oil that killed the fish comes from; training is given.',
      url: `${HOME}/get-involved`,
      quote:
        'To find where the oil on Mill Creek comes from we need 12 people who take a water sample at one of six sites once a month; training is given.',
      place: 'creekPark',
      organizer: 'Friends of Mill Creek',
      urgency: 'medium',
      whatNeeded: '12 water monitors, one sample a month',
      goal: 'To find where the oil comes from',
      tags: ['creek', 'water quality', 'volunteers'],
    },
    {
      id: 'watershed-council',
      type: 'gathering',
      title: 'Watershed council on the fish kill',
      summary: 'Neighbors, anglers and the county look at first test results from the creek and agree on next steps.',
      url: `${HOME}/get-involved`,
      quote: `The watershed council meets on ${council.human} at Union Hall to look at first test results of the fish kill and agree on next steps.`,
      starts: council,
      place: 'unionHall',
      tags: ['creek', 'pollution'],
    },
    {
      id: 'tree-planting',
      type: 'gathering',
      title: 'Willow and dogwood planting',
      summary: 'Live stakes of willow and dogwood are planted on the bare bank by the park.',
      url: `${HOME}/get-involved`,
      quote: `We plant 300 willow and dogwood stakes on the bare bank at Mill Creek Park on ${planting.human}, shovels provided.`,
      starts: planting,
      place: 'creekPark',
      organizer: 'Friends of Mill Creek',
      tags: ['trees', 'creek'],
    },
  ];
  const quote = quotes(signals);
  const page = (path: string, title: string, main: string) => ({
    path,
    title: `${title} | Friends of Mill Creek`,
    body: htmlPage(FRAME, title, main),
  });
  return {
    name: NAME,
    addresses: ['203.0.113.17'],
    pages: [
      page(
        '/',
        'A creek worth keeping',
        paragraphs(
          'The Friends of Mill Creek are 90 volunteers who look after seven miles of water in Alder Falls.',
          quote('creek-cleanup'),
          'Children are welcome with an adult. We stop at noon for chili.',
        ) +
          linkList([
            ['Get involved', '/get-involved?utm_source=home'],
            ['City parks', 'https://cityofalderfalls.example/parks-board'],
          ]),
      ),
      page(
        '/get-involved',
        'Get involved',
        paragraphs(quote('need-monitors'), quote('watershed-council'), quote('tree-planting')),
      ),
    ],
    signals,
    actors: [
      {
        id: 'friends-of-mill-creek',
        name: 'Friends of Mill Creek',
        type: 'organization',
        description: 'Volunteers who look after Mill Creek.',
        url: `${HOME}/`,
        quote: 'The Friends of Mill Creek are 90 volunteers who look after seven miles of water in Alder Falls.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

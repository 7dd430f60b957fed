import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import { quotes } from './quote.js';
import type { HostBuilder, TrueSignal } from './types.js';

const NAME = 'alderfallsmutualaid.example';
const HOME = `https://${NAME}`;
export const INSTAGRAM = 'https://www.instagram.com/alderfallsmutualaid/';
const FRAME: Frame = {
  site: 'Alder Falls Mutual Aid',
  menu: [
    ['Home', '/'],
    ['Water', '/water'],
    ['Join', '/join'],
  ],
  footer: 'Alder Falls Mutual Aid, Alder Falls, WI 54699',
};

/** The mutual aid group. */
export const mutualAid: HostBuilder = (clock) => {
  const orientation = clock.next('thursday', 1, '18:00');
  const signals: readonly TrueSignal[] = [
    {
      id: 'bottled-water',
      type: 'aid',
      title: 'Free bottled water at Fire Station 2',
      summary: 'Mill District neighbors get free bottled water at Fire Station 2 every evening until the tap is safe.',
      url: `${HOME}/water`,
      quote:
        'Mill District neighbors can pick up free bottled water at Fire Station 2 every evening from 5 PM to 7 PM until the tap is safe.',
      alsoAt: [
        {
          url: 'https://www.instagram.com/p/DRa8water2/',
          summary:
            'Free bottled water for Mill District neighbors at Fire Station 2, every evening until the tap is safe.',
          quote:
            'Free bottled water for Mill District neighbors at Fire Station 2, every evening 5 to 7, until the tap is safe.',
        },
      ],
      place: 'fireStation',
      organizer: 'Alder Falls Mutual Aid',
      sensitivity: 'elevated',
      availability: 'every evening from 5 PM to 7 PM',
      isOngoing: true,
      resources: [{ slug: 'drinking-water', relation: 'offers', context: 'bottled water' }],
      tags: ['water', 'mutual aid'],
    },
    {
      id: 'ride-board',
      type: 'aid',
      title: "Neighbors' ride board",
      summary: 'Neighbors with a car give rides to work, the store and the clinic; ask by noon of the day before.',
      url: `${HOME}/`,
      quote:
        'Neighbors with a car give free rides to work, the store and the clinic; write on the ride board by noon of the day before.',
      organizer: 'Alder Falls Mutual Aid',
      sensitivity: 'elevated',
      isOngoing: true,
      resources: [{ slug: 'rides', relation: 'offers', context: 'free rides' }],
      tags: ['transport', 'mutual aid'],
    },
    {
      id: 'need-carriers',
      type: 'need',
      title: 'Hands to carry water upstairs',
      summary:
        'With brown water in the taps, Mutual Aid looks for people who carry water to Mill District neighbors on upper floors.',
      url: `${HOME}/water`,
      quote:
        'While the tap runs brown in the Mill District we look for 20 people who carry water upstairs to neighbors after work; put your name on the sheet at the fire station.',
      place: 'fireStation',
      sensitivity: 'elevated',
      urgency: 'high',
      whatNeeded: '20 people who carry water upstairs',
      tags: ['water', 'volunteers'],
    },
    {
      id: 'aid-orientation',
      type: 'gathering',
      title: 'Mutual aid orientation for newcomers',
      summary: 'New volunteers hear how requests are answered and pick a task.',
      url: `${HOME}/join`,
      quote: `Orientation for new volunteers is on ${orientation.human} at Depot Hill Grange Hall: hear how requests are answered and pick a task.`,
      starts: orientation,
      place: 'grange',
      sensitivity: 'elevated',
      organizer: 'Alder Falls Mutual Aid',
      tags: ['mutual aid', 'volunteers'],
    },
  ];
  const quote = quotes(signals);
  const page = (path: string, title: string, main: string) => ({
    path,
    title: `${title} | Alder Falls Mutual Aid`,
    body: htmlPage(FRAME, title, main),
  });
  return {
    name: NAME,
    addresses: ['203.0.113.19'],
    pages: [
      page(
        '/',
        'Neighbors help neighbors',
        paragraphs(
          'Alder Falls Mutual Aid is a group of neighbors who share rides, water, tools and time in Alder Falls.',
          quote('ride-board'),
          `Follow us: ${INSTAGRAM}`,
        ) +
          linkList([
            ['Water for the Mill District', '/water'],
            ['Join', '/join'],
            ['Instagram', INSTAGRAM],
            ['Tenants Together', 'https://tenantstogether-alderfalls.example/'],
          ]),
      ),
      page('/water', 'Water for the Mill District', paragraphs(quote('bottled-water'), quote('need-carriers'))),
      page('/join', 'Join', paragraphs(quote('aid-orientation'), 'You need no experience.')),
    ],
    signals,
    actors: [
      {
        id: 'mutual-aid',
        name: 'Alder Falls Mutual Aid',
        type: 'organization',
        description: 'Neighbors who share rides, water, tools and time.',
        url: `${HOME}/`,
        socialUrls: [INSTAGRAM],
        quote: 'Alder Falls Mutual Aid is a group of neighbors who share rides, water, tools and time in Alder Falls.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import { quotes } from './quote.js';
import type { HostBuilder, TrueSignal } from './types.js';

const NAME = 'hearthondepot.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'Hearth on Depot',
  menu: [
    ['Home', '/'],
    ['Help us', '/help'],
  ],
  footer: 'Hearth on Depot, Depot Road, Alder Falls, WI 54699',
};

/** The night shelter. */
export const shelter: HostBuilder = (clock) => {
  const training = clock.next('monday', 2, '18:00');
  const signals: readonly TrueSignal[] = [
    {
      id: 'warming-center',
      type: 'aid',
      title: 'Overnight warming center in the Grange Hall',
      summary: 'When the shelter is full and it freezes, the Grange Hall is open overnight as a warming center.',
      url: `${HOME}/`,
      quote:
        'When our beds are full and it freezes, Depot Hill Grange Hall is open from 8 PM to 7 AM as a warming center; pets may come.',
      place: 'grange',
      organizer: 'Hearth on Depot',
      availability: 'from 8 PM to 7 AM',
      isOngoing: true,
      resources: [{ slug: 'overnight-warmth', relation: 'offers', context: 'warming center' }],
      tags: ['shelter', 'winter'],
    },
    {
      id: 'need-cots',
      type: 'need',
      title: 'Cots, blankets and night helpers for the warming center',
      summary: 'The warming center needs 30 cots, wool blankets and people who stay awake for one night.',
      url: `${HOME}/help`,
      quote:
        'The warming center needs 30 cots, wool blankets and people who stay awake with us for one night; bring things to the back door before 6 PM.',
      place: 'grange',
      organizer: 'Hearth on Depot',
      urgency: 'critical',
      whatNeeded: '30 cots, wool blankets, night helpers',
      resources: [
        { slug: 'cot', relation: 'requires', context: '30 cots' },
        { slug: 'blanket', relation: 'requires', context: 'wool blankets' },
      ],
      tags: ['shelter', 'donations', 'volunteers'],
    },
    {
      id: 'night-training',
      type: 'gathering',
      title: 'Training for night helpers',
      summary: 'New night helpers of the warming center learn how a calm night works.',
      url: `${HOME}/help`,
      quote: `Night helpers learn how a calm night works on ${training.human} at Depot Hill Grange Hall.`,
      starts: training,
      place: 'grange',
      organizer: 'Hearth on Depot',
      tags: ['shelter', 'training'],
    },
  ];
  const quote = quotes(signals);
  const page = (path: string, title: string, main: string) => ({
    path,
    title: `${title} | Hearth on Depot, Alder Falls`,
    body: htmlPage(FRAME, title, main),
  });
  return {
    name: NAME,
    addresses: ['203.0.113.24'],
    pages: [
      page(
        '/',
        'A bed and a warm room',
        paragraphs(
          'Hearth on Depot runs the night shelter of Riverbend County with 22 beds.',
          quote('warming-center'),
        ) + linkList([['Help us', '/help?utm_source=home']]),
      ),
      page('/help', 'Help us through the winter', paragraphs(quote('need-cots'), quote('night-training'))),
    ],
    signals,
    actors: [
      {
        id: 'hearth-on-depot',
        name: 'Hearth on Depot',
        type: 'organization',
        description: 'Runs the night shelter of Riverbend County.',
        url: `${HOME}/`,
        quote: 'Hearth on Depot runs the night shelter of Riverbend County with 22 beds.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

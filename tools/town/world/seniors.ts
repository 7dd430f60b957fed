import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import { quotes } from './quote.js';
import type { HostBuilder, TrueSignal } from './types.js';

const NAME = 'alderfallsseniors.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'Alder Falls Senior Center',
  menu: [
    ['Home', '/'],
    ['Programs', '/programs'],
  ],
  footer: 'Alder Falls Senior Center, 77 Hill Street, Alder Falls, WI 54699',
};

/** The senior center. */
export const seniors: HostBuilder = (clock) => {
  const fraud = clock.next('wednesday', 2, '10:00');
  const bingo = clock.next('friday', 3, '13:30');
  const signals: readonly TrueSignal[] = [
    {
      id: 'senior-rides',
      type: 'aid',
      title: 'Van rides for residents over 60',
      summary: "The center's van drives residents over 60 to the clinic and the store on weekdays; book a day ahead.",
      url: `${HOME}/programs`,
      quote:
        'Our van drives residents over 60 to the clinic and the store on weekdays from 9 to 3; book a day ahead at the desk.',
      place: 'seniorCenter',
      organizer: 'Alder Falls Senior Center',
      availability: 'on weekdays from 9 to 3',
      eligibility: 'residents over 60',
      isOngoing: true,
      resources: [{ slug: 'rides', relation: 'offers', context: 'van' }],
      tags: ['seniors', 'transport'],
    },
    {
      id: 'senior-lunch',
      type: 'aid',
      title: 'Hot lunch at the senior center',
      summary: 'Hot lunch for older residents at noon from Monday to Friday; pay what you can.',
      url: `${HOME}/programs`,
      quote: 'Hot lunch is served at noon from Monday to Friday to anyone over 60; pay what you can, or nothing.',
      place: 'seniorCenter',
      organizer: 'Alder Falls Senior Center',
      availability: 'at noon from Monday to Friday',
      isOngoing: true,
      resources: [{ slug: 'meals', relation: 'offers', context: 'hot lunch' }],
      tags: ['seniors', 'food'],
    },
    {
      id: 'need-shovelers',
      type: 'need',
      title: 'Snow shovelers for 60 older neighbors',
      summary: 'The center needs people who shovel the walk of one older neighbor all winter.',
      url: `${HOME}/`,
      quote:
        "Sixty of our members can't shovel snow anymore: adopt one sidewalk for the winter by putting your name on the list at the desk.",
      place: 'seniorCenter',
      organizer: 'Alder Falls Senior Center',
      urgency: 'medium',
      whatNeeded: 'People who shovel one sidewalk all winter',
      tags: ['seniors', 'snow', 'volunteers'],
    },
    {
      id: 'fraud-talk',
      type: 'gathering',
      title: 'Coffee talk: telephone scams',
      summary: 'A detective explains the telephone scams that went around this fall and how to hang up.',
      url: `${HOME}/programs`,
      quote: `Coffee talk on telephone scams on ${fraud.human}: a detective explains what went around this fall and how to hang up.`,
      starts: fraud,
      place: 'seniorCenter',
      organizer: 'Alder Falls Senior Center',
      tags: ['seniors', 'safety'],
    },
    {
      id: 'bingo',
      type: 'gathering',
      title: 'Bingo afternoon',
      summary: 'Bingo with home-made pie in the big room.',
      url: `${HOME}/programs`,
      quote: `Bingo with home-made pie in the big room on ${bingo.human}.`,
      starts: bingo,
      place: 'seniorCenter',
      tags: ['seniors', 'games'],
    },
  ];
  const quote = quotes(signals);
  const page = (path: string, title: string, main: string) => ({
    path,
    title: `${title} | Alder Falls Senior Center`,
    body: htmlPage(FRAME, title, main),
  });
  return {
    name: NAME,
    addresses: ['203.0.113.23'],
    pages: [
      page(
        '/',
        'Come in, the coffee is on',
        paragraphs(
          'The Alder Falls Senior Center is a meeting place for 900 older residents of Alder Falls.',
          quote('need-shovelers'),
        ) + linkList([['Programs, rides and lunch', '/programs']]),
      ),
      page(
        '/programs',
        'Programs, rides and lunch',
        paragraphs(quote('senior-rides'), quote('senior-lunch'), quote('fraud-talk'), quote('bingo')),
      ),
    ],
    signals,
    actors: [
      {
        id: 'senior-center',
        name: 'Alder Falls Senior Center',
        type: 'organization',
        description: 'Meeting place for older residents.',
        url: `${HOME}/`,
        place: '77 Hill Street',
        quote: 'The Alder Falls Senior Center is a meeting place for 900 older residents of Alder Falls.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import { quotes } from './quote.js';
import type { HostBuilder, TrueSignal } from './types.js';

const NAME = 'alderfallsfoodbank.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'Alder Falls Food Bank',
  menu: [
    ['Home', '/'],
    ['Get food', '/get-food'],
    ['Help', '/volunteer'],
    ['Español', '/es/despensa'],
  ],
  footer: 'Alder Falls Food Bank, 88 Depot Road, Alder Falls, WI 54699',
};

/** The food bank: what it gives, what it needs, and the same help in Spanish. */
export const foodBank: HostBuilder = (clock) => {
  const boxes = clock.inDays(16, '17:00');
  const packing = clock.next('thursday', 1, '17:30');
  const signals: readonly TrueSignal[] = [
    {
      id: 'grocery-distribution',
      type: 'aid',
      title: 'Free groceries at the food bank',
      summary: 'The food bank hands out free groceries on Tuesdays and Saturdays; no papers are asked for.',
      url: `${HOME}/get-food`,
      quote:
        'Free groceries are handed out every Tuesday and Saturday from 10 AM to 1 PM at 88 Depot Road; we ask for no papers.',
      place: 'foodBank',
      organizer: 'Alder Falls Food Bank',
      availability: 'every Tuesday and Saturday from 10 AM to 1 PM',
      isOngoing: true,
      eligibility: 'we ask for no papers',
      resources: [{ slug: 'groceries', relation: 'offers', context: 'free groceries' }],
      tags: ['food', 'groceries'],
    },
    {
      id: 'home-delivery',
      type: 'aid',
      title: 'Food boxes brought to homebound people',
      summary: "Drivers bring a weekly box to people over 60 or with a disability who can't come to Depot Road.",
      url: `${HOME}/get-food`,
      quote: "People over 60 or with a disability who can't come to us get a weekly box brought to their door.",
      organizer: 'Alder Falls Food Bank',
      availability: 'a weekly box brought to their door',
      isOngoing: true,
      resources: [{ slug: 'food-delivery', relation: 'offers', context: 'weekly box' }],
      tags: ['food', 'delivery', 'seniors'],
    },
    {
      id: 'holiday-boxes',
      type: 'aid',
      title: 'Holiday meal boxes, sign-up open',
      summary: `Families can sign up for a holiday meal box with a turkey or beans until ${boxes.plainDate}.`,
      url: `${HOME}/`,
      quote: `Families in Alder Falls can sign up for a holiday meal box, with a turkey or with beans, until ${boxes.date}.`,
      organizer: 'Alder Falls Food Bank',
      isOngoing: false,
      ends: boxes,
      resources: [{ slug: 'holiday-meal', relation: 'offers', context: 'meal box' }],
      tags: ['food', 'holiday'],
    },
    {
      id: 'need-drivers',
      type: 'need',
      title: 'Delivery drivers wanted at the food bank',
      summary: 'The food bank needs 15 drivers with their own car for two hours a week.',
      url: `${HOME}/volunteer`,
      quote:
        'We need 15 drivers with their own car for two hours a week; sign up at the front desk or by the form on this page.',
      place: 'foodBank',
      organizer: 'Alder Falls Food Bank',
      urgency: 'high',
      whatNeeded: '15 drivers with their own car, two hours a week',
      goal: 'Weekly boxes for everyone on the waiting list',
      resources: [{ slug: 'car', relation: 'requires', context: 'their own car' }],
      tags: ['volunteers', 'drivers', 'food'],
    },
    {
      id: 'need-protein',
      type: 'need',
      title: 'Canned fish, beans and peanut butter wanted',
      summary: 'The pantry is short of protein: canned fish, beans and peanut butter are collected at Depot Road.',
      url: `${HOME}/volunteer`,
      quote:
        'The pantry is short of canned fish, beans and peanut butter; bring them to Depot Road on any weekday before 4 PM.',
      place: 'foodBank',
      urgency: 'medium',
      whatNeeded: 'Canned fish, beans, peanut butter',
      resources: [{ slug: 'canned-food', relation: 'requires', context: 'canned fish, beans and peanut butter' }],
      tags: ['food', 'donations'],
    },
    {
      id: 'packing-night',
      type: 'gathering',
      title: 'Packing night',
      summary: 'Volunteers pack grocery bags for Saturday; children over eight may help with an adult.',
      url: `${HOME}/volunteer`,
      quote: `Packing night is on ${packing.human}: two hours of music and grocery bags, children over eight may help with an adult.`,
      starts: packing,
      place: 'foodBank',
      organizer: 'Alder Falls Food Bank',
      tags: ['food', 'volunteers'],
    },
    {
      id: 'despensa-movil',
      type: 'aid',
      title: 'Despensa móvil gratis en Northside',
      summary:
        'La despensa móvil reparte verduras y arroz gratis los miércoles por la tarde en Northside, sin pedir documentos.',
      url: `${HOME}/es/despensa`,
      quote:
        'La despensa móvil reparte verduras, arroz y frijoles gratis todos los miércoles de 4 a 6 de la tarde en Northside, sin pedir documentos.',
      language: 'es',
      place: 'northside',
      availability: 'todos los miércoles de 4 a 6 de la tarde',
      isOngoing: true,
      resources: [{ slug: 'groceries', relation: 'offers', context: 'verduras, arroz y frijoles' }],
      tags: ['comida', 'despensa'],
    },
  ];
  const quote = quotes(signals);
  const page = (path: string, title: string, main: string, lang = 'en') => ({
    path,
    title: `${title} | Alder Falls Food Bank`,
    body: htmlPage({ ...FRAME, lang }, title, main),
  });
  return {
    name: NAME,
    addresses: ['203.0.113.13'],
    pages: [
      page(
        '/',
        'Nobody in Alder Falls should go hungry',
        paragraphs(
          'The Alder Falls Food Bank collects and gives out groceries in Riverbend County since 1983.',
          quote('holiday-boxes'),
        ) +
          linkList([
            ['Get food', '/get-food?utm_source=home'],
            ['Volunteer or donate', '/volunteer'],
            ['En español', '/es/despensa'],
            ['St. Brendan soup supper', 'https://stbrendan.example/soup-supper?utm_source=foodbank'],
          ]),
      ),
      page(
        '/get-food',
        'Get food',
        paragraphs(quote('grocery-distribution'), quote('home-delivery'), 'Call the front desk for other languages.'),
      ),
      page(
        '/volunteer',
        'Volunteer and donate',
        paragraphs(quote('need-drivers'), quote('need-protein'), quote('packing-night')),
      ),
      page(
        '/es/despensa',
        'Comida gratis',
        paragraphs(
          quote('despensa-movil'),
          'El banco de alimentos de Alder Falls está en 88 Depot Road. Traiga sus bolsas.',
        ),
        'es',
      ),
    ],
    signals,
    actors: [
      {
        id: 'food-bank',
        name: 'Alder Falls Food Bank',
        type: 'organization',
        description: 'Collects and gives out groceries in Riverbend County.',
        url: `${HOME}/`,
        place: '88 Depot Road',
        quote: 'The Alder Falls Food Bank collects and gives out groceries in Riverbend County since 1983.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import { quotes } from './quote.js';
import type { HostBuilder, TrueSignal } from './types.js';

const NAME = 'riverbendcountyhealth.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'Riverbend Public Health',
  menu: [
    ['Home', '/'],
    ['Clinics', '/clinics'],
    ['Advisories', '/advisories'],
  ],
  footer: 'Riverbend Public Health, 515 Cedar Avenue, Alder Falls, WI 54699',
};

/** The county's health department. */
export const health: HostBuilder = (clock) => {
  const flu = clock.next('tuesday', 1, '15:00');
  const naloxone = clock.next('monday', 1, '17:30');
  const fish = clock.inDays(-3, '11:00');
  const cold = clock.inDays(-1, '09:30');
  const signals: readonly TrueSignal[] = [
    {
      id: 'flu-clinic',
      type: 'gathering',
      title: 'Free flu and COVID shots',
      summary: 'Walk-in clinic with free flu and COVID shots; no insurance card is needed.',
      url: `${HOME}/clinics`,
      quote: `Walk in for free flu and COVID shots on ${flu.human} at Riverbend Health Center; no insurance card is needed.`,
      starts: flu,
      ends: clock.next('tuesday', 1, '19:00'),
      place: 'healthCenter',
      organizer: 'Riverbend Public Health',
      tags: ['health', 'vaccination'],
    },
    {
      id: 'naloxone-training',
      type: 'gathering',
      title: 'Naloxone training',
      summary: 'A one-hour training shows how to reverse an overdose; everyone leaves with a naloxone kit.',
      url: `${HOME}/clinics`,
      quote: `Learn to reverse an overdose in one hour on ${naloxone.human} at Alder Falls Senior Center; everyone leaves with a naloxone kit.`,
      starts: naloxone,
      place: 'seniorCenter',
      organizer: 'Riverbend Public Health',
      resources: [{ slug: 'naloxone', relation: 'offers', context: 'kit' }],
      tags: ['overdose', 'training'],
    },
    {
      id: 'water-test-kits',
      type: 'aid',
      title: 'Free water test kits for the Mill District',
      summary: 'Mill District households get a free kit that tests tap water for lead and bacteria.',
      url: `${HOME}/`,
      quote:
        'Every household in the Mill District can pick up a free kit that tests tap water for lead and bacteria at our front desk, weekdays 8 to 4.',
      place: 'healthCenter',
      organizer: 'Riverbend Public Health',
      availability: 'weekdays 8 to 4',
      isOngoing: true,
      resources: [{ slug: 'water-test-kit', relation: 'offers', context: 'lead and bacteria' }],
      tags: ['water', 'health'],
    },
    {
      id: 'fish-advisory',
      type: 'notice',
      title: 'Do not eat fish from Mill Creek',
      summary: 'The county advises not to eat fish from Mill Creek and to keep dogs out of the water.',
      url: `${HOME}/advisories`,
      quote: 'Do not eat fish from Mill Creek and keep dogs out of the water until test results are in.',
      published: fish,
      effective: fish,
      category: 'health',
      severity: 'high',
      authority: 'Riverbend Public Health',
      tags: ['creek', 'health'],
    },
    {
      id: 'cold-advisory',
      type: 'notice',
      title: 'Cold weather advisory',
      summary:
        'Nights below ten degrees are expected this week; check on neighbors and know where the warming center is.',
      url: `${HOME}/advisories`,
      quote:
        'Nights below ten degrees Fahrenheit are expected all week: check on neighbors who live alone and never heat with an oven.',
      published: cold,
      effective: cold,
      category: 'advisory',
      severity: 'medium',
      authority: 'Riverbend Public Health',
      tags: ['cold', 'winter'],
    },
  ];
  const quote = quotes(signals);
  const page = (path: string, title: string, main: string) => ({
    path,
    title: `${title} | Riverbend Public Health, Alder Falls`,
    body: htmlPage(FRAME, title, main),
  });
  return {
    name: NAME,
    addresses: ['203.0.113.22'],
    pages: [
      page(
        '/',
        'Public health in Riverbend County',
        paragraphs(
          'Riverbend Public Health is the health department of Riverbend County, based in Alder Falls.',
          quote('water-test-kits'),
        ) +
          linkList([
            ['Clinics and trainings', '/clinics'],
            ['Advisories', '/advisories?utm_source=home'],
          ]),
      ),
      page('/clinics', 'Clinics and trainings', paragraphs(quote('flu-clinic'), quote('naloxone-training'))),
      page(
        '/advisories',
        'Advisories',
        `<h2>Creek</h2>${paragraphs(`Riverbend Public Health, ${fish.plainDate}.`, quote('fish-advisory'))}<h2>Cold</h2>${paragraphs(`Riverbend Public Health, ${cold.plainDate}.`, quote('cold-advisory'))}`,
      ),
    ],
    signals,
    actors: [
      {
        id: 'public-health',
        name: 'Riverbend Public Health',
        type: 'government_body',
        description: 'Health department of Riverbend County.',
        url: `${HOME}/`,
        place: '515 Cedar Avenue',
        quote: 'Riverbend Public Health is the health department of Riverbend County, based in Alder Falls.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import { addressed } from './places.js';
import { quotes } from './quote.js';
import type { HostBuilder, TrueSignal } from './types.js';

const NAME = 'tenantstogether-alderfalls.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'Alder Falls Tenants Together',
  menu: [
    ['Home', '/'],
    ['Help with eviction', '/eviction-help'],
    ['Meetings', '/meetings'],
  ],
  footer: 'Alder Falls Tenants Together, Northside, Alder Falls, WI 54699',
};

/** The tenant union. */
export const tenants: HostBuilder = (clock) => {
  const meeting = clock.next('wednesday', 1, '19:00');
  const workshop = clock.next('saturday', 1, '14:00');
  const report = clock.inDays(-4, '20:00');
  const signals: readonly TrueSignal[] = [
    {
      id: 'no-heat',
      type: 'tension',
      title: 'No heat in two buildings of Birchwood Court',
      summary:
        'Two buildings of Birchwood Court have been without heat since the boiler failed; tenants warm rooms with ovens.',
      url: `${HOME}/`,
      quote:
        'Buildings C and D of Birchwood Court have been without heat since the boiler failed, and our neighbors warm their rooms with the oven.',
      published: report,
      place: 'birchwood',
      sensitivity: 'elevated',
      severity: 'critical',
      category: 'housing',
      whatWouldHelp: 'A working boiler, space heaters until then, and an inspection.',
      organizer: 'Alder Falls Tenants Together',
      impliedQueries: ['Birchwood Court space heaters'],
      tags: ['housing', 'heat'],
    },
    {
      id: 'need-heaters',
      type: 'need',
      title: 'Space heaters for Birchwood Court',
      summary:
        'Tenants Together collects 40 safe electric space heaters and thick blankets for the unheated buildings.',
      url: `${HOME}/`,
      quote:
        'We are collecting 40 electric space heaters with tip-over shutoff, and thick blankets, in the laundry room of building A.',
      place: 'birchwood',
      sensitivity: 'elevated',
      urgency: 'critical',
      whatNeeded: '40 electric space heaters with tip-over shutoff, thick blankets',
      resources: [{ slug: 'space-heater', relation: 'requires', context: 'electric, tip-over shutoff' }],
      tags: ['heat', 'donations'],
    },
    {
      id: 'tenant-meeting',
      type: 'gathering',
      title: 'Birchwood Court tenants meeting',
      summary:
        'Tenants of Birchwood Court meet to answer the rent notices together and to press for the boiler repair.',
      url: `${HOME}/meetings`,
      quote: `All tenants of Birchwood Court meet on ${meeting.human} at Depot Hill Grange Hall to answer the rent notices together; childcare is there.`,
      starts: meeting,
      place: 'grange',
      sensitivity: 'elevated',
      organizer: 'Alder Falls Tenants Together',
      tags: ['housing', 'rent', 'organizing'],
    },
    {
      id: 'rights-workshop',
      type: 'gathering',
      title: "Renters' rights workshop",
      summary: 'A workshop explains leases, repairs and deposits; bring your lease.',
      url: `${HOME}/meetings`,
      quote: `Our workshop on leases, repairs and deposits is on ${workshop.human} at Alder Falls Public Library; bring your lease.`,
      starts: workshop,
      place: 'library',
      sensitivity: 'elevated',
      organizer: 'Alder Falls Tenants Together',
      tags: ['housing', 'rights'],
    },
    {
      id: 'eviction-clinic',
      type: 'aid',
      title: 'Free eviction and rent increase clinic',
      summary: 'Volunteer lawyers look at eviction papers and rent increase notices for free every Monday evening.',
      url: `${HOME}/eviction-help`,
      quote:
        'Volunteer lawyers look at eviction papers and rent increase notices for free every Monday from 5 PM to 8 PM.',
      sensitivity: 'elevated',
      organizer: 'Alder Falls Tenants Together',
      availability: 'every Monday from 5 PM to 8 PM',
      isOngoing: true,
      resources: [{ slug: 'legal-advice', relation: 'offers', context: 'eviction papers and rent notices' }],
      tags: ['housing', 'legal aid', 'eviction'],
    },
  ];
  const quote = quotes(signals);
  const page = (path: string, title: string, main: string) => ({
    path,
    title: `${title} | Alder Falls Tenants Together`,
    body: htmlPage(FRAME, title, main),
  });
  return {
    name: NAME,
    addresses: ['203.0.113.14'],
    pages: [
      page(
        '/',
        'We live here',
        paragraphs(
          'Alder Falls Tenants Together is the union of renters in Alder Falls. We meet, we learn, we act. Our office is at Birchwood Court Apartments.',
          `Report of ${report.plainDate}:`,
          quote('no-heat'),
          quote('need-heaters'),
        ) +
          linkList([
            ['Got a notice? Help with eviction', '/eviction-help'],
            ['Meetings and workshops', '/meetings?utm_campaign=winter'],
            ['Rent fund of St. Brendan', 'https://stbrendan.example/rent-fund'],
          ]),
      ),
      page(
        '/eviction-help',
        'Help with eviction and rent increases',
        paragraphs(quote('eviction-clinic'), 'Come to the side door of the Grange Hall. Bring every letter you got.'),
      ),
      page(
        '/meetings',
        'Meetings and workshops',
        paragraphs(
          quote('tenant-meeting'),
          quote('rights-workshop'),
          `Both rooms are step-free. ${addressed('grange')}.`,
        ),
      ),
    ],
    signals,
    actors: [
      {
        id: 'tenants-together',
        name: 'Alder Falls Tenants Together',
        type: 'organization',
        description: 'Union of renters in Alder Falls.',
        url: `${HOME}/`,
        quote: 'Alder Falls Tenants Together is the union of renters in Alder Falls.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

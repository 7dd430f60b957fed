import type { TownClock } from './clock.js';
import type { TrueSignal } from './types.js';

const HOME = 'https://cityofalderfalls.example';

/** What city hall announces: advisories, works, an application, rates, and a program of 2019. */
export function cityNotices(clock: TownClock): readonly TrueSignal[] {
  const sewer = clock.next('wednesday', 2, '18:00');
  const since = clock.inDays(-3, '07:00');
  const closure = clock.inDays(6, '07:00');
  const leaves = clock.inDays(9, '07:00');
  const comments = clock.inDays(20, '16:30');
  return [
    {
      id: 'rezoning-notice',
      type: 'notice',
      title: 'Application to rezone 14 acres in Riverside',
      summary: `Northway Logistics asks to rezone 14 acres in Riverside from wetland buffer to light industry; comments are taken until ${comments.plainDate}.`,
      url: `${HOME}/planning/riverside-rezoning`,
      quote:
        'Northway Logistics has applied to rezone 14 acres between Creek Lane and the river in Riverside from wetland buffer to light industry.',
      place: 'riverside',
      category: 'policy',
      authority: 'Planning Commission',
      severity: 'medium',
      tags: ['planning', 'wetland', 'riverside'],
    },
    {
      id: 'boil-water',
      type: 'notice',
      title: 'Boil water advisory for the Mill District',
      summary: 'The Water Utility advises the Mill District to boil tap water before drinking until further notice.',
      url: `${HOME}/notices/boil-water`,
      quote:
        'Customers in the Mill District should bring tap water to a rolling boil for one minute before drinking or cooking until further notice.',
      place: 'millDistrict',
      category: 'health',
      severity: 'high',
      authority: 'Alder Falls Water Utility',
      effective: since,
      published: since,
      tags: ['water', 'health'],
    },
    {
      id: 'jefferson-closure',
      type: 'notice',
      title: 'Lane closure on Jefferson Street',
      summary: `One lane of Jefferson Street is closed for gas line work from ${closure.plainDate}.`,
      url: `${HOME}/notices/jefferson-street`,
      quote: `One lane of Jefferson Street between Cedar Avenue and the high school closes for gas line work from ${closure.date} for about ten days.`,
      category: 'advisory',
      severity: 'low',
      effective: closure,
      authority: 'Department of Public Works',
      tags: ['streets'],
    },
    {
      id: 'leaf-collection',
      type: 'notice',
      title: 'Last leaf and brush collection of the season',
      summary: `Crews make their last round for leaves and brush from ${leaves.plainDate}, Northside first.`,
      url: `${HOME}/notices/leaf-collection`,
      quote: `Crews make the last leaf and brush round of the season starting ${leaves.date}, Northside first.`,
      category: 'psa',
      severity: 'low',
      effective: leaves,
      authority: 'Department of Public Works',
      tags: ['leaves'],
    },
    {
      id: 'sewer-rates',
      type: 'notice',
      title: 'Proposed sewer rate increase of 18 percent',
      summary: 'The Water Utility proposes to raise residential sewer rates by 18 percent next year.',
      url: `${HOME}/documents/sewer-rate-notice.pdf`,
      quote: 'The Water Utility proposes to raise residential sewer rates by 18 percent.',
      category: 'policy',
      severity: 'medium',
      tags: ['sewer', 'rates'],
    },
    {
      id: 'sewer-hearing',
      type: 'gathering',
      title: 'Sewer rate hearing',
      summary: 'Hearing on the proposed sewer rates, with time for questions of customers.',
      url: `${HOME}/documents/sewer-rate-notice.pdf`,
      quote: `The sewer rate hearing is on ${sewer.human} at Union Hall.`,
      starts: sewer,
      place: 'unionHall',
      tags: ['sewer', 'hearing'],
    },
    {
      id: 'youth-program-2019',
      type: 'aid',
      title: 'Free summer swimming for youth',
      summary: 'Free swimming lessons for youth in the summer of 2019.',
      url: `${HOME}/programs/summer-youth-2019`,
      quote: 'Free swimming lessons for youth run from June 10, 2019 to August 16, 2019 at the municipal pool.',
      excluded: 'old',
      published: clock.at({ year: 2019, month: 5, day: 2 }, '09:00'),
      tags: ['youth'],
    },
  ];
}

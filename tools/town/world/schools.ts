import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import { quotes } from './quote.js';
import type { HostBuilder, TrueSignal } from './types.js';

const NAME = 'alderfallsschools.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'Alder Falls School District',
  menu: [
    ['Home', '/'],
    ['Board', '/board'],
    ['Families', '/families'],
  ],
  footer: 'Alder Falls School District, 1200 Jefferson Street, Alder Falls, WI 54699',
};

/** The school district. */
export const schools: HostBuilder = (clock) => {
  const board = clock.next('monday', 3, '18:30');
  const letter = clock.inDays(-7, '08:30');
  const signals: readonly TrueSignal[] = [
    {
      id: 'school-board',
      type: 'gathering',
      title: "School Board meeting with parents' hour",
      summary: "The School Board meets; the first hour belongs to parents' questions on lunches and crossings.",
      url: `${HOME}/board`,
      quote: `The School Board meets on ${board.human} in the cafeteria of Alder Falls High School; the first hour belongs to parents.`,
      starts: board,
      place: 'highSchool',
      organizer: 'School Board',
      tags: ['school', 'parents'],
    },
    {
      id: 'lunch-debt',
      type: 'tension',
      title: 'Unpaid school lunch bills reach 31,000 dollars',
      summary: 'Unpaid lunch bills of 640 students reached 31,000 dollars, and hot meals stop at 50 dollars of debt.',
      url: `${HOME}/families`,
      quote:
        'Unpaid lunch bills of 640 students have reached 31,000 dollars, and under the present rule hot meals stop at 50 dollars of debt.',
      published: letter,
      severity: 'medium',
      category: 'food',
      whatWouldHelp: 'Donations to the lunch fund, and forms for free meals filled in.',
      impliedQueries: ['Alder Falls school lunch fund'],
      tags: ['school', 'food', 'children'],
    },
    {
      id: 'lunch-fund',
      type: 'aid',
      title: "Lunch fund pays a child's bill",
      summary: "The parents' lunch fund pays a child's unpaid lunch bill once each semester, no questions asked.",
      url: `${HOME}/families`,
      quote:
        "The parents' lunch fund pays a child's unpaid lunch bill once each semester, no questions asked; ask any school office.",
      eligibility: 'no questions asked',
      isOngoing: true,
      resources: [{ slug: 'school-lunch', relation: 'offers', context: 'pays the bill' }],
      tags: ['school', 'food'],
    },
    {
      id: 'need-guards',
      type: 'need',
      title: 'Crossing guards for Jefferson Street',
      summary:
        'The district looks for two paid and six volunteer crossing guards for Jefferson Street, mornings and afternoons.',
      url: `${HOME}/`,
      quote:
        'We are looking for two paid and six volunteer crossing guards for Jefferson Street, 40 minutes each morning or afternoon; apply at any school office.',
      place: 'lincolnSchool',
      organizer: 'Alder Falls School District',
      urgency: 'critical',
      whatNeeded: 'Eight crossing guards, 40 minutes a day',
      tags: ['safety', 'school', 'volunteers'],
    },
  ];
  const quote = quotes(signals);
  const page = (path: string, title: string, main: string) => ({
    path,
    title: `${title} | Alder Falls School District`,
    body: htmlPage(FRAME, title, main),
  });
  return {
    name: NAME,
    addresses: ['203.0.113.21'],
    pages: [
      page(
        '/',
        'Learning in Alder Falls',
        paragraphs(
          'The Alder Falls School District teaches 3,100 students in five schools.',
          quote('need-guards'),
          'Lincoln Elementary School, 300 Jefferson Street, needs them first.',
        ) +
          linkList([
            ['School Board', '/board'],
            ['For families', '/families'],
          ]),
      ),
      page('/board', 'School Board', paragraphs(quote('school-board'))),
      page(
        '/families',
        'For families',
        paragraphs(`Letter to families, ${letter.plainDate}.`, quote('lunch-debt'), quote('lunch-fund')),
      ),
    ],
    signals,
    actors: [
      {
        id: 'school-district',
        name: 'Alder Falls School District',
        type: 'government_body',
        description: 'Public schools of Alder Falls.',
        url: `${HOME}/`,
        quote: 'The Alder Falls School District teaches 3,100 students in five schools.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

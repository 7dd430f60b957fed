import { answered, type Reader } from './answer.js';

/** What people of any small city look for. Nothing here knows this town. */
const VOCABULARY: Readonly<Record<'tension' | 'response' | 'mixed', readonly string[]>> = {
  tension: [
    'rent increase tenants apartments heat repairs',
    'brown tap water boil water advisory',
    'food pantry demand shelves empty hunger',
    'creek pollution dead fish oil sheen',
    'speeding cars school crossing injured',
    'shelter full homeless winter beds',
    'library hours cut budget',
    'bus route cut riders',
    'overdose deaths',
    'immigration enforcement families afraid',
    'school lunch debt children',
    'doctors clinic wait closing',
    'flooding basements storm',
    'seniors isolated snow heating costs',
    'plant closing layoffs workers',
  ],
  response: [
    'food bank distribution hours free groceries',
    'volunteer creek cleanup',
    'tenant union legal clinic eviction help',
    'warming center blankets cots volunteers',
    'mutual aid rent fund',
    'free flu shots clinic',
    'naloxone training',
    'ayuda legal despensa gratis',
    'soup supper church',
    'job training resource fair',
  ],
  mixed: [
    'city council meeting public hearing',
    'planning commission rezoning hearing',
    'library events story time classes',
    'school board meeting parents',
    'parks board trail volunteers',
    'community events calendar this week',
    'public notice street closed leaf collection',
    'neighborhood group what is going on',
    'rally march save hearing',
    'senior center rides lunch',
  ],
};

const ROLE = /with role (tension|response|mixed)/;
const COUNT = /Write (\d+) quer/;

/** `seed_queries`: civic vocabulary with the region's name, as many as were asked for. */
export const seedQueries: Reader = (prompt) => {
  const role = ROLE.exec(prompt.userText)?.[1];
  const count = Number(COUNT.exec(prompt.userText)?.[1] ?? '0');
  if (prompt.region === null || (role !== 'tension' && role !== 'response' && role !== 'mixed'))
    return answered({ queries: [] });
  const { name } = prompt.region;
  return answered({ queries: VOCABULARY[role].slice(0, count).map((words) => ({ query: `${name} ${words}`, role })) });
};

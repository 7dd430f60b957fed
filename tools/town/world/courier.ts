import { rss, type FeedItem } from './feeds.js';
import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import type { Moment } from './clock.js';
import { quotes } from './quote.js';
import type { HostBuilder, Page, TrueSignal } from './types.js';

const NAME = 'alderfallscourier.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'Alder Falls Courier',
  menu: [
    ['News', '/'],
    ['Opinion', '/opinion/enough-meetings'],
  ],
  footer: 'Alder Falls Courier, Depot Road, Alder Falls, WI 54699',
  head: '<link rel="alternate" type="application/rss+xml" title="Courier news" href="/feed.xml">',
};

/** The town's newspaper: an RSS feed and articles, one of them with another hour than city hall gives, one only opinion. */
export const courier: HostBuilder = (clock) => {
  const water = clock.inDays(-3, '16:20');
  const rents = clock.inDays(-5, '08:00');
  const pantry = clock.inDays(-6, '09:10');
  const creek = clock.inDays(-4, '13:45');
  const crossing = clock.inDays(-8, '07:30');
  const route = clock.inDays(-9, '10:00');
  const plant = clock.inDays(-7, '15:00');
  const hearing = clock.next('tuesday', 2, '18:30');

  const signals: readonly TrueSignal[] = [
    {
      id: 'brown-water',
      type: 'tension',
      title: 'Brown tap water in the Mill District',
      summary:
        'Homes in the Mill District have had brown tap water since the Foundry Street main broke; families buy water to cook.',
      url: `${HOME}/news/brown-water-mill-district`,
      quote:
        'Homes in the Mill District have had brown water from their taps since the main under Foundry Street broke, and families say they buy jugs to cook with.',
      published: water,
      place: 'millDistrict',
      severity: 'high',
      category: 'water',
      whatWouldHelp: 'Safe drinking water until the main is repaired and tested.',
      organizations: ['Alder Falls Water Utility'],
      impliedQueries: ['Alder Falls free bottled water', 'Alder Falls water test kit'],
      tags: ['water', 'health', 'mill district'],
    },
    {
      id: 'birchwood-rents',
      type: 'tension',
      title: 'Rents at Birchwood Court rise by 40 percent',
      summary:
        'Tenants of Birchwood Court got notices that raise rents by 40 percent; many say they will have to leave.',
      url: `${HOME}/news/birchwood-rents`,
      quote:
        'Tenants of all 84 units at Birchwood Court Apartments got notices that raise their rent by 40 percent in January, and many say they will have to leave town.',
      published: rents,
      place: 'birchwood',
      severity: 'high',
      category: 'housing',
      whatWouldHelp: 'Legal advice, rent assistance and talks with the owner.',
      organizations: ['Alder Falls Tenants Together'],
      impliedQueries: ['Alder Falls tenant legal clinic', 'Alder Falls emergency rent fund'],
      tags: ['housing', 'rent'],
    },
    {
      id: 'pantry-demand',
      type: 'tension',
      title: 'Food pantry shelves run empty as demand grows',
      summary: 'The food bank serves 60 percent more households than a year ago and its shelves are empty by noon.',
      url: `${HOME}/news/food-bank-demand`,
      quote:
        'The food bank serves 60 percent more households than a year ago, and its pantry shelves are empty by noon on distribution days.',
      published: pantry,
      place: 'foodBank',
      severity: 'high',
      category: 'food',
      whatWouldHelp: 'More food, more drivers and meals nearby.',
      organizations: ['Alder Falls Food Bank'],
      impliedQueries: ['Alder Falls free groceries', 'Alder Falls soup supper'],
      tags: ['food', 'hunger'],
    },
    {
      id: 'fish-kill',
      type: 'tension',
      title: 'Dead fish and an oily sheen on Mill Creek',
      summary: 'Hundreds of dead fish and an oily sheen appeared on Mill Creek below the old foundry after the storm.',
      url: `${HOME}/news/mill-creek-fish-kill`,
      quote:
        "Hundreds of dead fish and an oily sheen appeared on Mill Creek below the old foundry after last week's storm, and nobody has named a source.",
      published: creek,
      place: 'creekPark',
      severity: 'high',
      category: 'environment',
      whatWouldHelp: 'Water samples, a cleanup of the banks and an inspection of the storm drains.',
      organizations: ['Friends of Mill Creek'],
      impliedQueries: ['Mill Creek cleanup volunteers', 'Mill Creek water monitoring'],
      tags: ['creek', 'pollution'],
    },
    {
      id: 'school-crossing',
      type: 'tension',
      title: 'Cars speed through the Lincoln School crossing',
      summary:
        'Three children were hit at the Jefferson Street crossing this fall; two crossing guard posts are unfilled.',
      url: `${HOME}/news/lincoln-crossing`,
      quote:
        'Three children have been hit by cars at the Jefferson Street crossing of Lincoln Elementary School this fall, while two crossing guard posts stay unfilled.',
      published: crossing,
      place: 'lincolnSchool',
      severity: 'critical',
      category: 'safety',
      whatWouldHelp: 'Crossing guards, a lower speed limit and better markings.',
      impliedQueries: ['Alder Falls crossing guard volunteers', 'Alder Falls safe streets walk'],
      tags: ['safety', 'school', 'traffic'],
    },
    {
      id: 'route-four',
      type: 'tension',
      title: 'Bus Route 4 to end in January',
      summary:
        'The last bus line to Depot Hill ends in January, which leaves 300 riders without a way to work or the clinic.',
      url: `${HOME}/news/route-4-ends`,
      quote:
        'Bus Route 4, the last line to Depot Hill, is to end in January, which leaves about 300 daily riders without a way to work or to the clinic.',
      published: route,
      place: 'depotHill',
      severity: 'medium',
      category: 'transport',
      whatWouldHelp: 'Rides, and money to keep the line.',
      impliedQueries: ['Alder Falls free rides seniors'],
      tags: ['transit'],
    },
    {
      id: 'plant-closing',
      type: 'tension',
      title: 'Harlan Castings to close with 140 layoffs',
      summary: 'Harlan Castings closes its Foundry Street plant in February and lays off 140 workers.',
      url: `${HOME}/news/harlan-castings-closing`,
      quote:
        'Harlan Castings told its 140 workers that the plant on Foundry Street closes in February, and offered no severance.',
      published: plant,
      place: 'millDistrict',
      severity: 'high',
      category: 'work',
      whatWouldHelp: 'Job training, benefits counseling and a severance agreement.',
      organizations: ['Riverbend Labor Council'],
      impliedQueries: ['Alder Falls job training laid off workers'],
      tags: ['jobs', 'layoffs'],
    },
    {
      id: 'opinion-meetings',
      type: 'tension',
      title: 'People say nobody listens at council meetings',
      summary: 'A columnist has heard that nobody listens at council meetings.',
      url: `${HOME}/opinion/enough-meetings`,
      quote: 'I was not there, but a friend of a friend tells me nobody listens at those council meetings anyway.',
      excluded: 'second_hand',
      published: clock.inDays(-2, '06:00'),
      tags: ['opinion'],
    },
  ];
  const quote = quotes(signals);
  const article = (path: string, title: string, published: Moment, byline: string, ...texts: string[]): Page => ({
    path,
    title: `${title} | Alder Falls Courier`,
    body: htmlPage(
      FRAME,
      title,
      `<article><p class="byline">By ${byline}. Published ${published.plainDate}.</p>\n${paragraphs(...texts)}</article>`,
      `<meta property="article:published_time" content="${published.iso}">`,
    ),
    published,
    news: true,
  });
  const budget = signalsOfCity(hearing);
  const stories: readonly {
    readonly path: string;
    readonly title: string;
    readonly published: Moment;
    readonly summary: string;
    readonly body: readonly string[];
  }[] = [
    {
      path: '/news/brown-water-mill-district',
      title: 'Mill District residents tired of brown water',
      published: water,
      summary: 'A broken main leaves a neighborhood without clear water.',
      body: [
        quote('brown-water'),
        'The Alder Falls Water Utility says crews need another ten days to replace 600 feet of pipe from 1931.',
        "Neighbors carry water from Fire Station 2 for those who can't leave the house.",
      ],
    },
    {
      path: '/news/mill-creek-fish-kill',
      title: 'Fish kill on Mill Creek puzzles neighbors',
      published: creek,
      summary: 'Anglers found the first carp on Sunday morning.',
      body: [
        quote('fish-kill'),
        'The Friends of Mill Creek took samples at Mill Creek Park. Results are expected within two weeks.',
        'The county asks people not to eat fish from the creek.',
      ],
    },
    {
      path: '/news/birchwood-rents',
      title: 'Birchwood Court tenants face steep increase',
      published: rents,
      summary: 'A new owner sends letters to 84 households on the Northside.',
      body: [
        quote('birchwood-rents'),
        'The new owner, a company from out of state, did not answer questions. Alder Falls Tenants Together is collecting the letters.',
      ],
    },
    {
      path: '/news/food-bank-demand',
      title: 'Food bank struggles to keep up',
      published: pantry,
      summary: 'The line on Depot Road starts before eight in the morning.',
      body: [
        quote('pantry-demand'),
        'The Alder Falls Food Bank blames higher prices and the end of extra benefits. Churches have added meals.',
      ],
    },
    {
      path: '/news/harlan-castings-closing',
      title: 'Harlan Castings announces closing',
      published: plant,
      summary: 'The foundry was the last one on its street.',
      body: [
        quote('plant-closing'),
        'The Riverbend Labor Council has asked the company to talk. The foundry is the last one in the Mill District.',
      ],
    },
    {
      path: '/news/lincoln-crossing',
      title: 'Parents demand safer crossing at Lincoln School',
      published: crossing,
      summary: 'A third accident in one semester.',
      body: [
        quote('school-crossing'),
        'The limit on Jefferson Street is 35 miles an hour until 100 feet before the school.',
      ],
    },
    {
      path: '/news/route-4-ends',
      title: 'City to drop its last bus line up Depot Hill',
      published: route,
      summary: 'Riders learn about it from a sheet of paper at the stop.',
      body: [quote('route-four'), 'The city says the line costs 212,000 dollars a year.'],
    },
    {
      path: '/news/budget-hearing-set',
      title: 'Council sets hearing on budget',
      published: clock.inDays(-2, '12:00'),
      summary: 'Library hours and a bus line are at stake.',
      body: [budget, 'The plan cuts the library by 11 percent.'],
    },
  ];
  const feed: FeedItem[] = stories
    .map(({ path, title, published, summary }) => ({
      title,
      link: `${HOME}${path}?utm_source=rss&utm_medium=feed`,
      summary,
      published,
    }))
    .toSorted((a, b) => b.published.instant.getTime() - a.published.instant.getTime());
  return {
    name: NAME,
    addresses: ['203.0.113.11'],
    gzip: true,
    robots: 'User-agent: *\nDisallow: /print/\n',
    pages: [
      {
        path: '/',
        title: 'Alder Falls Courier',
        body: htmlPage(
          FRAME,
          'Latest news from Alder Falls',
          stories
            .map(
              (story) =>
                `<section><h2><a href="${story.path}">${story.title}</a></h2>${paragraphs(story.summary)}</section>`,
            )
            .join('\n') +
            paragraphs('The Alder Falls Courier has reported on the town and Riverbend County since 1887.') +
            linkList([
              ['Column: enough meetings', '/opinion/enough-meetings'],
              ['All stories as RSS', '/feed.xml'],
            ]),
        ),
        news: true,
      },
      {
        path: '/feed.xml',
        title: 'Alder Falls Courier RSS',
        contentType: 'application/rss+xml; charset=utf-8',
        body: rss(
          {
            title: 'Alder Falls Courier',
            home: `${HOME}/`,
            self: `${HOME}/feed.xml`,
            description: 'News from Alder Falls',
          },
          feed,
        ),
        indexed: false,
      },
      ...stories.map((story) => article(story.path, story.title, story.published, 'Dana Whitlock', ...story.body)),
      article(
        '/opinion/enough-meetings',
        'Column: enough meetings already',
        clock.inDays(-2, '06:00'),
        'a guest columnist',
        quote('opinion-meetings'),
        'Why would anyone go?',
      ),
    ],
    signals,
    actors: [
      {
        id: 'courier',
        name: 'Alder Falls Courier',
        type: 'organization',
        description: 'Newspaper of Alder Falls and Riverbend County.',
        url: `${HOME}/`,
        quote: 'The Alder Falls Courier has reported on the town and Riverbend County since 1887.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

/** What the paper writes about the hearing: the right day, another hour than city hall's. */
const signalsOfCity = (hearing: Moment): string =>
  `Residents can speak on the budget at a City Council hearing on ${hearing.date} at 7:00 PM at City Hall.`;

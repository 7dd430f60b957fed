import { atom } from './feeds.js';
import { cleanupAtReddit } from './creek-cleanup.js';
import { htmlPage, paragraphs } from './html.js';
import { quotes } from './quote.js';
import type { HostBuilder, SocialPost, TrueSignal } from './types.js';

const SUB = 'https://www.reddit.com/r/AlderFalls';

/** The town's subreddit: read through an actor run; the pages themselves are closed to robots, its feed is not. */
export const reddit: HostBuilder = (clock) => {
  const potluck = clock.next('sunday', 1, '17:00');
  const signals: readonly TrueSignal[] = [
    {
      id: 'hill-street-ice',
      type: 'tension',
      title: 'Sheet ice on the Hill Street sidewalk',
      summary: "A broken downspout covers the Hill Street sidewalk with ice; two neighbors in wheelchairs can't pass.",
      url: `${SUB}/comments/1p3k9a/hill_street_ice/`,
      quote:
        "A broken downspout has covered the Hill Street sidewalk with sheet ice for a week, and my two neighbors who use wheelchairs can't get past it.",
      severity: 'medium',
      category: 'safety',
      whatWouldHelp: 'Sand, and a repaired downspout.',
      tags: ['ice', 'sidewalk', 'access'],
    },
    {
      id: 'depot-hill-potluck',
      type: 'gathering',
      title: 'Depot Hill potluck on keeping the bus',
      summary: 'Depot Hill neighbors meet over a potluck to plan how to keep bus Route 4.',
      url: `${SUB}/comments/1p5r2d/route_4_potluck/`,
      quote: `We're doing a potluck on ${potluck.human} at Depot Hill Grange Hall to plan how we keep Route 4 running. Bring a dish and your bus stories.`,
      starts: potluck,
      place: 'grange',
      tags: ['transit', 'neighbors'],
    },
  ];
  const quote = quotes(signals);
  const post = (
    id: string,
    slug: string,
    author: string,
    title: string,
    text: string,
    days: number,
    votes: number,
  ): SocialPost => ({
    platform: 'reddit',
    account: 'AlderFalls',
    id,
    permalink: `${SUB}/comments/${id}/${slug}/`,
    author,
    title,
    text,
    posted: clock.inDays(-days, '19:20'),
    votes,
  });
  const posts: readonly SocialPost[] = [
    post('1p5r2d', 'route_4_potluck', 'depothillian', 'Route 4 potluck', quote('depot-hill-potluck'), 1, 41),
    post('1p4c7x', 'creek_cleanup', 'millcreekwader', 'Creek cleanup', cleanupAtReddit(clock), 2, 77),
    post('1p3k9a', 'hill_street_ice', 'icyhillstreet', 'Ice on Hill Street', quote('hill-street-ice'), 3, 58),
    post(
      '1p2b1q',
      'best_pie',
      'pieperson',
      'Best pie in town?',
      'Is the cherry pie at the depot diner still the best one in Alder Falls, or has somebody found better?',
      4,
      12,
    ),
    post(
      '1p1z8m',
      'aurora',
      'northsky',
      'Did anyone else see the lights last night?',
      'Green glow over the river around eleven. My photos are blurry, sorry.',
      5,
      93,
    ),
  ];
  return {
    name: 'www.reddit.com',
    addresses: ['203.0.113.40'],
    robots: 'User-agent: *\nAllow: /r/AlderFalls/.rss\nDisallow: /\n',
    pages: [
      {
        path: '/r/AlderFalls/',
        title: 'r/AlderFalls: a subreddit for Alder Falls, WI',
        body: htmlPage(
          { site: 'reddit', menu: [], footer: 'reddit' },
          'r/AlderFalls',
          paragraphs('A subreddit for Alder Falls, WI. What is going on in town: neighbors, news, questions.'),
        ),
      },
      {
        path: '/r/AlderFalls/.rss',
        title: 'r/AlderFalls feed',
        contentType: 'application/atom+xml; charset=utf-8',
        body: atom(
          {
            title: 'r/AlderFalls',
            home: `${SUB}/`,
            self: `${SUB}/.rss`,
            description: 'A subreddit for Alder Falls, WI',
          },
          posts.map((entry) => ({
            title: entry.title,
            link: entry.permalink,
            summary: entry.text,
            published: entry.posted,
          })),
        ),
        indexed: false,
      },
    ],
    signals,
    actors: [],
    posts,
  };
};

/** The mutual aid group's account: one post repeats what its site says, in its own words. */
export const instagram: HostBuilder = (clock) => ({
  name: 'www.instagram.com',
  addresses: ['203.0.113.41'],
  robots: 'User-agent: *\nDisallow: /\n',
  pages: [],
  signals: [],
  actors: [],
  posts: [
    {
      platform: 'instagram',
      account: 'alderfallsmutualaid',
      id: '3499001',
      permalink: 'https://www.instagram.com/p/DRa8water2/',
      author: 'Alder Falls Mutual Aid',
      title: '',
      text: 'Free bottled water for Mill District neighbors at Fire Station 2, every evening 5 to 7, until the tap is safe. #alderfalls #mutualaid',
      posted: clock.inDays(-1, '12:00'),
      votes: 210,
    },
    {
      platform: 'instagram',
      account: 'alderfallsmutualaid',
      id: '3499000',
      permalink: 'https://www.instagram.com/p/DRa7thanks/',
      author: 'Alder Falls Mutual Aid',
      title: '',
      text: 'Thank you to everyone who carried jugs last night. You are the best part of this town. #alderfalls',
      posted: clock.inDays(-2, '21:00'),
      votes: 340,
    },
  ],
});

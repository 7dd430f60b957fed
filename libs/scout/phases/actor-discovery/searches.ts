import type { RegionScope } from '#graph';

/** What is searched to find a region's actors (phases.md, 2.1). */
export const actorSearches = ({ name }: Pick<RegionScope, 'name'>): readonly string[] => [
  `${name} nonprofit organizations directory`,
  `${name} mutual aid group`,
  `${name} food bank pantry`,
  `${name} tenant union housing advocacy`,
  `${name} city county agency community services`,
  `${name} community coalition`,
  `${name} volunteer environmental group`,
  `${name} faith congregation outreach`,
  `${name} shelter homeless services`,
];

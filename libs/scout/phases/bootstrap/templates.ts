import type { RegionScope, SourceRole } from '#graph';

interface TemplatedQuery {
  readonly query: string;
  readonly role: SourceRole;
}

/** Searches that make sense for every region: platforms where people organise, and the region's own organisations. */
export function platformQueries({ name }: Pick<RegionScope, 'name'>): readonly TemplatedQuery[] {
  return [
    { query: `site:eventbrite.com ${name} community`, role: 'response' },
    { query: `site:meetup.com ${name} volunteer`, role: 'response' },
    { query: `site:volunteermatch.org ${name}`, role: 'response' },
    { query: `site:gofundme.com ${name}`, role: 'mixed' },
    { query: `site:linktr.ee ${name} mutual aid`, role: 'response' },
    { query: `${name} community organizations`, role: 'response' },
  ];
}

/** Stand-ins for the model's seed queries when there is no model. */
export function templatedSeeds({ name }: Pick<RegionScope, 'name'>): readonly TemplatedQuery[] {
  return [
    { query: `${name} housing eviction tenants`, role: 'tension' },
    { query: `${name} food insecurity`, role: 'tension' },
    { query: `${name} water pollution complaint`, role: 'tension' },
    { query: `${name} public safety concern residents`, role: 'tension' },
    { query: `${name} school budget cuts`, role: 'tension' },
    { query: `${name} food bank hours`, role: 'response' },
    { query: `${name} volunteer cleanup`, role: 'response' },
    { query: `${name} mutual aid`, role: 'response' },
    { query: `${name} legal aid clinic`, role: 'response' },
    { query: `${name} city council meeting agenda`, role: 'mixed' },
    { query: `${name} community events`, role: 'mixed' },
  ];
}

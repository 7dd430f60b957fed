/** The town. Its name belongs to no real place; the coordinates lie in the woods of central Wisconsin. */
export const REGION = {
  name: 'Alder Falls',
  slug: 'alder-falls-wi',
  query: 'Alder Falls, WI',
  county: 'Riverbend County',
  state: 'Wisconsin',
  stateCode: 'WI',
  timeZone: 'America/Chicago',
  center: { latitude: 44.12, longitude: -90.24 },
  radiusKm: 12,
} as const;

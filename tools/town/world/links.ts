/** What answers what. `strength` 0–1. */
export interface TrueLink {
  readonly from: string;
  readonly to: string;
  readonly kind: 'RESPONDS_TO' | 'DRAWN_TO';
  readonly strength: number;
  readonly explanation: string;
}
const responds = (from: string, to: string, strength: number, explanation: string): TrueLink => ({
  from,
  to,
  kind: 'RESPONDS_TO',
  strength,
  explanation,
});

export const LINKS: readonly TrueLink[] = [
  responds('bottled-water', 'brown-water', 0.95, 'Bottled water is given out where the tap runs brown.'),
  responds('water-test-kits', 'brown-water', 0.85, 'The kits test the tap water of the same neighborhood.'),
  responds('need-carriers', 'brown-water', 0.8, 'The helpers carry water to those without it.'),
  responds('eviction-clinic', 'birchwood-rents', 0.85, 'Lawyers look at rent increase notices.'),
  responds('tenant-meeting', 'birchwood-rents', 0.95, 'Tenants of the same house answer the notices together.'),
  responds('rent-fund', 'birchwood-rents', 0.7, 'The fund pays rent for those who may lose their home.'),
  responds('rights-workshop', 'birchwood-rents', 0.6, 'Renters learn what a landlord may do.'),
  responds('need-heaters', 'no-heat', 0.95, 'Heaters are collected for the buildings without heat.'),
  responds('tenant-meeting', 'no-heat', 0.7, 'The meeting presses for the boiler repair.'),
  responds('grocery-distribution', 'pantry-demand', 0.9, 'Groceries are given to the households that come.'),
  responds('soup-supper', 'pantry-demand', 0.7, 'A free meal for whoever is hungry.'),
  responds('need-drivers', 'pantry-demand', 0.7, 'Drivers are needed to serve more households.'),
  responds('need-protein', 'pantry-demand', 0.8, 'Donations fill the empty shelves.'),
  responds('lunch-fund', 'lunch-debt', 0.95, 'The fund pays the unpaid bills.'),
  responds('creek-cleanup', 'fish-kill', 0.8, 'Volunteers clear the creek after the same storm.'),
  responds('need-monitors', 'fish-kill', 0.85, 'Samples are to show where the oil comes from.'),
  responds('watershed-council', 'fish-kill', 0.95, 'The meeting is about the fish kill.'),
  responds('need-guards', 'school-crossing', 0.95, 'Guards are wanted for the same crossing.'),
  responds('walk-audit', 'school-crossing', 0.9, 'The walk looks for what makes the crossing unsafe.'),
  responds('senior-rides', 'route-four', 0.65, 'The van drives some of those who lose the bus.'),
  responds('ride-board', 'route-four', 0.7, 'Neighbors give rides to work and the clinic.'),
  responds('ride-listening', 'route-four', 0.85, 'The city listens to riders of the ending line.'),
  responds('depot-hill-potluck', 'route-four', 0.9, 'Neighbors plan how to keep the line.'),
  responds('job-fair', 'plant-closing', 0.9, 'The fair is for workers of the closing plant.'),
  responds('layoff-session', 'plant-closing', 0.95, 'Workers of the plant learn about their rights.'),
  responds('job-training', 'plant-closing', 0.8, 'Courses for those who lose their work.'),
  responds('warming-center', 'shelter-full', 0.95, 'It opens when the shelter is full.'),
  responds('need-cots', 'shelter-full', 0.85, 'Cots make room for those turned away.'),
  responds('night-training', 'shelter-full', 0.75, 'Night helpers keep the warming center open.'),
  responds('naloxone-training', 'overdoses', 0.95, 'People learn to reverse an overdose.'),
  responds('memorial-vigil', 'overdoses', 0.6, 'Families remember those who died.'),
  responds('library-rally', 'library-cut', 0.95, 'The rally is for the hours that would be cut.'),
  responds('library-board', 'library-cut', 0.8, 'The workshop is about the remaining hours.'),
  responds('budget-hearing', 'library-cut', 0.75, 'The hearing decides on the cut.'),
  responds('taller-derechos', 'familias-con-miedo', 0.9, 'El taller explica los derechos ante los operativos.'),
  responds('linea-apoyo', 'familias-con-miedo', 0.85, 'Voluntarios acompañan a las familias que tienen miedo.'),
];

export interface TrueSituation {
  readonly id: string;
  readonly headline: string;
  readonly lede: string;
  readonly cause: string;
  readonly signals: readonly string[];
}

export const SITUATIONS: readonly TrueSituation[] = [
  {
    id: 'mill-district-water',
    headline: 'Neighbors carry water while the Mill District waits for a clean tap',
    lede: 'A broken main left the Mill District with brown water; volunteers and the county hand out water and test kits.',
    cause: 'the main under Foundry Street broke.',
    signals: ['brown-water', 'boil-water', 'bottled-water', 'water-test-kits', 'need-carriers'],
  },
  {
    id: 'birchwood-court',
    headline: 'Birchwood Court tenants organize against a rent jump and cold rooms',
    lede: 'Tenants of Birchwood Court answer rent notices together while two buildings have no heat.',
    cause: 'the new owner of Birchwood Court raises rents and leaves the boiler broken.',
    signals: [
      'birchwood-rents',
      'no-heat',
      'tenant-meeting',
      'eviction-clinic',
      'rent-fund',
      'rights-workshop',
      'need-heaters',
    ],
  },
  {
    id: 'hunger',
    headline: 'Food bank, parish and schools stretch to feed more households',
    lede: 'More households ask for food than the pantry can serve; meals, boxes and a lunch fund try to close the gap.',
    cause: 'more households cannot pay for food.',
    signals: [
      'pantry-demand',
      'lunch-debt',
      'grocery-distribution',
      'home-delivery',
      'holiday-boxes',
      'need-drivers',
      'need-protein',
      'packing-night',
      'despensa-movil',
      'soup-supper',
      'lunch-fund',
    ],
  },
  {
    id: 'mill-creek',
    headline: 'Volunteers turn to Mill Creek after the fish kill',
    lede: 'After dead fish and oil on Mill Creek, volunteers clean, sample and meet while the county warns anglers.',
    cause: 'an unknown source let oil into Mill Creek after the storm.',
    signals: ['fish-kill', 'fish-advisory', 'creek-cleanup', 'need-monitors', 'watershed-council', 'tree-planting'],
  },
  {
    id: 'lincoln-crossing',
    headline: 'Parents and the district work on a safer Lincoln School crossing',
    lede: 'After three accidents, guards are wanted and parents walk the crossings with engineers.',
    cause: 'cars are fast and guard posts unfilled at the Jefferson Street crossing.',
    signals: ['school-crossing', 'need-guards', 'walk-audit'],
  },
  {
    id: 'route-four',
    headline: 'Depot Hill looks for rides before Route 4 ends',
    lede: 'The last bus up Depot Hill ends in January; neighbors, the senior center and the city look for rides.',
    cause: 'the city ends bus Route 4.',
    signals: ['route-four', 'ride-board', 'senior-rides', 'ride-listening', 'depot-hill-potluck'],
  },
  {
    id: 'harlan-closing',
    headline: 'Unions and employers gather around workers of Harlan Castings',
    lede: 'Before the foundry closes in February, workers get sessions, courses and a fair.',
    cause: 'Harlan Castings closes its plant.',
    signals: ['plant-closing', 'layoff-session', 'job-training', 'job-fair'],
  },
  {
    id: 'winter-nights',
    headline: 'A warming center opens where the shelter has no bed left',
    lede: 'The only night shelter is full on freezing nights; a warming center needs cots and people.',
    cause: 'the county has 22 shelter beds for more people.',
    signals: ['shelter-full', 'warming-center', 'need-cots', 'night-training', 'cold-advisory'],
  },
  {
    id: 'library-hours',
    headline: 'Readers speak up for library hours before the budget vote',
    lede: 'The draft budget closes the library on Sundays and evenings; a rally, a workshop and a hearing come first.',
    cause: 'the draft budget cuts the library.',
    signals: ['library-cut', 'budget-hearing', 'library-board', 'library-rally'],
  },
  {
    id: 'overdoses',
    headline: 'Trainings and a vigil answer a year of overdose deaths',
    lede: 'Overdose deaths doubled in the county; people learn to use naloxone and remember those who died.',
    cause: 'fentanyl reaches people in Riverbend County.',
    signals: ['overdoses', 'naloxone-training', 'memorial-vigil'],
  },
  {
    id: 'familias-northside',
    headline: 'Familias de Northside buscan información y compañía',
    lede: 'Tras los operativos, un centro legal ofrece talleres y acompañamiento a familias que tienen miedo.',
    cause: 'hubo operativos de inmigración.',
    signals: ['familias-con-miedo', 'taller-derechos', 'linea-apoyo'],
  },
  {
    id: 'riverside-warehouse',
    headline: 'Riverside weighs a warehouse beside the creek',
    lede: 'An application to rezone wetland buffer for a warehouse goes to a hearing.',
    cause: 'Northway Logistics applied to rezone 14 acres.',
    signals: ['rezoning-notice', 'planning-hearing'],
  },
  {
    id: 'sewer-rates',
    headline: 'Customers can question an 18 percent sewer increase',
    lede: 'The Water Utility proposes higher sewer rates and holds a hearing.',
    cause: 'the Water Utility proposes to raise sewer rates.',
    signals: ['sewer-rates', 'sewer-hearing'],
  },
];

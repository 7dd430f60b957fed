/** Places of the town that its pages name. Coordinates are degrees; an area has the precision `neighborhood`. */
export interface Place {
  readonly name: string;
  readonly address: string | null;
  readonly latitude: number;
  readonly longitude: number;
  readonly precision: 'exact' | 'neighborhood';
}
const exact = (name: string, address: string, latitude: number, longitude: number): Place => ({
  name,
  address,
  latitude,
  longitude,
  precision: 'exact',
});
const area = (name: string, latitude: number, longitude: number): Place => ({
  name,
  address: null,
  latitude,
  longitude,
  precision: 'neighborhood',
});

export const PLACES = {
  cityHall: exact('Alder Falls City Hall', '12 Main Street', 44.1342, -90.2291),
  library: exact('Alder Falls Public Library', '40 Cedar Avenue', 44.1351, -90.2262),
  bridge: exact('Foundry Street Bridge', '1 Foundry Street', 44.1078, -90.2587),
  church: exact('St. Brendan Church', '210 Hill Street', 44.1389, -90.2514),
  foodBank: exact('Alder Falls Food Bank', '88 Depot Road', 44.1031, -90.2225),
  healthCenter: exact('Riverbend Health Center', '515 Cedar Avenue', 44.1377, -90.2203),
  birchwood: exact('Birchwood Court Apartments', '900 Birchwood Court', 44.1466, -90.2399),
  lincolnSchool: exact('Lincoln Elementary School', '300 Jefferson Street', 44.1292, -90.2158),
  seniorCenter: exact('Alder Falls Senior Center', '77 Hill Street', 44.1371, -90.2489),
  creekPark: exact('Mill Creek Park', '60 Creek Lane', 44.1049, -90.2622),
  fireStation: exact('Fire Station 2', '145 Foundry Street', 44.1066, -90.2551),
  unionHall: exact('Union Hall', '5 Foundry Street', 44.1083, -90.2579),
  grange: exact('Depot Hill Grange Hall', '31 Depot Road', 44.1022, -90.2198),
  highSchool: exact('Alder Falls High School', '1200 Jefferson Street', 44.1268, -90.2089),
  clinic: exact('Centro Ayuda Legal', '18 Cedar Avenue', 44.1346, -90.2271),
  millDistrict: area('Mill District', 44.1071, -90.2566),
  northside: area('Northside', 44.1475, -90.2405),
  depotHill: area('Depot Hill', 44.1025, -90.2205),
  riverside: area('Riverside', 44.1118, -90.2671),
} as const satisfies Readonly<Record<string, Place>>;
export type PlaceKey = keyof typeof PLACES;

/** `Union Hall, 5 Foundry Street` */
export const addressed = (key: PlaceKey): string => {
  const place: Place = PLACES[key];
  return place.address === null ? place.name : `${place.name}, ${place.address}`;
};

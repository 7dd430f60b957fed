import { blog, broken, privateHosts } from './broken.js';
import { church } from './church.js';
import { cityHall } from './city-hall.js';
import type { TownClock } from './clock.js';
import { courier } from './courier.js';
import { creek } from './creek.js';
import { events } from './events.js';
import { foodBank } from './food-bank.js';
import { health } from './health.js';
import { hostile } from './hostile.js';
import { labor } from './labor.js';
import { legalAid } from './legal-aid.js';
import { library } from './library.js';
import { mutualAid } from './mutual-aid.js';
import { radio } from './radio.js';
import { schools } from './schools.js';
import { seniors } from './seniors.js';
import { shelter } from './shelter.js';
import { instagram, reddit } from './social.js';
import { tenants } from './tenants.js';
import type { Host, HostBuilder } from './types.js';

/** Every site of the town. Adding one = one file and one line here. */
const SITES: readonly HostBuilder[] = [
  cityHall,
  courier,
  radio,
  foodBank,
  tenants,
  library,
  church,
  creek,
  events,
  mutualAid,
  legalAid,
  schools,
  health,
  seniors,
  shelter,
  labor,
  reddit,
  instagram,
  hostile,
  broken,
  blog,
  ...privateHosts,
];

/** All sites as they are on the clock's day. */
export const buildHosts = (clock: TownClock): readonly Host[] => SITES.map((site) => site(clock));

import { htmlPage, linkList, paragraphs, type Frame } from './html.js';
import { addressed } from './places.js';
import { quotes } from './quote.js';
import type { HostBuilder, TrueSignal } from './types.js';

const NAME = 'centroayudalegal.example';
const HOME = `https://${NAME}`;
const FRAME: Frame = {
  site: 'Centro Ayuda Legal',
  lang: 'es',
  menu: [
    ['Inicio', '/'],
    ['Talleres', '/talleres'],
  ],
  footer: 'Centro Ayuda Legal, 18 Cedar Avenue, Alder Falls, WI 54699',
};

/** Legal aid, in Spanish. What it tells of enforcement is sensitive. */
export const legalAid: HostBuilder = (clock) => {
  const workshop = clock.next('saturday', 2, '16:00');
  const since = clock.inDays(-6, '10:00');
  const signals: readonly TrueSignal[] = [
    {
      id: 'consultas-gratis',
      type: 'aid',
      title: 'Consultas legales gratis sobre vivienda y trabajo',
      summary: 'El centro da consultas legales gratis sobre desalojos, salarios y deudas los martes y jueves.',
      url: `${HOME}/`,
      quote: 'Damos consultas legales gratis sobre desalojos, salarios y deudas los martes y jueves de 9 a 12.',
      language: 'es',
      place: 'clinic',
      organizer: 'Centro Ayuda Legal',
      availability: 'los martes y jueves de 9 a 12',
      isOngoing: true,
      resources: [{ slug: 'legal-advice', relation: 'offers', context: 'consultas gratis' }],
      tags: ['ayuda legal', 'vivienda'],
    },
    {
      id: 'familias-con-miedo',
      type: 'tension',
      title: 'Familias dejan de ir a la clínica por miedo',
      summary:
        'Desde los operativos de inmigración, familias de Northside dejan de ir a la clínica y a la escuela por miedo.',
      url: `${HOME}/`,
      quote:
        'Desde los operativos de inmigración del mes pasado, familias de Northside dejan de ir a la clínica y a la escuela por miedo.',
      language: 'es',
      published: since,
      place: 'northside',
      sensitivity: 'sensitive',
      severity: 'high',
      category: 'immigration',
      whatWouldHelp: 'Información sobre derechos y acompañamiento.',
      impliedQueries: ['Alder Falls taller conozca sus derechos'],
      tags: ['inmigración', 'familias'],
    },
    {
      id: 'taller-derechos',
      type: 'gathering',
      title: 'Taller: conozca sus derechos',
      summary: 'Abogadas explican qué hacer si agentes de inmigración tocan la puerta; hay cuidado de niños.',
      url: `${HOME}/talleres`,
      quote: `El taller es el ${workshop.fechaLarga} a las 4 de la tarde en Union Hall: qué hacer si agentes de inmigración tocan la puerta.`,
      language: 'es',
      starts: workshop,
      place: 'unionHall',
      sensitivity: 'sensitive',
      organizer: 'Centro Ayuda Legal',
      tags: ['derechos', 'inmigración'],
    },
    {
      id: 'linea-apoyo',
      type: 'aid',
      title: 'Acompañamiento a citas y a la escuela',
      summary: 'Voluntarios acompañan a familias a citas médicas, a la corte y a la escuela.',
      url: `${HOME}/talleres`,
      quote: 'Voluntarios acompañan a familias a citas médicas, a la corte y a la escuela; pregunte en el mostrador.',
      language: 'es',
      sensitivity: 'sensitive',
      organizer: 'Centro Ayuda Legal',
      isOngoing: true,
      resources: [{ slug: 'accompaniment', relation: 'offers', context: 'citas, corte, escuela' }],
      tags: ['acompañamiento', 'familias'],
    },
  ];
  const quote = quotes(signals);
  const page = (path: string, title: string, main: string) => ({
    path,
    title: `${title} | Centro Ayuda Legal, Alder Falls`,
    body: htmlPage(FRAME, title, main),
  });
  return {
    name: NAME,
    addresses: ['203.0.113.20'],
    pages: [
      page(
        '/',
        'Ayuda legal para todos',
        paragraphs(
          'El Centro Ayuda Legal es una organización sin fines de lucro que atiende a familias de Alder Falls en español.',
          quote('consultas-gratis'),
          quote('familias-con-miedo'),
          `Estamos en ${addressed('clinic')}.`,
        ) +
          linkList([
            ['Talleres', '/talleres'],
            ['Despensa gratis', 'https://alderfallsfoodbank.example/es/despensa'],
          ]),
      ),
      page('/talleres', 'Talleres y apoyo', paragraphs(quote('taller-derechos'), quote('linea-apoyo'))),
    ],
    signals,
    actors: [
      {
        id: 'centro-ayuda-legal',
        name: 'Centro Ayuda Legal',
        type: 'organization',
        description: 'Organización sin fines de lucro que atiende a familias en español.',
        url: `${HOME}/`,
        place: '18 Cedar Avenue',
        quote:
          'El Centro Ayuda Legal es una organización sin fines de lucro que atiende a familias de Alder Falls en español.',
        foundAt: `${HOME}/`,
      },
    ],
  };
};

import { calendarEvents, calendarText } from './calendar.js';

const context = {
  url: 'https://library.example/events.ics',
  at: new Date('2026-12-01T12:00:00Z'),
  timeZone: 'America/Chicago',
};

const calendar = (...events: string[][]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    ...events.flatMap((lines, n) => [
      'BEGIN:VEVENT',
      `UID:${String(n)}@library.example`,
      'DTSTAMP:20261101T000000Z',
      ...lines,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

describe('an iCalendar read into gatherings', () => {
  it('quotes what tells about the event, word for word from the archived text', () => {
    const ics = calendar(
      [
        'DTSTART:20261205T170000Z',
        'SUMMARY:Book sale',
        'DESCRIPTION:Fill a bag\\, five doll',
        ' ars.',
        'LOCATION:Main hall',
      ],
      ['DTSTART:20261206T170000Z', 'SUMMARY:Concert', 'DESCRIPTION:Songs.'],
    );
    const [sale, concert] = calendarEvents(ics, context);
    expect(sale?.quote).toBe(
      'DTSTART:20261205T170000Z\nSUMMARY:Book sale\nDESCRIPTION:Fill a bag, five dollars.\nLOCATION:Main hall',
    );
    expect(calendarText(ics)).toContain(sale?.quote ?? 'nothing');
    expect(concert?.quote).toContain('Songs.');
    expect(concert?.quote).not.toContain('Book sale');
  });

  it('keeps the rule of a series and finds its next occurrence', () => {
    const ics = calendar([
      'DTSTART:20260107T160000Z',
      'DTEND:20260107T170000Z',
      'RRULE:FREQ=WEEKLY;BYDAY=WE',
      'SUMMARY:Story time',
    ]);
    const [series] = calendarEvents(ics, context);
    expect(series?.content.rrule).toContain('FREQ=WEEKLY');
    expect(Date.parse(series?.content.nextOccurrence ?? '')).toBe(Date.parse('2026-12-02T16:00:00Z'));
  });

  it('knows a cancelled event by its status or its title', () => {
    const ics = calendar(
      ['DTSTART:20261205T170000Z', 'STATUS:CANCELLED', 'SUMMARY:Concert'],
      ['DTSTART:20261206T170000Z', 'SUMMARY:CANCELLED: Book club'],
    );
    expect(calendarEvents(ics, context).map(({ content }) => [content.title, content.eventStatus])).toEqual([
      ['Concert', 'cancelled'],
      ['Book club', 'cancelled'],
    ]);
  });

  it('takes an event that stands twice under different UIDs once', () => {
    const lines = ['DTSTART:20261205T170000Z', 'SUMMARY:Book sale', 'LOCATION:Main hall'];
    expect(calendarEvents(calendar(lines, lines), context)).toHaveLength(1);
  });

  it('gives nothing for what is no calendar', () => {
    expect(calendarEvents('<html>moved</html>', context)).toEqual([]);
  });
});

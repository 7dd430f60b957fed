import { calendarEvents, calendarText } from './calendar.js';

const context = {
  url: 'https://library.test/cal.ics',
  at: new Date('2026-06-01T12:00:00Z'),
  timeZone: 'America/Chicago',
};
const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'];

describe('calendarEvents', () => {
  it('reads time, zone, place and quote', () => {
    const ics = calendar(
      ...event(
        'SUMMARY:Story time\\, all ages',
        'DTSTART;TZID=America/Chicago:20260610T100000',
        'DTEND;TZID=America/Chicago:20260610T110000',
        'LOCATION:Main Library',
      ),
    );
    const [found] = calendarEvents(ics, context);
    expect(found?.content).toMatchObject({
      title: 'Story time, all ages',
      startsAt: '2026-06-10T10:00:00-05:00',
      endsAt: '2026-06-10T11:00:00-05:00',
      locationName: 'Main Library',
      rrule: null,
    });
    expect(calendarText(ics)).toContain(found?.quote);
  });
  it('gives a recurring event its rule and next occurrence, exceptions left out', () => {
    const [found] = calendarEvents(
      calendar(
        ...event(
          'SUMMARY:Repair café',
          'DTSTART;TZID=America/Chicago:20260106T180000',
          'RRULE:FREQ=WEEKLY;BYDAY=TU',
          'EXDATE;TZID=America/Chicago:20260602T180000',
        ),
      ),
      context,
    );
    expect(found?.content.rrule).toContain('FREQ=WEEKLY');
    expect(found?.content.nextOccurrence).toBe('2026-06-09T18:00:00-05:00');
  });
  it('has no next occurrence when the series is over', () => {
    const [found] = calendarEvents(
      calendar(...event('SUMMARY:Old series', 'DTSTART:20240106T180000Z', 'RRULE:FREQ=WEEKLY;COUNT=3')),
      context,
    );
    expect(found?.content.nextOccurrence).toBeNull();
  });
  it('knows cancelled ones, by status or title', () => {
    const two = calendar(
      ...event('SUMMARY:Town hall', 'DTSTART:20260610T100000Z', 'STATUS:CANCELLED'),
      ...event('SUMMARY:CANCELLED: Picnic', 'DTSTART:20260611T100000Z').map((line) => line.replace('UID:1', 'UID:2')),
    );
    expect(calendarEvents(two, context).map(({ content }) => [content.title, content.eventStatus])).toEqual([
      ['Town hall', 'cancelled'],
      ['Picnic', 'cancelled'],
    ]);
  });
  it('does not trust UIDs: the same event twice is one', () => {
    const same = ['SUMMARY:Market', 'DTSTART:20260610T100000Z', 'LOCATION:Square'];
    expect(
      calendarEvents(
        calendar(...event(...same), ...event(...same).map((line) => line.replace('UID:1', 'UID:2'))),
        context,
      ),
    ).toHaveLength(1);
  });
  it('keeps a whole day on its day', () => {
    expect(
      calendarEvents(calendar(...event('SUMMARY:Festival', 'DTSTART;VALUE=DATE:20260704')), context)[0]?.content
        .startsAt,
    ).toBe('2026-07-04T00:00:00-05:00');
  });
  it('is not drowned by a rule for every second', () => {
    const started = performance.now();
    calendarEvents(calendar(...event('SUMMARY:Bomb', 'DTSTART:20200101T000000Z', 'RRULE:FREQ=SECONDLY')), context);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
  it.each(['', 'BEGIN:VCALENDAR', '<html></html>', 'BEGIN:VEVENT\nDTSTART:nonsense\nEND:VEVENT'])(
    'gives nothing for %j',
    (text) => {
      expect(calendarEvents(text, context)).toEqual([]);
    },
  );
});

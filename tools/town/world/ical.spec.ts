import ical from 'node-ical';
import { TownClock } from './clock.js';
import { calendarFile } from './ical.js';

it('writes a calendar that a calendar reader understands: folded lines, a series, a cancellation', () => {
  const clock = new TownClock(new Date('2026-11-21T15:00:00Z'), 'America/Chicago');
  const starts = clock.next('friday', 1, '10:30');
  const description =
    'A long description; with commas, and semicolons, that has to be folded because lines end at 75 octets.';
  const file = calendarFile('Library, events', clock.inDays(0), [
    {
      uid: 'a',
      title: 'Story time',
      description,
      starts,
      ends: clock.next('friday', 1, '11:15'),
      location: 'Library, 40 Cedar Avenue',
      rrule: 'FREQ=WEEKLY;BYDAY=FR',
    },
    { uid: 'b', title: 'Concert', description: 'No.', starts, ends: starts, location: 'Library', cancelled: true },
  ]);
  expect(Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  const events = Object.values(ical.sync.parseICS(file)).filter((entry) => entry?.type === 'VEVENT');
  expect(events).toHaveLength(2);
  expect(events[0]).toMatchObject({ summary: 'Story time', description, start: starts.instant, status: 'CONFIRMED' });
  expect(events[0]).toHaveProperty('rrule');
  expect(events[1]).toMatchObject({ status: 'CANCELLED' });
});

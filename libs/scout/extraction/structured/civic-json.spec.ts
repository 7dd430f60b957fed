import { civicJsonSignals } from './civic-json.js';
import { directoryAid } from './hsds.js';

const context = { url: 'https://api.test/meetings', at: new Date('2026-06-01T00:00:00Z'), timeZone: 'America/Chicago' };
const read = (value: unknown) => {
  const text = JSON.stringify(value, null, 1);
  return civicJsonSignals(text, text, context).map(({ content }) => content);
};

describe('civicJsonSignals', () => {
  it('joins the day and the clock of a Legistar record', () => {
    expect(
      read([
        {
          EventBodyName: 'City Council',
          EventDate: '2026-06-09T00:00:00',
          EventTime: '6:30 PM',
          EventLocation: 'City Hall',
        },
      ]),
    ).toEqual([
      expect.objectContaining({
        title: 'City Council',
        startsAt: '2026-06-09T18:30:00-05:00',
        locationName: 'City Hall',
      }),
    ]);
  });
  it('reads column names of an exported calendar', () => {
    expect(
      read([
        {
          Name: 'Audit Committee',
          'Meeting Date': '12/20/2026',
          'Meeting Time': '8:00 AM',
          'Meeting Location': '5th Floor',
        },
      ])[0],
    ).toMatchObject({ title: 'Audit Committee', startsAt: '2026-12-20T08:00:00-06:00' });
  });
  it('reads UTC as the local clock, and seconds', () => {
    expect(
      read({ meetings: [{ title: 'Task force', start: '2026-07-25T16:30:00.000Z', isCancelled: true }] })[0],
    ).toMatchObject({ startsAt: '2026-07-25T11:30:00-05:00', eventStatus: 'cancelled' });
    expect(read({ eventList: [{ event_title: 'Land bank', event_start_unix: '1781964000' }] })[0]?.startsAt).toContain(
      '2026-06-20',
    );
  });
  it('takes agenda items for the meeting they belong to, once', () => {
    const rows = ['Claims', 'Minutes of May'].map((Title, index) => ({
      AgendaItemID: index,
      Title,
      MeetingType: 'Board Meeting',
      MeetingDate: '2026-06-09T18:30:00',
    }));
    expect(read(rows).map(({ title }) => title)).toEqual(['Board Meeting']);
  });
  it.each([null, 1, 'x', {}, [{ name: 'no date' }], [{ date: '2026-06-09' }]])('finds nothing in %j', (value) => {
    expect(read(value)).toEqual([]);
  });
});

describe('directoryAid', () => {
  it('reads the service of a location', () => {
    const record = {
      location: { name: 'Hall', latitude: 44, longitude: -91 },
      service: {
        name: 'Counselling',
        description: 'Free counselling for residents',
        status: 'active',
        organization: { name: 'Care Org' },
      },
    };
    expect(directoryAid(JSON.stringify(record), context)[0]?.content).toMatchObject({
      type: 'aid',
      title: 'Counselling',
      isOngoing: true,
      organizer: 'Care Org',
      location: { latitude: 44, longitude: -91 },
    });
  });
  it('leaves other JSON alone', () => {
    expect(directoryAid('[{"name": "x"}]', context)).toEqual([]);
  });
});

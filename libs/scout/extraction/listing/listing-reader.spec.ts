import { parseDocument } from '../html/dom.js';
import { mainText } from '../html/main-text.js';
import { listedGatherings } from './listing-reader.js';

const read = (html: string, more: { pageTitle?: string | null; at?: string } = {}) =>
  listedGatherings(mainText(html, parseDocument(html)).lines, {
    url: 'https://city.test/meetings',
    at: new Date(more.at ?? '2020-01-06T12:00:00Z'),
    timeZone: 'America/Chicago',
    pageTitle: more.pageTitle ?? 'Meetings',
    siteName: null,
  });
const brief = (html: string, more = {}) =>
  read(html, more).map(({ content }) => [content.title, content.startsAt, content.locationName, content.eventStatus]);

describe('listedGatherings', () => {
  it('reads a table by its columns', () => {
    const html =
      '<table><tr><th>Date</th><th>Meeting</th><th>Location</th></tr><tr><td>01/09/2020 6:00 PM</td><td>Zoning Board</td><td>City Hall, Room 2</td></tr><tr><td>01/16/2020 6:00 PM</td><td>Plan Commission</td><td>Library</td></tr></table>';
    expect(brief(html)).toEqual([
      ['Zoning Board', '2020-01-09T18:00:00-06:00', 'City Hall, Room 2', 'scheduled'],
      ['Plan Commission', '2020-01-16T18:00:00-06:00', 'Library', 'scheduled'],
    ]);
  });
  it('takes year, time and place from the sentences above', () => {
    const html =
      '<h2>2021 Meeting Schedule</h2><p>All board meetings will be held at 3:00 PM. Meetings are held at the Board of Ethics, 740 N. Sedgwick Street, Chicago.</p><ul><li>Monday January 11</li><li>Monday February 8</li></ul>';
    const found = read(html, { pageTitle: 'Board of Ethics' });
    expect(found.map(({ content }) => content.startsAt)).toEqual([
      '2021-01-11T15:00:00-06:00',
      '2021-02-08T15:00:00-06:00',
    ]);
    expect(found[0]?.content).toMatchObject({
      title: 'Board of Ethics',
      locationName: expect.stringContaining('740 N. Sedgwick'),
    });
    expect(found[0]?.quote).toContain('Monday January 11');
  });
  it('names rows by the label over them, and knows cancelled ones', () => {
    const html =
      '<p>2018 Board Meetings</p><p>Finance/Audit Committee Meetings:</p><p>January 9 at 1:00 pm</p><p>February 6 at 1:00 pm CANCELLED</p><p>Engagement Committee Meetings:</p><p>January 10 at 2:00 pm</p>';
    expect(brief(html, { at: '2018-01-01T00:00:00Z' })).toEqual([
      ['Finance/Audit Committee Meetings', '2018-01-09T13:00:00-06:00', null, 'scheduled'],
      ['Finance/Audit Committee Meetings', '2018-02-06T13:00:00-06:00', null, 'cancelled'],
      ['Engagement Committee Meetings', '2018-01-10T14:00:00-06:00', null, 'scheduled'],
    ]);
  });
  it('reads a card: name, day, time and place on lines of their own', () => {
    const card = (name: string, day: string) =>
      `<div><h3><a href="/e">${name}</a></h3><p>${day}</p><p>6:00 - 8:00 PM</p><p>Location: Main Library</p></div>`;
    const found = read(
      card('Budget hearing', 'Thursday, January 9, 2020') +
        card('Tree planting workshop', 'Saturday, January 11, 2020'),
    );
    expect(found.map(({ content }) => [content.title, content.startsAt, content.endsAt, content.locationName])).toEqual(
      [
        ['Budget hearing', '2020-01-09T18:00:00-06:00', '2020-01-09T20:00:00-06:00', 'Main Library'],
        ['Tree planting workshop', '2020-01-11T18:00:00-06:00', '2020-01-11T20:00:00-06:00', 'Main Library'],
      ],
    );
  });
  it('makes one event of a page about one', () => {
    const html =
      '<h1>Community Input Meeting</h1><p>Jan 17, 2020</p><p>5:00pm - 7:00pm</p><p>Please join us for the community input meeting on January 17, 2020 at City Hall.</p>';
    expect(
      read(html, { pageTitle: 'Community Input Meeting' }).map(({ content }) => [content.title, content.startsAt]),
    ).toEqual([['Community Input Meeting', '2020-01-17T17:00:00-06:00']]);
  });
  it.each([
    [
      'papers of meetings',
      '<ul><li><a href="/a.pdf">Agenda 1-22-2019</a></li><li><a href="/b.pdf">Minutes January 9, 2019</a></li></ul>',
    ],
    ['postings', '<p>Posted on January 6, 2020</p><p>Updated: January 8, 2020</p>'],
    [
      'stories',
      '<p>On Monday, January 6, 2020, the council voted to close the road after residents complained about flooding.</p>',
    ],
    ['deadlines', '<p>Applications for the board are due January 31, 2020</p>'],
  ])('finds no gathering in %s', (_, html) => {
    expect(read(html, { pageTitle: 'City news' })).toEqual([]);
  });
});

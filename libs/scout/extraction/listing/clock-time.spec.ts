import { writtenTime } from './clock-time.js';

describe('writtenTime', () => {
  it.each([
    ['at 3:00 PM', [15, 0], null],
    ['3:pm', [15, 0], null],
    ['3:oo pm', [15, 0], null],
    ['11:00 a.m.', [11, 0], null],
    ['9am', [9, 0], null],
    ['12:30pm', [12, 30], null],
    ['noon', [12, 0], null],
    ['3:00 - 5:00 PM', [15, 0], [17, 0]],
    ['6-8pm', [18, 0], [20, 0]],
    ['10 a.m. to noon', [10, 0], [12, 0]],
    ['11-1 pm', [11, 0], [13, 0]],
    ['18:30', [18, 30], null],
  ] as const)('%s', (text, start, end) => {
    const time = writtenTime(text);
    expect([time?.start.hour, time?.start.minute]).toEqual(start);
    expect(time?.end == null ? null : [time.end.hour, time.end.minute]).toEqual(end);
  });
  it.each(['Room 12', '$5.00', '2020', 'pages 3-5'])('finds none in %j', (text) => {
    expect(writtenTime(text)).toBeNull();
  });
});

import { channelOf } from './channel.js';

it.each([
  ['https://www.reddit.com/r/austin', 'social'],
  ['https://austintexas.gov/page', 'institution'],
  ['https://www.cityofmillbrook.org/', 'institution'],
  ['https://millbrook-tribune.com/story', 'press'],
  ['https://foodbank.example.org', 'community'],
])('%s speaks as %s', (url, channel) => {
  expect(channelOf(url)).toBe(channel);
});

import { parseStartOptions } from './options.js';

test('without options: town mode, two workers, dashboard, a run, ports from 4000', () => {
  expect(parseStartOptions([], '/home/ann')).toEqual({
    once: false,
    fresh: false,
    data: '/home/ann/.scout',
    mode: 'town',
    workers: 2,
    admin: true,
    run: true,
    portBase: 4000,
    region: undefined,
  });
});

test('each option is understood', () => {
  const argv = [
    '--once',
    '--fresh',
    '--data',
    'here',
    '--workers',
    '5',
    '--no-admin',
    '--port-base',
    '5000',
    '--mode',
    'structured',
    '--region',
    'Austin, TX',
  ];
  expect(parseStartOptions(argv, '/x')).toMatchObject({
    once: true,
    fresh: true,
    data: '/x/here',
    workers: 5,
    admin: false,
    portBase: 5000,
    mode: 'structured',
    region: 'Austin, TX',
  });
});

test.each([
  [['--mode', 'fast'], /--mode fast is unknown: town, structured or live/],
  [['--workers', '0'], /--workers 0: a whole number from 1 to 64/],
  [['--port-base', 'x'], /--port-base x: a whole number/],
  [['--port-base', '6000'], /port 6000.*Choose another/],
  [['--port-base', '10080'], /port 10080/],
  [['--twice'], /Unknown option '--twice'[^]*npm start -- \[options\]/],
  [['--mode', 'live'], /say which with --region/],
  [['--once', '--no-run'], /drop one of them/],
])('%j is refused with what would be accepted', (argv, message) => {
  expect(() => parseStartOptions(argv, '/x')).toThrow(message);
});

import { headingTitle, isKindOfMeeting, namesNothing, titleLeft } from './title-words.js';

describe('titleLeft', () => {
  it.each([
    ['LOCATION & TIME CHANGE', null],
    ['JOINT MEETING – LOCATION & TIME CHANGE', 'JOINT MEETING'],
    ['BOARD MEETING CANCELLATION NOTICE –', 'BOARD MEETING'],
    ['Next meeting is at', null],
    ['DetailsStudio Sessions on', 'Studio Sessions'],
    ['NOTICE OF PUBLIC HEARING NO. 2', 'PUBLIC HEARING NO. 2'],
    ['at - Joint Property Tax Advisory Committee (JPTAC)', 'Joint Property Tax Advisory Committee (JPTAC)'],
  ])('leaves of %j %j', (text, left) => {
    expect(titleLeft(text)).toBe(left);
  });
});

describe('namesNothing', () => {
  it.each([
    'Skip to content',
    '+1 312 626 6799 US (Chicago)',
    'Or call in (audio only)',
    'October_21.docx',
    'Resolution(s)',
    'Meeting details',
    'Wednesday (due to Election Day)',
    '3rd Wednesday',
    'Time: 5:30 p.m. (unless noted otherwise)',
    'ALL MEETINGS TAKE PLACE AT THE OFFICES UNLESS OTHERWISE NOTED',
    'contact grsd:',
    'Start',
    'S Sunday M Monday T Tuesday',
  ])('knows %j for no name', (text) => {
    expect(namesNothing(text)).toBe(true);
  });
  it.each(['Board of Directors', 'Zoning Board', 'Phone bank for the levy', 'Wednesday Night Potluck'])(
    'takes %j for a name',
    (text) => {
      expect(namesNothing(text)).toBe(false);
    },
  );
});

describe('headingTitle', () => {
  it.each([
    ['Board Meeting - November 13, 2018 - PBC Chicago', 'Board Meeting - PBC Chicago'],
    ['Board of Police Commissioners - 2-28-19', 'Board of Police Commissioners'],
    ['2024 Board of Health Meetings', 'Board of Health Meetings'],
    ['Planning calendar', 'Planning calendar'],
  ])('makes of %j %j', (heading, title) => {
    expect(headingTitle(heading)).toBe(title);
  });
});

it('tells which kind of meeting from which body', () => {
  expect(['Special (Closed)', 'Regular', 'Committee'].map(isKindOfMeeting)).toEqual([true, true, true]);
  expect(['Finance Committee', 'Meeting', 'Committee Meeting'].map(isKindOfMeeting)).toEqual([false, false, false]);
});

import { checkCitations } from './citations.js';

const sources = new Map([
  [
    'a1',
    {
      title: 'Rent rises 20 percent at Oak Court',
      summary: 'Tenants of Oak Court report rent increases.',
      quotes: ['our rent went up by 20 percent'],
    },
  ],
  ['b2', { title: 'Tenant union meets Thursday', summary: 'The union offers legal help.', quotes: [] }],
]);

describe('checkCitations', () => {
  it('passes a text that cites and says what its sources say', () => {
    const check = checkCitations(
      'The tenant union offers legal help on Thursday. [signal:b2] Tenants of Oak Court report that rent rises 20 percent. [signal:a1]',
      sources,
    );
    expect(check).toEqual({ cites: ['b2', 'a1'], problems: [], fidelity: 1 });
  });
  it('flags an uncited sentence', () => {
    expect(
      checkCitations('Rent rises at Oak Court [signal:a1]. The landlord is under investigation.', sources).problems,
    ).toEqual([expect.stringContaining('uncited')]);
  });
  it('flags a dangling citation', () => {
    expect(checkCitations('Rent rises at Oak Court [signal:zz].', sources).problems).toEqual([
      'cites an unknown signal: zz',
    ]);
  });
  it('flags a citation that does not say so', () => {
    expect(checkCitations('Police arrested seven protesters downtown [signal:a1].', sources).problems).toEqual([
      expect.stringContaining('not what its source says'),
    ]);
  });
  it('flags personal contacts', () => {
    expect(
      checkCitations('Tenants of Oak Court report rent increases, call 612-922-3344 [signal:a1].', sources).problems,
    ).toEqual([expect.stringContaining('phone')]);
  });
  it('flags an empty text', () => {
    expect(checkCitations('  ', sources).problems).toEqual(['says nothing']);
  });
});

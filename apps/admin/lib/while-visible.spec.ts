import { whileVisible } from './while-visible';

class FakePage extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
  turn(state: DocumentVisibilityState) {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

describe('what goes on while a page is seen', () => {
  const told: string[] = [];
  const begin = () => {
    told.push('begun');
    return () => void told.push('ended');
  };
  const on = (page: FakePage) => whileVisible(page as unknown as Document, begin);
  beforeEach(() => void (told.length = 0));

  it('ends when it is hidden and begins when it is shown again, once each', () => {
    const page = new FakePage();
    on(page);
    page.turn('visible');
    page.turn('hidden');
    page.turn('hidden');
    page.turn('visible');
    expect(told).toEqual(['begun', 'ended', 'begun']);
  });

  it('does not begin behind other tabs', () => {
    const page = new FakePage();
    page.visibilityState = 'hidden';
    on(page);
    expect(told).toEqual([]);
    page.turn('visible');
    expect(told).toEqual(['begun']);
  });

  it('is over when it is ended', () => {
    const page = new FakePage();
    on(page)();
    page.turn('hidden');
    page.turn('visible');
    expect(told).toEqual(['begun', 'ended']);
  });
});

import { giveBack, openerOf } from './opener';

const inMenu = (labelledBy: string | null) => ({
  closest: () => (labelledBy === null ? null : ({ getAttribute: () => labelledBy } as unknown as Element)),
});

describe('what gets the focus back from a dialog', () => {
  it('is what had it', () => {
    const button = inMenu(null);
    expect(openerOf(button, () => null)).toBe(button);
  });

  it('is the button of the menu that it was chosen from', () => {
    const button = inMenu(null);
    expect(openerOf(inMenu('run'), (id) => (id === 'run' ? button : null))).toBe(button);
  });

  it('is nothing once that has gone', () => {
    let focused = 0;
    const opener = (isConnected: boolean) => ({ ...inMenu(null), isConnected, focus: () => (focused += 1) });
    expect(giveBack(opener(false))).toBe(false);
    expect(giveBack(null)).toBe(false);
    expect(focused).toBe(0);
    expect(giveBack(opener(true))).toBe(true);
    expect(focused).toBe(1);
  });
});

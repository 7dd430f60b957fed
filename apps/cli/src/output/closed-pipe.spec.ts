import { endWhenClosed } from './closed-pipe.js';

describe('a pipe that its reader has closed', () => {
  const failing = (code: string) => Object.assign(new Error(code), { code });

  it('ends the program quietly, and no other failure does', () => {
    const ended: number[] = [];
    endWhenClosed(failing('EPIPE'), (code) => ended.push(code));
    expect(ended).toEqual([0]);
    expect(() => {
      endWhenClosed(failing('EIO'), (code) => ended.push(code));
    }).toThrow('EIO');
    expect(ended).toHaveLength(1);
  });
});

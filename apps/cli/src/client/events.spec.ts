import { parseEventBlock } from './events.js';

describe('parseEventBlock', () => {
  it('reads id and data', () => {
    expect(parseEventBlock('id: 42\nevent: run\ndata: {"type":"step_finished"}')).toEqual({
      id: '42',
      data: { type: 'step_finished' },
    });
  });

  it('joins data that spans lines', () => {
    expect(parseEventBlock('data: {"a":\ndata: 1}')?.data).toEqual({ a: 1 });
  });

  it('passes over heartbeats', () => {
    expect(parseEventBlock(': heartbeat')).toBeNull();
  });
});

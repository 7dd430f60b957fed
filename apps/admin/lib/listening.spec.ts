import { jest } from '@jest/globals';
import { keepListening, pauseMs, type Stream } from './listening';

class FakeStream implements Stream {
  readonly CLOSED = 2;
  readyState = 0;
  onopen: Stream['onopen'] = null;
  onerror: Stream['onerror'] = null;
  onmessage: Stream['onmessage'] = null;
  addEventListener = () => undefined;
  close = () => {
    this.readyState = this.CLOSED;
  };
  open() {
    this.readyState = 1;
    this.onopen?.call(this as unknown as EventSource, {} as Event);
  }
  fail(readyState: number) {
    this.readyState = readyState;
    this.onerror?.call(this as unknown as EventSource, {} as Event);
  }
}

describe('listening to events', () => {
  const streams: FakeStream[] = [];
  const last = () => streams.at(-1)!;
  const connect = () => {
    streams.push(new FakeStream());
    return last();
  };
  const refused = jest.fn();
  const heard = { opened: () => undefined, lost: () => undefined, told: () => undefined, refused };
  let stop: () => void;

  beforeEach(() => {
    jest.useFakeTimers();
    streams.length = 0;
    refused.mockClear();
    stop = keepListening(connect, heard);
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  it('leaves a broken connection to the browser', () => {
    last().fail(0);
    jest.advanceTimersByTime(60_000);
    expect(streams).toHaveLength(1);
    expect(refused).not.toHaveBeenCalled();
  });

  it('opens a new stream after one that was refused, and waits longer each time', () => {
    last().fail(2);
    jest.advanceTimersByTime(999);
    expect(streams).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(streams).toHaveLength(2);
    last().fail(2);
    jest.advanceTimersByTime(1_999);
    expect(streams).toHaveLength(2);
    jest.advanceTimersByTime(1);
    expect(streams).toHaveLength(3);
    expect(refused).toHaveBeenCalledTimes(2);
  });

  it('begins with a short pause again once a stream was open', () => {
    for (const pause of [1_000, 2_000, 4_000]) {
      last().fail(2);
      jest.advanceTimersByTime(pause);
    }
    last().open();
    last().fail(2);
    jest.advanceTimersByTime(1_000);
    expect(streams).toHaveLength(5);
  });

  it('opens none once it was stopped', () => {
    last().fail(2);
    stop();
    jest.advanceTimersByTime(60_000);
    expect(streams).toHaveLength(1);
  });

  it('never waits longer than 15 seconds', () => {
    expect([1, 2, 3, 4, 5, 50].map(pauseMs)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  });
});

import type { Caller } from '../auth/caller.js';
import { asSeenBy, maySeeSignal, visiblePoint } from './visibility.js';

const publicCaller: Caller = { name: 'public', role: null, by: 'nothing' };
const viewer: Caller = { name: 'v', role: 'viewer', by: 'token' };
const operator: Caller = { name: 'o', role: 'operator', by: 'token' };

describe('what a caller sees of a signal', () => {
  it('is for the public only what is live and sure enough', () => {
    expect(maySeeSignal(publicCaller, { reviewStatus: 'live', confidence: 0.4 })).toBe(true);
    expect(maySeeSignal(publicCaller, { reviewStatus: 'live', confidence: 0.39 })).toBe(false);
    expect(maySeeSignal(publicCaller, { reviewStatus: 'staged', confidence: 0.9 })).toBe(false);
    expect(maySeeSignal(publicCaller, { reviewStatus: 'rejected', confidence: 0.9 })).toBe(false);
  });
  it('is everything for a viewer', () => {
    expect(maySeeSignal(viewer, { reviewStatus: 'staged', confidence: 0.1 })).toBe(true);
  });
  it('has blurred coordinates for everybody but operators', () => {
    const point = { latitude: 44.97623, longitude: -93.26581 };
    expect(visiblePoint(operator, point, 'sensitive')).toEqual(point);
    expect(visiblePoint(viewer, point, 'sensitive')).not.toEqual(point);
    expect(visiblePoint(publicCaller, point, 'elevated')?.latitude).toBeCloseTo(44.975, 6);
    expect(visiblePoint(publicCaller, point, 'general')).toEqual(point);
    expect(visiblePoint(publicCaller, null, 'general')).toBeNull();
  });
  it('names no place of a sensitive signal, and no place finer than its blur', () => {
    const exact = {
      location: { latitude: 44.97623, longitude: -93.26581 },
      locationName: 'Elm chapel',
      locationPrecision: 'exact',
    } as const;
    const seen = asSeenBy(viewer, { ...exact, sensitivity: 'sensitive' });
    expect(seen).toMatchObject({ locationName: null, locationPrecision: 'approximate' });
    expect(seen.location).not.toEqual(exact.location);
    expect(asSeenBy(publicCaller, { ...exact, sensitivity: 'elevated' })).toMatchObject({
      locationName: 'Elm chapel',
      locationPrecision: 'neighborhood',
    });
    expect(asSeenBy(operator, { ...exact, sensitivity: 'sensitive' })).toMatchObject(exact);
    expect(asSeenBy(publicCaller, { ...exact, sensitivity: 'general' })).toMatchObject(exact);
  });
});

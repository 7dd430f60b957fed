import type { AccessRule } from './access.js';
import { accessRefusal } from './access.guard.js';
import type { Caller } from './caller.js';
import type { RoleName } from './role.js';

const caller = (role: RoleName | null): Caller => ({ name: 'x', role, by: role === null ? 'nothing' : 'token' });

describe('an access rule', () => {
  it.each<[AccessRule, RoleName | null, string | undefined]>([
    ['public', null, undefined],
    ['viewer', null, 'UNAUTHENTICATED'],
    ['viewer', 'viewer', undefined],
    ['operator', 'viewer', 'FORBIDDEN'],
    ['operator', 'operator', undefined],
    ['operator', 'admin', undefined],
    ['admin', 'operator', 'FORBIDDEN'],
  ])('%s for %s gives %s', (rule, role, code) => {
    expect(accessRefusal(rule, caller(role))?.code).toBe(code);
  });
  it('that is missing lets nobody through', () => {
    expect(accessRefusal(undefined, caller('admin'))?.code).toBe('FORBIDDEN');
  });
});

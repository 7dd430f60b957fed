import 'reflect-metadata';
import { ACCESS } from '../auth/access.js';
import { RESOLVERS } from './resolvers.js';

describe('every resolver', () => {
  it.each(RESOLVERS.map((resolver) => [resolver.name, resolver] as const))(
    '%s has an access rule for all its fields',
    (_, resolver) => {
      expect(['public', 'viewer', 'operator', 'admin']).toContain(Reflect.getMetadata(ACCESS, resolver));
    },
  );
});

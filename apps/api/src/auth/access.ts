import { SetMetadata } from '@nestjs/common';
import type { RoleName } from './role.js';

/** Metadata key of the access rule of a resolver, controller or one of its methods. */
export const ACCESS = 'scout:access';
export type AccessRule = RoleName | 'public';

/** Only for callers with this role or a higher one. */
export const AccessFor = (role: RoleName) => SetMetadata<string, AccessRule>(ACCESS, role);
/** For everybody; what it returns must be fit to be read by everybody. */
export const Public = () => SetMetadata<string, AccessRule>(ACCESS, 'public');

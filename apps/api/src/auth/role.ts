/** What somebody may do; each role may do what the ones before it may. */
export const ROLES = ['viewer', 'operator', 'admin'] as const;
export type RoleName = (typeof ROLES)[number];

/** Whether a role includes another. Nobody (`null`) includes none. */
export function includesRole(role: RoleName | null, needed: RoleName): boolean {
  return role !== null && ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

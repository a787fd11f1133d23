/**
 * The whole permission table. A token has one role, and a user one in each tenant; a route names one area and the level it needs there.
 * What is not granted here is denied.
 */
export const ROLES = [
  'fleet-administrator',
  'tenant-administrator',
  'operator',
  'auditor',
  'viewer',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * scanning: jobs, scans, findings · packages: security packages and profiles · assets: networks and what is
 * in them · fleet: pools, agents, what a network may scan, operation · access: who may do what.
 */
export const AREAS = ['scanning', 'packages', 'assets', 'fleet', 'access'] as const;
export type Area = (typeof AREAS)[number];

export const LEVELS = ['none', 'read', 'full'] as const;
export type Level = (typeof LEVELS)[number];

export const permissions: Readonly<Record<Role, Readonly<Record<Area, Level>>>> = {
  'fleet-administrator': {
    scanning: 'full',
    packages: 'full',
    assets: 'full',
    fleet: 'full',
    access: 'full',
  },
  'tenant-administrator': {
    scanning: 'full',
    packages: 'full',
    assets: 'full',
    fleet: 'none',
    access: 'full',
  },
  operator: { scanning: 'full', packages: 'read', assets: 'read', fleet: 'none', access: 'none' },
  auditor: { scanning: 'read', packages: 'read', assets: 'read', fleet: 'none', access: 'read' },
  viewer: { scanning: 'read', packages: 'read', assets: 'read', fleet: 'none', access: 'none' },
};

export function allows(role: Role, area: Area, level: Exclude<Level, 'none'>): boolean {
  return LEVELS.indexOf(permissions[role][area]) >= LEVELS.indexOf(level);
}

/** Nobody hands out more than they have: every area of `given` is within what `giver` has. */
export function mayGrant(giver: Role, given: Role): boolean {
  return AREAS.every(
    (area) => LEVELS.indexOf(permissions[given][area]) <= LEVELS.indexOf(permissions[giver][area]),
  );
}

export const isRole = (value: unknown): value is Role => ROLES.includes(value as Role);

import { allows, AREAS, mayGrant, permissions, ROLES } from './permissions';

describe('the permission table', () => {
  it('names every area for every role', () => {
    for (const role of ROLES) expect(Object.keys(permissions[role]).sort()).toEqual([...AREAS].sort());
  });

  it('grants a level and all below it, and nothing more', () => {
    expect(allows('viewer', 'scanning', 'read')).toBe(true);
    expect(allows('viewer', 'scanning', 'full')).toBe(false);
    expect(allows('viewer', 'fleet', 'read')).toBe(false);
    expect(allows('tenant-administrator', 'scanning', 'full')).toBe(true);
    expect(allows('tenant-administrator', 'fleet', 'read')).toBe(false);
    for (const area of AREAS) expect(allows('fleet-administrator', area, 'full')).toBe(true);
  });

  it('lets nobody hand out more than they have', () => {
    expect(ROLES.map((given) => mayGrant('tenant-administrator', given))).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
    expect(ROLES.every((given) => mayGrant('fleet-administrator', given))).toBe(true);
    expect(mayGrant('viewer', 'viewer')).toBe(true);
    expect(mayGrant('viewer', 'tenant-administrator')).toBe(false);
    expect(mayGrant('operator', 'auditor')).toBe(false);
  });
});

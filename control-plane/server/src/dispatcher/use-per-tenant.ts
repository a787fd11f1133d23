import type { SliceUse } from '../scans';

/** How many slices each tenant has running or rung. */
export function usePerTenant(use: readonly SliceUse[]): Map<string, number> {
  const tenants = new Map<string, number>();
  for (const { tenantId, n } of use) tenants.set(tenantId, (tenants.get(tenantId) ?? 0) + Number(n));
  return tenants;
}

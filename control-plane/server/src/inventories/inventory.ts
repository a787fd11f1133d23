import type { InventoryMachine } from '../assets';

/**
 * What knows a tenant's machines: a project of a cloud, a hypervisor. Reads only, and holds nothing: whatever it is asked, it asks the other
 * side anew.
 */
export interface Inventory {
  /** Which driver this is, such as `openstack`; never changes. */
  readonly driver: string;
  /** Every machine that it knows, whosever it is and whatever it is doing. @throws Error in words for people. */
  machines(): Promise<readonly InventoryMachine[]>;
}

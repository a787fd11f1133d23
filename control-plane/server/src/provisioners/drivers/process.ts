import { z } from 'zod';
import type { Clock } from '../../platform';
import { hostName, Trouble, type HostOrder, type Machine, type Provisioner } from '../provisioner';
import { LocalHosts, type LocalPlace } from './local-hosts';
import { noSettings } from './settings';

/** What the operator says of a place where agents run as processes of the control plane's own machine. */
export const processPlace = z.strictObject({
  driver: z.literal('process'),
  /** Holds a folder for each host; absolute. */
  folder: z.string().startsWith('/'),
  /** The agent's program, one file; absolute. */
  agent: z.string().startsWith('/'),
  /** Hosts at once. */
  most: z.number().int().min(1).max(1_000).default(16),
  /** Its agents end with the control plane: for trying out. Without it they go on while it restarts. */
  tied: z.boolean().default(false),
});

/** Agents that are processes of this machine: for trying out, and for a fleet of one machine. */
export class ProcessProvisioner implements Provisioner {
  readonly driver = 'process';
  readonly capabilities = { creates: true, console: true, ownAddress: false };
  private readonly hosts: LocalHosts;

  constructor(
    private readonly place: LocalPlace & { readonly tied?: boolean },
    clock: Clock,
  ) {
    this.hosts = new LocalHosts(place, clock);
  }

  validate = noSettings;

  async create(order: HostOrder): Promise<Machine | Trouble> {
    const kept = await this.hosts.prepare(order, '');
    if (kept instanceof Trouble) return kept;
    const within = this.place.tied ? ['setpriv', '--pdeathsig', 'TERM', '--'] : [];
    const trouble = await this.hosts.start(order, within);
    if (trouble) return trouble;
    const { hostId } = order;
    return { id: hostId, hostId, power: 'running', phase: `${hostName(hostId)} was started`, addresses: [] };
  }

  async get(fleetId: string, hostId: string): Promise<Machine | undefined> {
    return (await this.hosts.find(fleetId, hostId))?.machine;
  }

  list(fleetId: string): Promise<Machine[]> {
    return this.hosts.list(fleetId);
  }

  destroy({ hostId }: Pick<Machine, 'hostId'>): Promise<void | Trouble> {
    return this.hosts.remove(hostId);
  }

  console({ hostId }: Pick<Machine, 'hostId'>): Promise<string | undefined> {
    return this.hosts.console(hostId);
  }
}

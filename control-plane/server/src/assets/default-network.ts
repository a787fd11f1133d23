import { Inject, Injectable } from '@nestjs/common';
import { Clock, newId, Steps, type Tx } from '../platform';

const NAME = 'default_network';

/** The step that the subscriptions room names; rooms of one row do not import each other. */
const STARTING = { name: 'subscription.starting' };

interface Starting {
  readonly tenantId: string;
  defaultNetworkId: string | null;
}

/**
 * Names the network that a new subscriber's first scan goes to: the one called default_network, else their oldest, else
 * a new one without any range: only the fleet's administrator gives ranges.
 */
@Injectable()
export class DefaultNetwork {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Steps) steps: Steps,
  ) {
    steps.on<Starting>(STARTING, 'assets', (tx, starting) => this.name(tx, starting));
  }

  private async name(tx: Tx, starting: Starting): Promise<void> {
    const [there] = await tx.rows<{ id: string }>(
      'SELECT id FROM networks WHERE tenant_id = ? ORDER BY id = ? DESC, name = ? DESC, id LIMIT 1',
      [starting.tenantId, starting.defaultNetworkId, NAME],
    );
    starting.defaultNetworkId = there?.id ?? (await this.make(tx, starting.tenantId));
  }

  /** Null while the fleet has no pool. */
  private async make(tx: Tx, tenantId: string): Promise<string | null> {
    const [pool] = await tx.rows<{ id: string }>('SELECT id FROM pools ORDER BY id LIMIT 1');
    if (!pool) return null;
    const id = newId();
    await tx.change(
      `INSERT INTO networks (id, tenant_id, name, description, cidrs, allowed_special_cidrs, pool_id, created_at)
       VALUES (?, ?, ?, '', '[]', '[]', ?, ?)`,
      [id, tenantId, NAME, pool.id, this.clock.now()],
    );
    return id;
  }
}

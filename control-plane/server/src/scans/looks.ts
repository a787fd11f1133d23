import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, type Tx } from '../platform';

/** What one start of a tool asked of each of its targets, by the tool's own account. */
export interface Look {
  /** Such as `nmap`. */
  readonly tool: string;
  readonly toolVersion: string;
  /** Sorted, without overlap. */
  readonly ports: readonly LookedPorts[];
}

export interface LookedPorts {
  /** tcp, udp, sctp or ip. */
  readonly protocol: string;
  readonly ranges: readonly { readonly first: number; readonly last: number }[];
}

/** Most scans look at the same ports everywhere: each look is kept once, under its hash. */
@Injectable()
export class Looks {
  /** Stored by this replica already; a look is never taken back. */
  private readonly known = new Set<string>();

  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** The look's hash, under which it is in the ledger once the transaction commits. */
  async keep(tx: Tx, look: Look): Promise<string> {
    const ports = JSON.stringify(look.ports);
    const hash = createHash('sha256')
      .update(JSON.stringify([look.tool, look.toolVersion, ports]))
      .digest('hex');
    if (this.known.has(hash)) return hash;
    await tx.change(
      'INSERT IGNORE INTO looks (hash, tool, tool_version, ports, created_at) VALUES (?, ?, ?, ?, ?)',
      [hash, look.tool, look.toolVersion, ports, this.clock.now()],
    );
    tx.afterCommit(() => this.remember(hash));
    return hash;
  }

  private remember(hash: string): void {
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.add(hash);
  }
}

const MOST_KNOWN = 10_000;

import { Inject, Injectable } from '@nestjs/common';
import { Database, Log } from '../platform';
import { FleetMarks } from './fleet-marks';
import { FINAL_HOST_STATES, type HostState } from './host.machine';
import { HostMoves } from './host-moves';
import { Hosts, type LivingHost } from './hosts';
import type { NamedProvisioner } from './places';
import { Trouble, type Machine } from './provisioner';

const SHOULD_BE_THERE: readonly HostState[] = ['enrolled', 'ready', 'busy', 'draining'];

/** Compares the ledger with what a provisioner knows, both ways: no orphan is left, and nothing is believed to be there. */
@Injectable()
export class Reconciliation {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Log) private readonly log: Log,
    @Inject(Hosts) private readonly hosts: Hosts,
    @Inject(HostMoves) private readonly moves: HostMoves,
    @Inject(FleetMarks) private readonly marks: FleetMarks,
  ) {}

  async compare({ name, provisioner }: NamedProvisioner): Promise<void> {
    // Rows first: whatever is made while the provisioner is asked is not looked for.
    const expected = (await this.hosts.livingOf(name)).filter(({ state }) => SHOULD_BE_THERE.includes(state));
    const machines = await provisioner.list(await this.marks.own());
    const rows = await this.hosts.findAll(machines.map(({ hostId }) => hostId));
    for (const machine of machines) {
      const why = unwanted(machine, rows.get(machine.hostId));
      if (why === undefined) continue;
      this.log.warn(
        { place: name, machine: machine.id, hostId: machine.hostId, why },
        'a machine is removed',
      );
      const trouble = await provisioner.destroy(machine);
      if (trouble instanceof Trouble)
        this.log.warn(
          { machine: machine.id, reason: trouble.reason },
          'a machine was not removed, again later',
        );
    }
    const wanted = machines.filter((machine) => unwanted(machine, rows.get(machine.hostId)) === undefined);
    const there = new Map(wanted.map((machine) => [machine.hostId, machine]));
    for (const host of expected) {
      const machine = there.get(host.id);
      const cause =
        machine === undefined ? 'machine vanished' : isOff(machine) ? 'machine stopped' : undefined;
      if (cause === undefined) continue;
      await this.database.transaction((tx) =>
        this.moves.move(tx, host, 'terminating', cause, 'reconciliation', { reason: machine?.phase ?? '' }),
      );
    }
  }
}

const isOff = ({ power }: Machine): boolean => power === 'stopped' || power === 'broken';

/** Why a machine with our mark should not be there; undefined: it should. Pure. */
export function unwanted(machine: Machine, row: LivingHost | undefined): string | undefined {
  if (!row) return 'the ledger knows no such host';
  if (FINAL_HOST_STATES.includes(row.state)) return `its host is ${row.state}`;
  if (row.machineId !== null && row.machineId !== machine.id)
    return `its host is another machine, ${row.machineId}`;
  return undefined;
}

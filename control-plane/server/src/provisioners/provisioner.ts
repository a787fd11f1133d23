/**
 * The contract between the control plane and whatever makes scanner hosts: a hypervisor, a cloud, this machine. A
 * provisioner holds nothing that matters: what it made it finds again by the fleet's mark, so the control plane may die
 * at any point of any call, and another replica may go on with the same host.
 *
 * Who calls: upkeep.ts alone, for one pool from one replica at a time. A call that outlives its replica's lease may
 * still overlap with the next replica's, so every call is safe beside a second one of the same host.
 *
 * How long: each call answers within `CALL_LIMIT_MS`, by an answer or a `Trouble`. What takes longer is begun by
 * `create` or `destroy`, and followed through `get`.
 */
export interface Provisioner {
  /** Which driver this is, such as `process`; never changes. */
  readonly driver: string;
  readonly capabilities: Capabilities;

  /**
   * What is wrong with a pool's own settings for this provisioner (an image's name, a flavor), by JSON pointers into
   * them; none: they are good. Looks at shape alone and asks nobody.
   */
  validate(settings: unknown): readonly SettingsProblem[];

  /**
   * Has the machine of this order made and started, marked with the fleet's and the host's id. `order.hostId` is the
   * idempotency key: called again for the same host, at once or after a crash, it answers the machine that is there,
   * and makes none beside it. Where the other side knows no such key, two calls at the same time may make two; both
   * carry the mark, and upkeep removes the one that it did not hear of.
   *
   * A `Trouble` says that, as far as is known, nothing was made.
   */
  create(order: HostOrder): Promise<Machine | Trouble>;

  /** The machine of this host, wherever it is in its life; undefined: there is none, and none is being made. */
  get(fleetId: string, hostId: string): Promise<Machine | undefined>;

  /** Every machine that carries the fleet's mark, and no other; also those that are stopped, broken or half made. */
  list(fleetId: string): Promise<readonly Machine[]>;

  /**
   * Has this machine, its disks and its addresses removed, whatever it is doing. Answers when that is under way; done
   * is when `get` and `list` do not know it any more. One that is not there is none to remove: that is no trouble.
   */
  destroy(machine: Pick<Machine, 'id' | 'hostId'>): Promise<void | Trouble>;

  /** The last that the machine said while it booted, at most `CONSOLE_BYTES`; undefined: it has no console. */
  console?(machine: Pick<Machine, 'id' | 'hostId'>): Promise<string | undefined>;
}

export const CALL_LIMIT_MS = 30_000;
export const CONSOLE_BYTES = 64 * 1024;

export interface Capabilities {
  /** False: machines are brought by people (`static`); `create` always answers a fatal trouble. */
  readonly creates: boolean;
  readonly console: boolean;
  /** Each machine has an address of its own. */
  readonly ownAddress: boolean;
}

/** A machine that shall come into being: what it is told so that it enrols by itself. */
export interface HostOrder {
  /** UUID. Also the idempotency key, and part of the machine's name. */
  readonly hostId: string;
  /** UUID: whose machine it is. */
  readonly fleetId: string;
  readonly poolId: string;
  /** The pool's own, as `validate` let them pass. */
  readonly settings: unknown;
  readonly agent: AgentOrder;
}

/** How the machine's agent begins. */
export interface AgentOrder {
  /** How it is called: a DNS label. */
  readonly name: string;
  /** https://host:port as the machine reaches it. */
  readonly controlPlane: string;
  /** The fleet's certificate authority, PEM. */
  readonly authority: string;
  /**
   * Works once, for this host only. Never put where others can read it: no argument, no kernel command line, no
   * metadata that is listed.
   */
  readonly joinToken: string;
  /** Tools that it runs at once. */
  readonly slots: number;
}

/** `making`: on its way · `running` · `stopped`: it is there, but switched off · `broken`: it will never run. */
export type Power = 'making' | 'running' | 'stopped' | 'broken';

export interface Machine {
  /** The other side's own name of it, by which it is removed: at most 255 characters. */
  readonly id: string;
  readonly hostId: string;
  readonly power: Power;
  /** For people: how far it has booted, or what broke. */
  readonly phase: string;
  /** Canonical; empty: not known. */
  readonly addresses: readonly string[];
}

export interface SettingsProblem {
  /** JSON pointer into the settings, such as `/image`; empty: all of them. */
  readonly path: string;
  readonly reason: string;
}

/**
 * Why something was not done. `retryable`: the other side is away or busy, ask again after `afterMs` · `quota`: it has no
 * room for one more until something goes · `fatal`: asking again the same way cannot help.
 */
export class Trouble {
  private constructor(
    readonly kind: 'retryable' | 'quota' | 'fatal',
    readonly reason: string,
    readonly afterMs: number,
  ) {}

  static retryable(reason: string, afterMs = 5_000): Trouble {
    return new Trouble('retryable', reason, afterMs);
  }

  static quota(reason: string, afterMs = 30_000): Trouble {
    return new Trouble('quota', reason, afterMs);
  }

  static fatal(reason: string): Trouble {
    return new Trouble('fatal', reason, 0);
  }
}

/** A host's name, wherever one is shown: its id would do, but people read this one. */
export const hostName = (hostId: string): string => `scanner-${hostId.replaceAll('-', '').slice(-12)}`;

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Rest } from '../harness/rest';
import type { Chance } from './chance';
import { PORTS } from './truth';

export type Command = 'start' | 'pause' | 'resume' | 'cancel' | 'rerun' | 'delete';

/** An order that the control plane has answered. */
export interface Order {
  readonly command: Command;
  /** Of a start and a re-run: the scan that was made. */
  readonly scanId: string;
  readonly status: number;
  /** The refusal's code; empty when it was accepted. */
  readonly code: string;
  /** Milliseconds of the wall clock: first asked, answered. */
  readonly askedAt: number;
  readonly answeredAt: number;
  /** How often it was asked, with the same key. */
  readonly tries: number;
}

interface ScanBody {
  readonly id: string;
  readonly state: string;
  readonly processed: boolean;
}

const RETRY_MS = 200;
/** Refusals that say "ask again". */
const AGAIN = new Set(['idempotency-key-busy', 'being-processed', 'not-processed', 'events-pending']);

/** People at the API: they start scans and change their minds, and ask until they are answered. */
export class Clients {
  readonly orders: Order[] = [];
  private jobs = 0;

  constructor(
    private readonly rest: Rest,
    private readonly networkId: string,
    private readonly chance: Chance,
    private readonly giveUp: AbortSignal,
  ) {}

  /** Makes a job over the targets. @returns its id */
  async job(targets: readonly string[]): Promise<string> {
    const ports = { kind: 'ranges', ranges: [PORTS] };
    const { body, status } = await this.persist('POST', '/jobs', {
      name: `job ${(this.jobs += 1)}`,
      networkId: this.networkId,
      targets,
      profiles: [{ engine: 'nmap', preset: 'quick', options: { scan: 'connect', ports } }],
    });
    if (status !== 201) throw new Error(`a job was refused: ${status} ${JSON.stringify(body)}`);
    return (body as { id: string }).id;
  }

  /** @returns the scan's id */
  async start(jobId: string): Promise<string> {
    const order = await this.order('start', `/jobs/${jobId}/start`);
    if (order.status !== 202) throw new Error(`a start was refused: ${order.status} ${order.code}`);
    return order.scanId;
  }

  async scan(id: string): Promise<ScanBody | null> {
    const answer = await this.persist('GET', `/scans/${id}`);
    return answer.status === 200 ? (answer.body as ScanBody) : null;
  }

  command(command: Exclude<Command, 'start'>, scanId: string, body: object = {}): Promise<Order> {
    if (command === 'delete') return this.order('delete', `/scans/${scanId}`, undefined, scanId);
    return this.order(command, `/scans/${scanId}/${command}`, body, scanId);
  }

  /** A part of the people's choices. */
  of(who: string): Chance {
    return this.chance.of(who);
  }

  private async order(command: Command, path: string, body: object = {}, scanId = ''): Promise<Order> {
    const askedAt = Date.now();
    const answer = await this.persist(command === 'delete' ? 'DELETE' : 'POST', path, body);
    const accepted = answer.status < 300;
    const made = accepted && (command === 'start' || command === 'rerun');
    const order: Order = {
      command,
      scanId: made ? (answer.body as ScanBody).id : scanId,
      status: answer.status,
      code: accepted ? '' : ((answer.body as { code?: string } | null)?.code ?? ''),
      askedAt,
      answeredAt: Date.now(),
      tries: answer.tries,
    };
    this.orders.push(order);
    return order;
  }

  /** Asks with one key until there is an answer that is neither lost nor "not now". */
  private async persist(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer & { tries: number }> {
    const key = randomUUID();
    for (let tries = 1; ; tries += 1) {
      if (this.giveUp.aborted) throw new Error(`${method} ${path} was never answered`);
      const answer = await this.once(method, path, body, key).catch(() => null);
      if (answer && !isAgain(answer)) return { ...answer, tries };
      await pause(RETRY_MS);
    }
  }

  private once(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body: object | undefined,
    key: string,
  ): Promise<Answer> {
    switch (method) {
      case 'GET':
        return this.rest.get(path);
      case 'POST':
        return this.rest.post(path, body, { key });
      case 'DELETE':
        return this.rest.delete(path, { key });
    }
  }
}

function isAgain({ status, body }: Answer): boolean {
  if (status >= 500 || status === 429 || status === 408) return true;
  return status === 409 && AGAIN.has((body as { code?: string } | null)?.code ?? '');
}

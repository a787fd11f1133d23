import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Mark } from './marks';
import { hostLines } from './nmap-document';
import type { Truth } from './truth';

type Written = { -readonly [Key in keyof Mark]: Mark[Key] };

/**
 * Every address of 127.0.0.0/8 as a target: one server, which knows by the connection's own end which of them
 * was meant. The scripted tool says `start RUN AGENT PORTS`, is told after a while what there is to write,
 * and says `end` when it has written that; the connection lasts as long as the target is looked at.
 */
export class Targets {
  readonly marks: Mark[] = [];
  private readonly server: Server;
  private readonly open = new Set<Socket>();

  constructor(private readonly truth: Truth) {
    this.server = createServer((socket) => this.visit(socket));
  }

  async listen(): Promise<number> {
    await new Promise<void>((listening) => this.server.listen(0, '0.0.0.0', 1024, listening));
    return (this.server.address() as AddressInfo).port;
  }

  /** How many looks are going on now. */
  get visitors(): number {
    return this.open.size;
  }

  async stop(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
  }

  private visit(socket: Socket): void {
    this.open.add(socket);
    const mark: Written = {
      address: socket.localAddress ?? '',
      ...{ run: '', agent: '', startedAt: Date.now() },
      ...{ told: null, toldAt: null, endedAt: null, goneAt: null },
    };
    let text = '';
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.open.delete(socket);
      mark.goneAt = Date.now();
    });
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1');
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
        this.hear(socket, mark, text.slice(0, end).split(' '));
        text = text.slice(end + 1);
      }
    });
  }

  private hear(socket: Socket, mark: Written, [word, run = '', agent = '', ports = '']: string[]): void {
    if (word === 'end') {
      mark.endedAt = Date.now();
      socket.end();
      return;
    }
    if (word !== 'start' || mark.run !== '') return;
    Object.assign(mark, { run, agent });
    this.marks.push(mark);
    void this.look(socket, mark, ports);
  }

  private async look(socket: Socket, mark: Written, ports: string): Promise<void> {
    const { told, paceMs, deaf } = this.truth.look(mark.address);
    if (deaf) socket.write('deaf\n');
    await pause(paceMs);
    if (socket.destroyed) return;
    mark.told = told;
    mark.toldAt = Date.now();
    const lines = hostLines(mark.address, ports, told, mark.startedAt, mark.toldAt);
    socket.write(told.kind === 'poison' ? 'fail\n' : `${lines.join('\n')}\n.\n`);
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chunk } from '@scanfleet/proto';
import { ManualClock } from '../clock';
import { ChunkBuilder } from './chunk-builder';
import { scanned } from './scripted-engine';
import { Spool } from './spool';

const slice = { sliceId: 'slice-1', epoch: 1 };
const look = (last: number) => ({
  tool: 'nmap',
  toolVersion: '7.93',
  ports: [{ protocol: 'tcp', ranges: [{ first: 1, last }] }],
});

describe('chunks of a slice', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chunks-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('carry what each of their runs looked at, and when a target was told about', async () => {
    const spools = new Spool(folder, 1_000_000);
    await spools.load(() => undefined);
    const spool = await spools.create({ ...slice, scanId: 's', traceId: '', word: null });
    const clock = new ManualClock();
    const builder = new ChunkBuilder(
      spool,
      clock,
      () => undefined,
      (error) => {
        throw error;
      },
    );
    builder.look(1, look(10));
    await builder.add(1, scanned('10.0.0.1', 2));
    clock.advance(100);
    builder.look(2, look(20));
    await builder.add(2, scanned('10.0.0.2', 2));
    await builder.flush();
    // The first of these two is torn: its disposition, and with it the look, is in the second chunk.
    await builder.add(2, scanned('10.0.0.3', 700));
    await builder.flush();
    const chunks = [];
    for (let seq = spool.first; seq < spool.next; seq++) {
      const spooled = await spool.read(seq);
      chunks.push(Chunk.decode(spooled!.parts));
    }
    expect(chunks.map(({ looks }) => looks)).toEqual([
      [
        { run: 1, ...look(10) },
        { run: 2, ...look(20) },
      ],
      [],
      [{ run: 2, ...look(20) }],
    ]);
    const start = BigInt(new ManualClock().wallMs());
    const times = chunks[0]!.parts.map((part) => part.disposition?.lookedAtMs);
    expect(times).toEqual([start, start + 100n]);
  });
});

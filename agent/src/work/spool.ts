import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type SliceRef, sliceKey } from '../link';
import { Quota } from './quota';
import { type SliceRecord, SliceSpool } from './slice-spool';

/** Ids come from the control plane and become names of folders: only these may. */
const SLICE_ID = /^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/;

/** Whether the slice's id can stand in a path. */
export function isSliceRef({ sliceId, epoch }: SliceRef): boolean {
  return SLICE_ID.test(sliceId) && Number.isInteger(epoch) && epoch >= 0;
}

/** The agent's results on disk, one folder per slice and epoch, under one quota. */
export class Spool {
  readonly quota: Quota;

  constructor(
    private readonly folder: string,
    quotaBytes: number,
  ) {
    this.quota = new Quota(quotaBytes);
  }

  /** Slices that an earlier life left behind. Folders without a record are removed, unreadable ones left alone and told. */
  async load(unreadable: (name: string, thrown: unknown) => void): Promise<SliceSpool[]> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const slices: SliceSpool[] = [];
    for (const name of await readdir(this.folder)) {
      try {
        const slice = await SliceSpool.load(join(this.folder, name), this.quota);
        if (slice) slices.push(slice);
        else await rm(join(this.folder, name), { recursive: true, force: true });
      } catch (thrown) {
        unreadable(name, thrown);
      }
    }
    return slices;
  }

  create(record: SliceRecord): Promise<SliceSpool> {
    return SliceSpool.create(join(this.folder, sliceKey(record)), record, this.quota);
  }
}

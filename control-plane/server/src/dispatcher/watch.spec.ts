import { Watch } from './watch';

const slice = (signsOfLife: number, epoch = 1) => ({ id: 's', epoch, signsOfLife });

describe('the reaper’s watch', () => {
  it('loses a slice only after it was seen unchanged for the whole time', () => {
    const watch = new Watch(1_000, 500);
    expect(watch.round(0, [slice(1)])).toEqual([]);
    expect(watch.round(400, [slice(1)])).toEqual([]);
    expect(watch.round(800, [slice(1)])).toEqual([]);
    expect(watch.round(1_000, [slice(1)])).toEqual([slice(1)]);
  });

  it('begins anew with each sign of life and each epoch', () => {
    const watch = new Watch(1_000, 500);
    watch.round(0, [slice(1)]);
    watch.round(500, [slice(2)]);
    expect(watch.round(1_000, [slice(2)])).toEqual([]);
    expect(watch.round(1_500, [slice(2)])).toEqual([slice(2)]);
    expect(watch.round(1_600, [slice(2, 2)])).toEqual([]);
  });

  it('begins anew after a round that came late: the silence may have been ours', () => {
    const watch = new Watch(1_000, 500);
    watch.round(0, [slice(1)]);
    expect(watch.round(60_000, [slice(1)])).toEqual([]);
    expect(watch.round(60_400, [slice(1)])).toEqual([]);
  });

  it('begins anew after an interruption', () => {
    const watch = new Watch(1_000, 5_000);
    watch.round(0, [slice(1)]);
    watch.interrupt();
    expect(watch.round(1_000, [slice(1)])).toEqual([]);
    expect(watch.round(2_000, [slice(1)])).toEqual([slice(1)]);
  });

  it('forgets a slice that is not leased any more', () => {
    const watch = new Watch(1_000, 5_000);
    watch.round(0, [slice(1)]);
    watch.round(500, []);
    expect(watch.round(1_200, [slice(1)])).toEqual([]);
  });
});

import fc from 'fast-check';
import type { LastWord } from '../link';
import { type SliceEvent, type SliceStanding, holdsTool, isFinal, move } from './slice.machine';

const begin: SliceStanding = { state: 'granted', word: null };
const through = (...events: SliceEvent[]): SliceStanding => events.reduce(move, begin);
const start: SliceEvent = { kind: 'start' };
const ended = (how: 'complete' | 'failed' | 'cut', reason = 'why'): SliceEvent => ({
  kind: 'ended',
  how,
  reason,
});
const stop: SliceEvent = { kind: 'stop' };
const delivered: SliceEvent = { kind: 'delivered' };

describe('what becomes of a slice on the agent', () => {
  const words: [string, SliceEvent[], LastWord][] = [
    ['the tool did all', [start, ended('complete')], { kind: 'finish' }],
    ['the tool failed', [start, ended('failed')], { kind: 'reject', toolFailure: true, reason: 'why' }],
    ['the tool was cut off', [start, ended('cut')], { kind: 'reject', toolFailure: false, reason: 'why' }],
    ['it is stopped', [start, stop, ended('cut')], { kind: 'stop-ack' }],
    ['it is stopped before it began', [stop], { kind: 'stop-ack' }],
    ['it finishes while it is being stopped', [start, stop, ended('complete')], { kind: 'finish' }],
    ['it is stopped after it finished', [start, ended('complete'), stop], { kind: 'finish' }],
    ['it is stopped while it is given back', [start, ended('failed'), delivered, stop], { kind: 'stop-ack' }],
    [
      'the agent goes down',
      [start, { kind: 'withdraw', reason: 'down' }, ended('cut')],
      { kind: 'reject', toolFailure: false, reason: 'down' },
    ],
    [
      'its Finish is refused',
      [start, ended('complete'), delivered, { kind: 'refused', reason: 'two are missing' }],
      { kind: 'reject', toolFailure: false, reason: 'refused: two are missing' },
    ],
  ];
  it.each(words)('when %s', (_what, events, word) => {
    expect(through(...events)).toEqual({ state: 'delivering', word });
  });

  it('waits for the end of the tool when it is not the agent’s any more', () => {
    expect(through(start, { kind: 'abandon' }).state).toBe('abandoning');
    expect(through(start, { kind: 'abandon' }, ended('cut')).state).toBe('abandoned');
  });

  const event = fc.oneof(
    ...(['start', 'stop', 'delivered', 'rewound', 'settled', 'abandon'] as const).map((kind) =>
      fc.constant({ kind }),
    ),
    ...(['withdraw', 'refused'] as const).map((kind) => fc.constant({ kind, reason: '' })),
    ...(['complete', 'failed', 'cut'] as const).map((how) => fc.constant(ended(how))),
  );

  it('whatever comes in whatever order: says nothing while a tool may live, and leaves no final state', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        let now = begin;
        let toolAlive = false;
        for (const each of events) {
          const next = move(now, each);
          if (isFinal(now.state)) expect(next).toBe(now);
          if (now.state === 'granted' && next.state === 'running') toolAlive = true;
          if (next !== now && each.kind === 'ended') toolAlive = false;
          if (toolAlive) expect(holdsTool(next.state)).toBe(true);
          if (next.state === 'delivering' || next.state === 'closing') expect(next.word).not.toBeNull();
          now = next;
        }
      }),
    );
  });
});

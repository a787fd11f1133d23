import fc from 'fast-check';
import type { LastWord } from '../link';
import { type SliceEvent, type SliceStanding, holdsTool, isFinal, move } from './slice.machine';

const begin: SliceStanding = { state: 'granted', word: null, ordered: false };
const through = (...events: SliceEvent[]): SliceStanding => events.reduce(move, begin);
const start: SliceEvent = { kind: 'start' };
const ended = (how: 'complete' | 'failed' | 'cut', reason = 'why'): SliceEvent => ({
  kind: 'ended',
  how,
  reason,
});
const stop: SliceEvent = { kind: 'stop' };
const windDown: SliceEvent = { kind: 'wind down' };
const delivered: SliceEvent = { kind: 'delivered' };

const down: SliceEvent = { kind: 'withdraw', reason: 'down' };

const DOWN: LastWord = { kind: 'reject', toolFailure: false, reason: 'down' };

describe('what becomes of a slice on the agent', () => {
  const words: [string, SliceEvent[], LastWord][] = [
    ['the tool did all', [start, ended('complete')], { kind: 'finish' }],
    ['the tool failed', [start, ended('failed')], { kind: 'reject', toolFailure: true, reason: 'why' }],
    ['the tool was cut off', [start, ended('cut')], { kind: 'reject', toolFailure: false, reason: 'why' }],
    ['it is stopped', [start, stop, ended('cut')], { kind: 'stop-ack' }],
    ['it is stopped before it began', [stop], { kind: 'stop-ack' }],
    ['it is to wind down before it began', [windDown], { kind: 'stop-ack' }],
    ['it finishes while it winds down', [start, windDown, ended('complete')], { kind: 'finish' }],
    ['the tool fails while it winds down', [start, windDown, ended('failed')], { kind: 'stop-ack' }],
    ['its grace is over', [start, windDown, { kind: 'grace over' }, ended('cut')], { kind: 'stop-ack' }],
    ['the agent goes down meanwhile', [start, windDown, down, ended('cut')], DOWN],
    ['results cannot be kept while it is being stopped', [start, stop, down, ended('cut')], DOWN],
    [
      'its Finish is refused and it is to stop',
      [start, windDown, ended('complete'), delivered, { kind: 'refused', reason: 'two are missing' }],
      { kind: 'stop-ack' },
    ],
    ['it finishes while it is being stopped', [start, stop, ended('complete')], { kind: 'finish' }],
    ['it is stopped after it finished', [start, ended('complete'), stop], { kind: 'finish' }],
    [
      'it is stopped while it is given back',
      [start, ended('failed'), delivered, stop],
      { kind: 'reject', toolFailure: true, reason: 'why' },
    ],
    [
      'the agent goes down',
      [start, down, ended('cut')],
      { kind: 'reject', toolFailure: false, reason: 'down' },
    ],
    [
      'its Finish is refused',
      [start, ended('complete'), delivered, { kind: 'refused', reason: 'two are missing' }],
      { kind: 'reject', toolFailure: false, reason: 'refused: two are missing' },
    ],
  ];
  it.each(words)('when %s', (_what, events, word) => {
    expect(through(...events)).toMatchObject({ state: 'delivering', word });
  });

  it('waits for the end of the tool when it is not the agent’s any more', () => {
    expect(through(start, { kind: 'abandon' }).state).toBe('abandoning');
    expect(through(start, { kind: 'abandon' }, ended('cut')).state).toBe('abandoned');
  });

  it('ends the tool when its grace is over, or at once when a sharper order comes', () => {
    expect(through(start, windDown).state).toBe('winding down');
    expect(through(start, windDown, windDown).state).toBe('winding down');
    expect(through(start, windDown, { kind: 'grace over' }).state).toBe('stopping');
    expect(through(start, windDown, stop).state).toBe('stopping');
    expect(through(start, stop, windDown).state).toBe('stopping');
  });

  it('says StopAck when the drain is over, also where Finish was due and is not delivered', () => {
    const over: SliceEvent = { kind: 'drain over' };
    const closing = { state: 'closing', word: { kind: 'stop-ack' } };
    expect(through(start, stop, ended('cut'), over)).toMatchObject(closing);
    expect(through(start, stop, ended('complete'), over)).toMatchObject(closing);
    expect(through(start, stop, ended('complete'), delivered, over)).toMatchObject({
      word: { kind: 'finish' },
    });
  });

  const plain = [
    ...(['start', 'stop', 'wind down', 'grace over', 'drain over'] as const),
    ...(['delivered', 'rewound', 'settled', 'abandon'] as const),
  ];
  const event = fc.oneof(
    ...plain.map((kind) => fc.constant({ kind })),
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
          if (now.ordered) expect(next.ordered).toBe(true);
          if (toolAlive) expect(holdsTool(next.state)).toBe(true);
          if (next.state === 'delivering' || next.state === 'closing') expect(next.word).not.toBeNull();
          now = next;
        }
      }),
    );
  });
});

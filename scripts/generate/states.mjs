// docs/architecture/states.md: the tables of moves of scans and slices, printed from the code.
import path from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../services/packages.mjs';

const SERVER = 'control-plane/server/src';

export const states = {
  async make() {
    const { scanMoves, FINAL_SCAN_STATES } = await load('scans/scan.machine.ts');
    const { sliceMoves, FINAL_SLICE_STATES } = await load('scans/slice.machine.ts');
    const { hostMoves, FINAL_HOST_STATES } = await load('provisioners/host.machine.ts');
    const { findingMoves } = await load('findings/lifecycle.machine.ts');
    const { deliveryMoves, DELIVERY_STATES, isFinalDelivery } = await load(
      'notifications/delivery.machine.ts',
    );
    const text = [
      '# States',
      '',
      `Printed from \`${SERVER}/scans/{scan,slice}.machine.ts\`, \`provisioners/host.machine.ts\`, \`findings/lifecycle.machine.ts\` and`,
      '`notifications/delivery.machine.ts` by `npm run gen`. A move that is not in a table is refused and changes nothing.',
      '',
      '## Scan',
      '',
      ...diagram(scanMoves, FINAL_SCAN_STATES),
      '',
      ...table(scanMoves, ['from', 'to', 'cause', 'by']),
      '',
      '### How long a scan stays in a state, and what then',
      '',
      ...table(lasting(scanMoves), ['state', 'deadline', 'remedy']),
      '',
      '## Slice',
      '',
      ...diagram(sliceMoves, FINAL_SLICE_STATES),
      '',
      ...table(sliceMoves, ['from', 'to', 'cause', 'by', 'also', 'raisesEpoch', 'bell']),
      '',
      '## Scanner host',
      '',
      ...diagram(hostMoves, FINAL_HOST_STATES),
      '',
      ...table(hostMoves, ['from', 'to', 'cause']),
      '',
      '### How long a scanner host stays in a state, and what then',
      '',
      ...table(lasting(hostMoves), ['state', 'deadline', 'remedy']),
      '',
      '## Finding',
      '',
      ...diagram(findingMoves, []),
      '',
      ...table(findingMoves, ['from', 'to', 'cause', 'by']),
      '',
      '## Delivery',
      '',
      ...diagram(deliveryMoves, DELIVERY_STATES.filter(isFinalDelivery)),
      '',
      ...table(deliveryMoves, ['from', 'to', 'cause']),
      '',
    ];
    return [['docs/architecture/states.md', text.join('\n')]];
  },
};

/** Each state once, with its deadline and remedy. */
const lasting = (moves) => [...new Map(moves.map((move) => [move.to, { state: move.to, ...move }])).values()];

/** The exports of a machine file, straight from its source. */
async function load(file) {
  const { outputFiles } = await build({
    entryPoints: [path.join(ROOT, SERVER, file)],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'silent',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** One arrow per pair of states, with all its causes. */
function diagram(moves, finals) {
  const arrows = new Map();
  for (const { from, to, cause } of moves) {
    const arrow = `${from ?? '[*]'} --> ${to}`;
    arrows.set(arrow, [...new Set([...(arrows.get(arrow) ?? []), cause])]);
  }
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...[...arrows].map(([arrow, causes]) => `  ${arrow}: ${causes.join(', ')}`),
    ...finals.map((state) => `  ${state} --> [*]`),
    '```',
  ];
}

function table(rows, columns) {
  const cell = (value) =>
    value === null ? '–' : value === true ? 'yes' : value === false ? '' : String(value ?? '');
  return [
    `| ${columns.join(' | ')} |`,
    `| ${columns.map(() => '---').join(' | ')} |`,
    ...rows.map(
      (row) => `| ${columns.map((column) => cell(row[column]).replaceAll('|', '\\|')).join(' | ')} |`,
    ),
  ];
}

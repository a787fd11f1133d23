// docs/architecture/rooms.md: the houses' rows and doors, drawn from boundaries.mjs.
import { clockDoors, environmentDoors, houses, vendors } from '../../boundaries.mjs';

export const rooms = {
  async make() {
    const text = [
      '# Rooms',
      '',
      'Printed from `boundaries.mjs` by `npm run gen`; the linter enforces the same data.',
      '',
      'A room imports only rooms of lower rows, and only through their doors; never a room of its own row.',
      ...houses.flatMap(drawn),
      '## One vendor, one door',
      '',
      '| import | only in | why |',
      '| --- | --- | --- |',
      ...vendors.map(
        ({ vendor, names, doors, why }) => `| ${vendorText(vendor, names)} | ${codes(doors)} | ${why} |`,
      ),
      `| \`process.env\` | ${codes(environmentDoors)} | options are read once |`,
      `| time and timers | ${codes(clockDoors)} | specs move the clock instead of sleeping |`,
      '',
    ];
    return [['docs/architecture/rooms.md', text.join('\n')]];
  },
};

function drawn({ name, root, rows, doors }) {
  const boxes = rows.map((row, index) => {
    const members = row.map((room) => `    ${id(name, room)}["${room}"]`).join('\n');
    return `  subgraph ${name}_row${index} [" "]\n    direction LR\n${members}\n  end`;
  });
  const arrows = rows.slice(1).map((_, index) => `  ${name}_row${index + 1} --> ${name}_row${index}`);
  const wide = Object.entries(doors).map(
    ([room, files]) => `- \`${room}\` is entered through ${codes(files)}.`,
  );
  return [
    '',
    `## ${name} (\`${root}\`)`,
    '',
    '```mermaid',
    'flowchart TB',
    ...[...boxes].reverse(),
    ...arrows.reverse(),
    '```',
    '',
    ...wide,
    ...(wide.length > 0 ? [''] : []),
  ];
}

const id = (house, room) => `${house}_${room.replaceAll('-', '_')}`;
const codes = (texts) => texts.map((text) => `\`${text}\``).join(', ');
const vendorText = (vendor, names) => codes(vendor) + (names ? ` (${codes(names)})` : '');

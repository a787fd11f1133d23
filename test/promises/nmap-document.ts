import type { Told } from './truth';

/** What nmap 7.93 writes about one host (docs/nmap.dtd of nmap), line by line. */
export function hostLines(
  address: string,
  ports: string,
  told: Told,
  begun: number,
  ended: number,
): string[] {
  const times = `starttime="${seconds(begun)}" endtime="${seconds(ended)}"`;
  const place = [`<address addr="${address}" addrtype="ipv4"/>`];
  switch (told.kind) {
    case 'poison':
      return [];
    case 'down':
      return ['<host><status state="down" reason="no-response" reason_ttl="0"/>', ...place, '</host>'];
    case 'timed out':
      return [
        `<host ${times} timedout="true"><status state="up" reason="syn-ack" reason_ttl="0"/>`,
        ...[
          ...place,
          '<hostnames>',
          '</hostnames>',
          '<times srtt="60" rttvar="3800" to="100000"/>',
          '</host>',
        ],
      ];
    case 'scanned':
      return [
        `<host ${times}><status state="up" reason="syn-ack" reason_ttl="0"/>`,
        ...[...place, '<hostnames>', '</hostnames>', `<ports>${closed(ports, told.open)}`],
        ...told.open.map(openPort),
        ...['</ports>', '<times srtt="60" rttvar="3800" to="100000"/>', '</host>'],
      ];
  }
}

function openPort(port: number): string {
  const service = `<service name="service-${port}" method="table" conf="3"/>`;
  return `<port protocol="tcp" portid="${port}"><state state="open" reason="syn-ack" reason_ttl="0"/>${service}</port>`;
}

/** The ports that are not open, as nmap sums them up. */
function closed(ports: string, open: readonly number[]): string {
  const rest = portsOf(ports).filter((port) => !open.includes(port));
  if (rest.length === 0) return '';
  const reasons = `<extrareasons reason="conn-refused" count="${rest.length}" proto="tcp" ports="${ranges(rest)}"/>`;
  return `<extraports state="closed" count="${rest.length}">${reasons}</extraports>`;
}

/** The ports of a list such as `22,80-82`, in order. */
export function portsOf(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** The list that says these ports, which are in order. */
export function ranges(ports: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const port of ports) {
    const last = parts.at(-1);
    if (last && last[1] === port - 1) last[1] = port;
    else parts.push([port, port]);
  }
  return parts.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

const seconds = (ms: number): number => Math.floor(ms / 1000);

/**
 * Writes nmap XML of any number of hosts, for the reader's bench.
 *
 *   node test/bench/nmap-xml.mjs HOSTS FILE [listed|dense]
 *
 * `listed` (the default) is what a scan of the 1000 usual ports with -sV and scripts looks like: about 6 kB a
 * host, most of it the list of closed ports; `dense` has no such list but many ports with services and scripts,
 * so nearly every byte is markup. The same arguments give the same bytes.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { pathToFileURL } from 'node:url';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nmaprun>
<?xml-stylesheet href="file:///usr/bin/../share/nmap/nmap.xsl" type="text/xsl"?>
<!-- Nmap 7.93 scan initiated Sun Nov 22 07:32:56 2026 as: nmap -sS -sV -n -v -oX - -iL - -->
<nmaprun scanner="nmap" args="nmap -sS -sV -n -v -oX - -iL -" start="1795332776" startstr="Sun Nov 22 07:32:56 2026" version="7.93" xmloutputversion="1.05">
<scaninfo type="syn" protocol="tcp" numservices="1000" services="1,3-4,6-7,9,13,17,19-26"/>
<verbose level="1"/>
<debugging level="0"/>
`;

/** A list of the length that nmap writes for the closed ones of its 1000 usual ports. */
const CLOSED_PORTS = Array.from({ length: 610 }, (_, i) =>
  i % 5 === 4 ? `${1 + i * 16}-${4 + i * 16}` : 1 + i * 16,
)
  .join(',')
  .slice(0, 4200)
  .replace(/[,-]?[0-9]*$/, '');

const SERVICES = [
  [
    22,
    '<service name="ssh" product="OpenSSH" version="9.2p1 Debian 2+deb12u10" extrainfo="protocol 2.0" ostype="Linux" method="probed" conf="10"><cpe>cpe:/a:openbsd:openssh:9.2p1</cpe><cpe>cpe:/o:linux:linux_kernel</cpe></service>',
  ],
  [
    80,
    '<service name="http" product="nginx" version="1.22.1" method="probed" conf="10"><cpe>cpe:/a:igor_sysoev:nginx:1.22.1</cpe></service><script id="http-server-header" output="nginx/1.22.1"><elem>nginx/1.22.1</elem>\n</script>',
  ],
  [
    443,
    '<service name="https" product="nginx/1.22.1" tunnel="ssl" method="probed" conf="10"/><script id="http-title" output="Welcome to nginx &amp; friends"><elem key="title">Welcome to nginx &amp; friends</elem>\n</script>',
  ],
  [
    25,
    '<service name="smtp" product="Postfix smtpd" hostname="mail.example.test" method="probed" conf="10"><cpe>cpe:/a:postfix:postfix</cpe></service>',
  ],
  [
    3306,
    '<service name="mysql" product="MariaDB" version="10.11.6" method="probed" conf="10"><cpe>cpe:/a:mariadb:mariadb:10.11.6</cpe></service>',
  ],
  [8080, '<service name="http-proxy" method="table" conf="3"/>'],
  [
    139,
    '<service name="netbios-ssn" product="Samba smbd" version="4.6.2" method="probed" conf="10"><cpe>cpe:/a:samba:samba:4.6.2</cpe></service>',
  ],
  [
    53,
    '<service name="domain" product="ISC BIND" version="9.18.24" extrainfo="Debian Linux" ostype="Linux" method="probed" conf="10"><cpe>cpe:/a:isc:bind:9.18.24</cpe></service>',
  ],
];

const VULNERABILITY = `<script id="http-vuln-cve2011-3192" output="&#xa;  VULNERABLE:&#xa;  Apache byterange filter DoS&#xa;    State: VULNERABLE&#xa;    IDs:  BID:49303  CVE:CVE-2011-3192&#xa;      The Apache web server is vulnerable to a denial of service attack when numerous&#xa;      overlapping byte ranges are requested.&#xa;    Disclosure date: 2011-08-19&#xa;    References:&#xa;      https://cve.mitre.org/cgi-bin/cvename.cgi?name=CVE-2011-3192&#xa;      https://www.securityfocus.com/bid/49303&#xa;"><table key="CVE-2011-3192">
<elem key="title">Apache byterange filter DoS</elem>
<elem key="state">VULNERABLE</elem>
<table key="ids">
<elem>BID:49303</elem>
<elem>CVE:CVE-2011-3192</elem>
</table>
<table key="description">
<elem>The Apache web server is vulnerable to a denial of service attack when numerous&#xa;overlapping byte ranges are requested.</elem>
</table>
<table key="dates">
<table key="disclosure">
<elem key="year">2011</elem>
<elem key="month">08</elem>
<elem key="day">19</elem>
</table>
</table>
<elem key="disclosure">2011-08-19</elem>
<table key="refs">
<elem>https://cve.mitre.org/cgi-bin/cvename.cgi?name=CVE-2011-3192</elem>
<elem>https://www.securityfocus.com/bid/49303</elem>
</table>
</table>
</script>`;

function portXml(number, service, extra) {
  return `<port protocol="tcp" portid="${number}"><state state="open" reason="syn-ack" reason_ttl="64"/>${service}${extra}</port>\n`;
}

function portsXml(index, kind) {
  const dense = kind === 'dense';
  const count = dense ? 22 : 3 + (index % 4);
  let xml = dense
    ? ''
    : `<extraports state="closed" count="${1000 - count}">\n<extrareasons reason="reset" count="${1000 - count}" proto="tcp" ports="${CLOSED_PORTS}"/>\n</extraports>\n`;
  for (let i = 0; i < count; i++) {
    const [number, service] = SERVICES[(index + i) % SERVICES.length];
    xml += portXml(
      number + (i >= SERVICES.length ? 10000 + i : 0),
      service,
      i === 0 && index % 5 === 0 ? VULNERABILITY : '',
    );
  }
  return xml;
}

function hostXml(index, kind) {
  const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
  if (index % 50 === 49) {
    return `<host><status state="down" reason="no-response" reason_ttl="0"/>\n<address addr="${address}" addrtype="ipv4"/>\n</host>\n`;
  }
  const mac = `B2:0E:E8:F3:${((index >> 8) & 255).toString(16).padStart(2, '0').toUpperCase()}:6F`;
  return `<host starttime="1795332777" endtime="1795332783"><status state="up" reason="arp-response" reason_ttl="0"/>
<address addr="${address}" addrtype="ipv4"/>
<address addr="${mac}" addrtype="mac" vendor="Example"/>
<hostnames>
<hostname name="host-${index}.example.test" type="PTR"/>
</hostnames>
<ports>${portsXml(index, kind)}</ports>
<times srtt="5" rttvar="0" to="100000"/>
</host>
`;
}

function tailXml(hosts) {
  const down = Math.floor(hosts / 50);
  return `<runstats><finished time="1795332790" timestr="Sun Nov 22 07:33:10 2026" summary="Nmap done" elapsed="14.0" exit="success"/><hosts up="${hosts - down}" down="${down}" total="${hosts}"/>
</runstats>
</nmaprun>
`;
}

/** Writes the document; answers when it is on the disk. */
export async function writeNmapXml(hosts, file, kind = 'listed') {
  const out = createWriteStream(file);
  let held = HEAD;
  for (let i = 0; i < hosts; i++) {
    if (i % 64 === 0) {
      held += `<taskbegin task="Service scan" time="1795332777"/>\n<taskprogress task="Service scan" time="1795332783" percent="45.45" remaining="8" etc="1795332790"/>\n<taskend task="Service scan" time="1795332783" extrainfo="22 services on 9 hosts"/>\n`;
    }
    held += hostXml(i, kind);
    if (held.length > 1_000_000) {
      if (!out.write(held)) await once(out, 'drain');
      held = '';
    }
  }
  out.end(held + tailXml(hosts));
  await once(out, 'close');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [hosts, file, kind] = process.argv.slice(2);
  if (!(Number(hosts) >= 1) || file === undefined) {
    process.stderr.write('usage: node test/bench/nmap-xml.mjs HOSTS FILE [listed|dense]\n');
    process.exit(2);
  }
  await writeNmapXml(Number(hosts), file, kind);
}

/**
 * Categories (nmap's script.db) whose scripts an agent never runs: they ask third parties, may take a service
 * down, guess passwords, break in, or speak to whole networks instead of to the target.
 */
export const FORBIDDEN_CATEGORIES = [
  'external',
  'dos',
  'exploit',
  'brute',
  'fuzzer',
  'malware',
  'broadcast',
] as const;

/** Scripts that change something in spite of their categories: they update a zone, open a firewall, write files. */
export const FORBIDDEN_SCRIPTS = ['dns-update', 'firewall-bypass', 'http-fetch'] as const;

const NEVER = [...FORBIDDEN_CATEGORIES, ...FORBIDDEN_SCRIPTS].join(' or ');

/** The script sets of the contract as nmap's script expressions. Fixed text: nothing of a user's is in them. */
export const SCRIPT_SETS = {
  default: `default and not (intrusive or ${NEVER})`,
  vulnerability: `vuln and not (${NEVER})`,
} as const;

/**
 * The scripts that may be named one by one: those of nmap 7.93 without a forbidden category and without a
 * prerule (which acts before and beside any target), intrusive only where they look for a vulnerability, plus
 * two that are asked for often (ssl-enum-ciphers, ssh-auth-methods).
 */
export const ALLOWED_SCRIPTS: ReadonlySet<string> = new Set(
  `
  acarsd-info address-info afp-ls afp-serverinfo afp-showmount ajp-auth ajp-headers ajp-methods ajp-request
  allseeingeye-info amqp-info auth-owners backorifice-info bacnet-info banner bitcoin-getaddr bitcoin-info
  bitcoinrpc-info bjnp-discover cassandra-info cccam-version cics-info citrix-enum-apps
  citrix-enum-apps-xml citrix-enum-servers citrix-enum-servers-xml clock-skew coap-resources
  couchdb-databases couchdb-stats creds-summary cups-info cups-queue-info daap-get-library daytime
  db2-das-info dhcp-discover dicom-ping dict-info dns-nsid dns-recursion dns-service-discovery
  docker-version drda-info duplicates enip-info epmd-info eppc-enum-processes fcrdns finger
  fingerprint-strings firewalk flume-master-info fox-info freelancer-info ftp-anon ftp-bounce ftp-libopie
  ftp-syst ftp-vuln-cve2010-4221 ganglia-info giop-info gkrellm-info gopher-ls gpsd-info
  hadoop-datanode-info hadoop-jobtracker-info hadoop-namenode-info hadoop-secondary-namenode-info
  hadoop-tasktracker-info hbase-master-info hbase-region-info hddtemp-info hnap-info http-affiliate-id
  http-apache-negotiation http-apache-server-status http-aspnet-debug http-auth http-auth-finder
  http-backup-finder http-bigip-cookie http-cakephp-version http-cisco-anyconnect http-comments-displayer
  http-cookie-flags http-cors http-date http-enum http-favicon http-frontpage-login http-generator http-git
  http-gitweb-projects-enum http-grep http-headers http-hp-ilo-info http-iis-webdav-vuln
  http-internal-ip-disclosure http-jsonp-detection http-ls http-mcmp http-method-tamper http-methods
  http-mobileversion-checker http-ntlm-info http-passwd http-php-version http-qnap-nas-info
  http-referer-checker http-robots.txt http-sap-netweaver-leak http-security-headers http-server-header
  http-slowloris-check http-sql-injection http-svn-enum http-svn-info http-title http-trace http-traceroute
  http-trane-info http-useragent-tester http-vlcstreamer-ls http-vmware-path-vuln http-vuln-cve2010-0738
  http-vuln-cve2010-2861 http-vuln-cve2011-3192 http-vuln-cve2011-3368 http-vuln-cve2014-2126
  http-vuln-cve2014-2127 http-vuln-cve2014-2128 http-vuln-cve2014-2129 http-vuln-cve2015-1427
  http-vuln-cve2015-1635 http-vuln-cve2017-1001000 http-vuln-cve2017-5638 http-vuln-cve2017-8917
  http-vuln-misfortune-cookie http-webdav-scan http-wordpress-users https-redirect iax2-version icap-info
  ike-version imap-capabilities imap-ntlm-info ip-forwarding ip-geolocation-map-kml ip-https-discover
  ipidseq ipmi-cipher-zero ipmi-version ipv6-node-info irc-botnet-channels irc-info iscsi-info isns-info
  jdwp-info jdwp-version knx-gateway-info ldap-novell-getpass ldap-rootdse ldap-search lexmark-config
  maxdb-info mcafee-epo-agent membase-http-info memcached-info mongodb-databases mongodb-info
  mqtt-subscribe ms-sql-config ms-sql-dac ms-sql-dump-hashes ms-sql-hasdbaccess ms-sql-info
  ms-sql-ntlm-info ms-sql-query ms-sql-tables msrpc-enum murmur-version mysql-audit mysql-dump-hashes
  mysql-info mysql-query mysql-vuln-cve2012-2122 nat-pmp-info nat-pmp-mapport nbns-interfaces nbstat
  ncp-enum-users ncp-serverinfo ndmp-fs-info ndmp-version netbus-auth-bypass netbus-info netbus-version
  nfs-ls nfs-showmount nfs-statfs nntp-ntlm-info ntp-info omp2-enum-targets omron-info openflow-info
  openlookup-info openwebnet-discovery oracle-tns-version ovs-agent-version p2p-conficker path-mtu
  pcworx-info pop3-capabilities pop3-ntlm-info port-states pptp-version puppet-naivesigning qscan
  quake1-info quake3-info quake3-master-getservers rdp-enum-encryption rdp-ntlm-info rdp-vuln-ms12-020
  realvnc-auth-bypass redis-info reverse-index rfc868-time riak-http-info rmi-dumpregistry
  rmi-vuln-classloader rpc-grind rpcap-info rpcinfo rsa-vuln-roca rsync-list-modules rtsp-methods rusers
  s7-info samba-vuln-cve-2012-1182 servicetags sip-methods skypev2-version smb-ls smb-mbenum
  smb-os-discovery smb-protocols smb-security-mode smb-vuln-cve-2017-7494 smb-vuln-ms10-061
  smb-vuln-ms17-010 smb-vuln-webexec smb2-capabilities smb2-security-mode smb2-time smb2-vuln-uptime
  smtp-commands smtp-ntlm-info smtp-vuln-cve2011-1720 smtp-vuln-cve2011-1764 snmp-hh3c-logins snmp-info
  snmp-netstat snmp-processes snmp-sysdescr snmp-win32-services snmp-win32-shares snmp-win32-software
  snmp-win32-users socks-auth-info ssh-auth-methods ssh-hostkey ssh2-enum-algos sshv1 ssl-ccs-injection
  ssl-cert ssl-cert-intaddr ssl-date ssl-dh-params ssl-enum-ciphers ssl-heartbleed ssl-known-key ssl-poodle
  sslv2 sslv2-drown sstp-discover stun-info stun-version targets-ipv6-map4to6 targets-ipv6-wordlist
  targets-traceroute teamspeak2-version telnet-encryption telnet-ntlm-info tls-alpn tls-nextprotoneg
  tls-ticketbleed tn3270-screen ubiquiti-discovery unusual-port upnp-info uptime-agent-info ventrilo-info
  versant-info vmware-version vnc-info voldemort-info vuze-dht-info wdb-version weblogic-t3-info
  wsdd-discover x11-access xdmcp-discover xmlrpc-methods xmpp-info
`
    .trim()
    .split(/\s+/),
);

import type { NmapOptions } from './engine-profile';

export const NMAP_PRESETS = ['discovery', 'quick', 'standard', 'full', 'vulnerability'] as const;
export type NmapPreset = (typeof NMAP_PRESETS)[number];

/** From here every preset goes on: a careful port scan that asks no name server. */
const plain: NmapOptions = {
  scan: 'syn',
  ports: { kind: 'top', count: 1000 },
  hostDiscovery: true,
  serviceDetection: false,
  versionIntensity: null,
  osDetection: false,
  traceroute: false,
  resolveNames: false,
  scriptSets: [],
  scripts: [],
  timing: 4,
  minRate: null,
  maxRate: null,
  maxRetries: null,
  hostTimeoutSeconds: null,
  scriptTimeoutSeconds: null,
};

/** What each preset is for, and its options in full. `id` is the same in every installation. */
export const nmapPresets: Readonly<
  Record<NmapPreset, { id: string; summary: string; options: NmapOptions }>
> = {
  discovery: {
    id: '6e6d6170-0000-5000-8000-000000000001',
    summary: 'Which addresses answer. No port scan.',
    options: { ...plain, scan: 'ping' },
  },
  quick: {
    id: '6e6d6170-0000-5000-8000-000000000002',
    summary: 'The 100 most frequent TCP ports.',
    options: { ...plain, ports: { kind: 'top', count: 100 } },
  },
  standard: {
    id: '6e6d6170-0000-5000-8000-000000000003',
    summary: 'The 1000 most frequent TCP ports, with service and version.',
    options: { ...plain, serviceDetection: true },
  },
  full: {
    id: '6e6d6170-0000-5000-8000-000000000004',
    summary: 'Every TCP port, services, operating system, route and the default scripts.',
    options: {
      ...plain,
      ports: { kind: 'all' },
      serviceDetection: true,
      osDetection: true,
      traceroute: true,
      scriptSets: ['default'],
      scriptTimeoutSeconds: 120,
    },
  },
  vulnerability: {
    id: '6e6d6170-0000-5000-8000-000000000005',
    summary: 'The 1000 most frequent TCP ports, services, and the scripts that test for vulnerabilities.',
    options: {
      ...plain,
      serviceDetection: true,
      scriptSets: ['vulnerability'],
      scriptTimeoutSeconds: 60,
    },
  },
};

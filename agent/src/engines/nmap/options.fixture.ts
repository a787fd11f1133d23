import type { NmapOptions } from './options';

/** A SYN scan and nothing else, for specs to vary. */
export const PLAIN: NmapOptions = {
  scan: 'syn',
  ports: { kind: 'top', count: 100 },
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

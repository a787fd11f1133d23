import { randomUUID } from 'node:crypto';

/** Ids that a body may name. */
export interface Owned {
  networkId: string;
  jobId: string;
  scanId: string;
  webhookId: string;
  poolId: string;
  tenantId: string;
  /** Goes into every name. */
  mark: string;
}

const profiles = [{ engine: 'nmap', preset: 'quick' }];

const weekly = [{ weekdays: [1], from: '22:00', to: '06:00' }];

const daily = { kind: 'daily', zone: 'Asia/Taipei', start: '2026-12-01T03:00' };

/** A body that is acceptable in itself, for every operation that takes one. */
export const bodies: Readonly<Record<string, (owned: Owned) => object>> = {
  editAgent: () => ({ name: 'blue' }),
  drainAgent: () => ({}),
  retireAgent: () => ({}),
  banAgent: () => ({}),
  setPoolProvisioning: () => ({ provisioner: 'blue', min: 0, max: 0 }),
  createWindow: ({ networkId }) => ({ kind: 'blackout', name: 'blue', networkId, weekly }),
  editWindow: () => ({ name: 'blue' }),
  createExclusion: () => ({ target: '198.51.100.1', comment: 'blue' }),
  editNetwork: () => ({ description: 'blue' }),
  requestNetwork: () => ({ name: 'blue', cidrs: ['198.51.100.0/24'], reason: 'blue' }),
  approveNetworkRequest: () => ({}),
  rejectNetworkRequest: () => ({ decision: 'blue' }),
  stopAll: () => ({ reason: 'blue' }),
  stopFleet: () => ({ reason: 'blue' }),
  createCredential: () => ({
    ...{ name: `blue ${randomUUID()}`, kind: 'ssh-password', userName: 'blue', password: 'blue' },
  }),
  editCredential: () => ({ description: 'blue' }),
  pinHostKey: ({ networkId }) => ({
    ...{ networkId, address: '192.0.2.1', hostKey: `ssh-ed25519 ${'A'.repeat(68)}` },
  }),
  createAsset: ({ networkId }) => ({ networkId, name: 'blue asset' }),
  importAssets: ({ networkId }) => ({ networkId, assets: [{ name: 'blue asset' }] }),
  editAsset: () => ({ name: 'blue asset' }),
  editPackage: () => ({ description: 'blue' }),
  overridePlatforms: () => ({ platforms: ['cpe:/o:blue:blue:1'], whenFileExists: '/etc/blue' }),
  fetchPackage: () => ({ name: `blue ${randomUUID()}`, url: 'https://127.0.0.1/blue' }),
  createProfile: () => ({ name: `blue ${randomUUID()}`, engine: 'nmap' }),
  editProfile: () => ({ description: 'blue' }),
  dryRun: ({ networkId }) => ({ networkId, targets: ['192.0.2.1'], profiles }),
  startScan: ({ networkId }) => ({ name: 'blue scan', networkId, targets: ['192.0.2.1'], profiles }),
  testProfile: ({ networkId }) => ({ networkId, address: '192.0.2.1' }),
  testUnsavedProfile: ({ networkId }) => ({ networkId, address: '192.0.2.1', profile: { engine: 'nmap' } }),
  editJob: () => ({ description: 'blue' }),
  cloneJob: () => ({}),
  bulkJobs: ({ jobId }) => ({ action: 'disable', ids: [jobId] }),
  createJob: ({ networkId }) => ({ name: 'blue job', networkId, targets: ['192.0.2.1'], profiles }),
  inviteMember: () => ({ email: 'blue@example.com', role: 'viewer' }),
  changeMemberRole: () => ({ role: 'viewer' }),
  putJobSchedule: () => ({ recurrence: daily }),
  createNamedSchedule: () => ({ name: `blue ${randomUUID()}`, recurrence: daily }),
  editNamedSchedule: () => ({ name: 'blue' }),
  previewSchedule: () => ({ recurrence: daily }),
  createNotificationRule: ({ jobId, webhookId }) => ({
    ...{ name: 'blue rule', trigger: 'always', channel: 'webhook', jobId, webhookId },
  }),
  editNotificationRule: () => ({ name: 'blue rule' }),
  createWebhook: () => ({ name: 'blue webhook', url: 'https://example.com/' }),
  editWebhook: () => ({ name: 'blue webhook' }),
  createToken: () => ({ name: 'blue token', role: 'viewer' }),
  cancelScans: ({ scanId }) => ({ ids: [scanId] }),
  deleteScans: ({ scanId }) => ({ ids: [scanId] }),
  pauseScans: ({ scanId }) => ({ ids: [scanId] }),
  resumeScans: ({ scanId }) => ({ ids: [scanId] }),
  cancelScan: () => ({}),
  pauseScan: () => ({}),
  resumeScan: () => ({}),
};

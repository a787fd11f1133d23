import type { Wording } from './wording';

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const english: Wording = {
  ends: { complete: 'finished', partial: 'finished incomplete', canceled: 'canceled', failed: 'failed' },
  severities: {
    critical: 'Critical',
    high: 'High',
    medium: 'Medium',
    low: 'Low',
    information: 'Information',
  },
  labels: {
    scan: 'Scan',
    state: 'State',
    reason: 'Reason',
    started: 'Started',
    ended: 'Ended',
    new: 'New',
    fixed: 'Fixed',
    reopened: 'Reopened',
    total: 'Findings',
    open: 'Open in Scanfleet',
    period: 'Period',
    scans: 'Scans',
    when: 'When',
    severity: 'Severity',
    count: 'Count',
  },
  noFindings: 'no findings',
  allHostsDown: 'No host answered.',
  notDrawn: 'The scan failed before findings could be drawn.',
  why: 'You get this mail because a notification rule of your organisation names you, or you are its administrator.',
  unsubscribe: 'Unsubscribe',
  colon: ': ',
  comma: ', ',
  scanSubject: (name, end, counts) => `Scan “${name}” ${end}${counts && ` (${counts})`}`,
  scanIntroduction: (name, end) => `The scan “${name}” ${end}.`,
  announcementSubject: (name) => `Scan “${name}” will start soon`,
  announcementIntroduction: (name) => `A scan of the job “${name}” will start by its schedule.`,
  digestSubject: (every, scans, found) =>
    `${every === 'day' ? 'Daily' : 'Weekly'} summary: ${counted(scans, 'scan', 'scans')}, ${counted(found, 'new finding', 'new findings')}`,
  digestIntroduction: (every, scans) =>
    `${counted(scans, 'scan', 'scans')} ended ${every === 'day' ? 'since yesterday' : 'in the past week'}.`,
  more: (scans) => `and ${counted(scans, 'more scan', 'more scans')}`,
  noticeSubject: (kind, name) =>
    ({
      'agent-lost': `Agent “${name}” is missing`,
      'pool-quarantined': `No scanner hosts are made for pool “${name}”`,
      'schedule-missed': `Schedule “${name}” was missed`,
      'subscription-canceled': 'The subscription was canceled',
      'exclusion-expiring': `Exclusion “${name}” is about to expire`,
    })[kind],
  noticeIntroduction: (kind, name) =>
    ({
      'agent-lost': `The agent “${name}” has not been heard of and is considered lost. Its unfinished work goes to other agents.`,
      'pool-quarantined': `Making scanner hosts for the pool “${name}” failed again and again. No more are made for a while; scans that need one wait.`,
      'schedule-missed': `The schedule “${name}” did not start a scan when it was due.`,
      'subscription-canceled': `The subscription was canceled by ${name}. Its schedules are removed; results stay readable.`,
      'exclusion-expiring': `The exclusion “${name}” is about to expire. From then on what it names is scanned again.`,
    })[kind],
  testSubject: (name) => `Test of “${name}”`,
  testIntroduction: (name) =>
    `This is a test of the notification rule “${name}”. Nothing happened; mail arrives here.`,
};

import type { Told } from './facts';

/**
 * What a webhook gets, as Standard Webhooks recommends: a type, when it happened, and the data. The same bytes for every
 * attempt.
 */
export function webhookBody(told: Told, createdAt: Date, publicUrl: string): string {
  const timestamp = createdAt.toISOString();
  switch (told.kind) {
    case 'scan': {
      const { scanId, end, ...scan } = told.scan;
      const url = `${publicUrl}/scans/${scanId}`;
      return JSON.stringify({ type: 'scan.ended', timestamp, data: { id: scanId, end, ...scan, url } });
    }
    case 'announcement': {
      const { jobId, ...data } = told.announcement;
      const url = `${publicUrl}/jobs/${jobId}`;
      return JSON.stringify({ type: 'scan.scheduled', timestamp, data: { jobId, ...data, url } });
    }
    case 'digest':
      return JSON.stringify({ type: 'scan.digest', timestamp, data: told.digest });
    case 'notice': {
      const { notice, ...data } = told.notice;
      return JSON.stringify({ type: `notice.${notice}`, timestamp, data });
    }
    case 'test':
      return JSON.stringify({ type: 'test', timestamp, data: { name: told.name } });
  }
}

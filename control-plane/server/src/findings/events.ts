import { eventKind } from '../platform';

/** Every finding of the scan is drawn and counted: mail and reports may follow. */
export const scanProcessed = eventKind<{ scanId: string; tenantId: string }>('scan.processed');

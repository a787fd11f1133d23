import { SystemContentPart, SystemContentRow } from './system-content.entity';

/** What this room keeps in the ledger. */
export const systemContentEntities = [SystemContentRow, SystemContentPart];

export { SystemContents, type PartTaken } from './system-contents';
export { SystemContentModule } from './system-content.module';

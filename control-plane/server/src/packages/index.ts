import { ContentPart, PackageVersion, SecurityPackage } from './package.entity';

/** What this room keeps in the ledger. */
export const packagesEntities = [SecurityPackage, PackageVersion, ContentPart];

export { CONTENT_PART_BYTES, Contents } from './contents';
export { ContentChoice } from './content-choice';
export type { ChosenContent, PackageRecord } from './package-record';
export { Packages } from './packages';
export { MOST_CONTENT_BYTES, takeIn, type Content } from './intake';
export { ContentView, PackageView } from './package-views';
export { tailoredId, type ProfileChanges } from './tailoring';
export { PackagesModule } from './packages.module';

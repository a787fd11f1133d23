export { allowedRanges, destinationOf, hostOf, reachOf, type AllowedRanges, type Reach } from './destination';
export { DeniedAddress, guardedLookup, Names, SystemNames } from './guarded-lookup';

/** Kind of the observation that tells how far a tool was with a target when it was stopped; no result. */
export const BEGUN = 'begun';

export { ContentCache } from './content-cache';
export { type BellRope, Crew, type CrewGround } from './crew';
export { Spool } from './spool';

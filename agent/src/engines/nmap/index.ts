export { NmapEngine } from './engine';

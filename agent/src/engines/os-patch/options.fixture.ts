import type { OsPatchOptions } from './options';

export const AS_LISTED: OsPatchOptions = { freshLists: false, timeoutSeconds: 60 };

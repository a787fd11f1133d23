/** Ceilings of one block of markup: what a scanner writes stays far below them, a hostile document does not pass them. */
export const MARKUP_LIMITS = {
  /** Elements inside elements. */
  depth: 64,
  /** Attributes of one element. */
  attributes: 64,
} as const;

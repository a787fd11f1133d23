/** Markup that is not well-formed, or past a ceiling. */
export class MarkupError extends Error {
  constructor(
    message: string,
    /** True when the block ended inside a comment, a CDATA section or an instruction: more bytes may heal it. */
    readonly unfinished = false,
  ) {
    super(message);
    this.name = 'MarkupError';
  }
}

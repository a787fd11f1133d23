import { v7, validate } from 'uuid';

/** A new record id: UUID version 7, so that ids sort by time and land at the end of an index. */
export const newId = (): string => v7();

export const isId = (value: unknown): value is string => typeof value === 'string' && validate(value);

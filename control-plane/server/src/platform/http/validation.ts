import { Injectable, ValidationPipe, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Refusal, RefusalError, type RefusedField } from '../errors';

const MOST_ERRORS = 100;
const DEEPEST = 16;

/** Codes for what class-validator found, by the name of its check. Others get `invalid`. */
const CODES: Readonly<Record<string, string>> = {
  whitelistValidation: 'unknown-field',
  isString: 'wrong-type',
  isInt: 'wrong-type',
  isNumber: 'wrong-type',
  isBoolean: 'wrong-type',
  isArray: 'wrong-type',
  isObject: 'wrong-type',
  nestedValidation: 'wrong-type',
  unknownValue: 'wrong-type',
  isIn: 'not-allowed',
  isEnum: 'not-allowed',
  min: 'out-of-range',
  max: 'out-of-range',
  minLength: 'too-short',
  maxLength: 'too-long',
  isLength: 'wrong-length',
  isNotEmpty: 'empty',
  arrayNotEmpty: 'empty',
  arrayMinSize: 'too-few',
  arrayMaxSize: 'too-many',
  arrayUnique: 'duplicate',
  isUuid: 'malformed',
  matches: 'malformed',
  isISO8601: 'malformed',
  isDefined: 'required',
};

/**
 * Checks bodies, queries and paths against their DTO classes: unknown fields are refused, never dropped, and
 * every field at fault is named by a JSON pointer. Strings with control characters are refused everywhere.
 */
@Injectable()
export class RequestValidation implements PipeTransform {
  private readonly pipe = new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: true },
    exceptionFactory: (errors) => new RefusalError(invalid(fieldsOf(errors))),
  });

  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    const unreadable = unprintable(value);
    if (unreadable.length > 0) throw new RefusalError(invalid(unreadable));
    if (metadata.type === 'body' && expectsObject(metadata) && !isObject(value)) {
      const reason = 'The body must be a JSON object.';
      throw new RefusalError(invalid([{ path: '', code: 'wrong-type', reason }]));
    }
    return this.pipe.transform(value, metadata) as Promise<unknown>;
  }
}

/** 422 for a request that could be read but not accepted. */
export function invalid(fields: readonly RefusedField[]): Refusal {
  const first = fields[0];
  const more = fields.length > 1 ? ` and ${fields.length - 1} more` : '';
  const where = first ? ` ${first.path || 'the body'}: ${first.reason}${more}` : '';
  return new Refusal('invalid-request', 422, `The request is not acceptable.${where}`, fields);
}

/** Flattens class-validator's tree, depth first. */
export function fieldsOf(errors: readonly ValidationError[], at = ''): RefusedField[] {
  const fields: RefusedField[] = [];
  for (const error of errors) {
    if (fields.length >= MOST_ERRORS) break;
    const path = `${at}/${pointerPart(error.property)}`;
    for (const [check, reason] of Object.entries(error.constraints ?? {})) {
      const missing = error.value === undefined && check !== 'whitelistValidation';
      fields.push({ path, code: missing ? 'required' : (CODES[check] ?? 'invalid'), reason: shown(reason) });
    }
    fields.push(...fieldsOf(error.children ?? [], path));
  }
  return fields.slice(0, MOST_ERRORS);
}

/** One reference token of a JSON pointer (RFC 6901 §3). */
export const pointerPart = (name: string): string =>
  shown(name.replaceAll('~', '~0').replaceAll('/', '~1')).slice(0, 100);

/** Texts of a request may stand in the answer, but not their control characters. */
const shown = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '\ufffd');

/**
 * Control characters other than line feed and tab, lone surrogates, line separators and characters that
 * turn the direction of text: nothing that a person means to send, much that deceives one who reads it.
 */

const UNPRINTABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;

export function unprintable(value: unknown, at = '', depth = 0): RefusedField[] {
  if (depth > DEEPEST)
    return [{ path: at, code: 'too-deep', reason: `Nested deeper than ${DEEPEST} levels.` }];
  if (typeof value === 'string') return UNPRINTABLE.test(value) ? [controlCharacter(at)] : [];
  if (typeof value !== 'object' || value === null) return [];
  const fields: RefusedField[] = [];
  for (const [name, part] of Object.entries(value)) {
    const path = `${at}/${pointerPart(name)}`;
    if (UNPRINTABLE.test(name)) fields.push(controlCharacter(path));
    fields.push(...unprintable(part, path, depth + 1));
    if (fields.length >= MOST_ERRORS) break;
  }
  return fields;
}

const controlCharacter = (path: string): RefusedField => ({
  path,
  code: 'control-character',
  reason: 'Control characters are not accepted.',
});

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function expectsObject({ metatype }: ArgumentMetadata): boolean {
  return metatype !== undefined && ![String, Number, Boolean, Array, Object].includes(metatype as never);
}

import { Injectable, ValidationPipe, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { validateSync, type ValidationError } from 'class-validator';
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
    validationError: { target: true, value: true },
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

/** Flattens class-validator's tree, depth first; one entry for each field at fault. */
export function fieldsOf(errors: readonly ValidationError[], at = ''): RefusedField[] {
  const fields: RefusedField[] = [];
  for (const error of errors) {
    if (fields.length >= MOST_ERRORS) break;
    const path = `${at}/${pointerPart(error.property)}`;
    const elements = elementsAtFault(error, path);
    const field = elements.length > 0 ? undefined : fieldOf(error.constraints, error.value, path);
    fields.push(...elements, ...(field ? [field] : []), ...fieldsOf(error.children ?? [], path));
  }
  return fields.slice(0, MOST_ERRORS);
}

/** The check that says most: an unknown name, then a wrong type, then whichever. */
function fieldOf(
  constraints: ValidationError['constraints'],
  value: unknown,
  path: string,
): RefusedField | undefined {
  const found = Object.entries(constraints ?? {}).map(([check, reason]) => ({ code: codeOf(check), reason }));
  const rank = ({ code }: { code: string }) => (code === 'unknown-field' ? 0 : code === 'wrong-type' ? 1 : 2);
  const [best] = found.sort((a, b) => rank(a) - rank(b));
  if (!best) return undefined;
  if (value === undefined && best.code !== 'unknown-field')
    return { path, code: 'required', reason: 'This field is required.' };
  const reason = best.code === 'unknown-field' ? 'There is no such field.' : shown(best.reason);
  return { path, code: best.code, reason };
}

const codeOf = (check: string): string => CODES[check] ?? 'invalid';

/**
 * class-validator says of a list only that one of its elements is at fault: each is tried alone to find which.
 */
function elementsAtFault(
  { target, property, value, constraints }: ValidationError,
  path: string,
): RefusedField[] {
  const said = Object.values(constraints ?? {});
  if (!target || !Array.isArray(value) || !said.every((reason) => reason.startsWith('each '))) return [];
  const fields: RefusedField[] = [];
  for (const [index, element] of (value as unknown[]).entries()) {
    if (fields.length >= MOST_ERRORS) break;
    const probe = Object.assign(Object.create(Object.getPrototypeOf(target) as object) as object, {
      [property]: [element],
    });
    const error = validateSync(probe).find((other) => other.property === property);
    const field = fieldOf(error?.constraints, element, `${path}/${index}`);
    if (field) fields.push({ ...field, reason: field.reason.replace(/^each (value in|of) \S+/, 'it') });
  }
  return fields;
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

const UNPRINTABLE = /(?![\t\n])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;

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

import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, RefusalError } from '../errors';

/**
 * Records that people edit carry a version, counted from 1, which is their entity tag (RFC 9110 §8.8.3): an edit
 * names the version that it was made from, so that nobody overwrites what they have not seen.
 */
export type Version = number;

export const etagOf = (version: Version): string => `"${version}"`;

/** Sends the record's entity tag with it. */
export function withEtag<T extends { readonly version: Version }>(reply: FastifyReply, record: T): T {
  void reply.header('etag', etagOf(record.version));
  return record;
}

/** `any`: If-Match: * — whatever version is there. */
export type ExpectedVersion = Version | 'any';

/** A handler's parameter: the version in If-Match. Refused with 428 when there is none, 400 when it cannot be one. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): ExpectedVersion => {
  const given = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (given === undefined) throw new RefusalError(required());
  if (given.trim() === '*') return 'any';
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(given.trim())?.[1];
  if (version === undefined) throw new RefusalError(malformed());
  return Number(version);
});

/** Documents If-Match on an edit. */
export const Versioned = () =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: true,
      description: 'The ETag of the version that the edit was made from, or * for any.',
      schema: { type: 'string', example: '"1"' },
    }),
  );

/** The refusal for an edit made from another version than is there now. */
export function outdated(expected: ExpectedVersion, present: Version): Refusal | undefined {
  if (expected === 'any' || expected === present) return undefined;
  return new Refusal('version-mismatch', 412, 'Somebody else has changed this since you read it.', [], {
    version: present,
  });
}

const required = () =>
  new Refusal('if-match-required', 428, 'Send If-Match with the ETag of the version that you edit.');

const malformed = () =>
  new Refusal('malformed-if-match', 400, 'If-Match takes one entity tag as this API gives them, or *.');

import { Readable } from 'node:stream';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal, RefusalError } from '../platform';
import { MOST_SENT_BYTES } from './imported-document';

const GZIP = 'application/gzip';
export const TYPES = ['application/xml', GZIP];

/** A document as it comes: nothing of it is read before it is known who sends it. */
export interface Sent {
  sent: Readable;
  isPacked: boolean;
}

function sentWith(_: unknown, context: ExecutionContext): Sent {
  const { body, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  if (body instanceof Readable)
    return { sent: body, isPacked: headers['content-type']?.startsWith(GZIP) ?? false };
  const reason = `Send the results as ${TYPES.join(' or ')}, at most ${MOST_SENT_BYTES} bytes.`;
  throw new RefusalError(new Refusal('unsupported-media-type', 415, reason));
}

export const SentDocument = createParamDecorator(sentWith);

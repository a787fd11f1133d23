import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty, getSchemaPath, type ApiResponseNoStatusOptions } from '@nestjs/swagger';
import { IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';

/** A route's `:id`. */
export class IdParameter {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  id: string;
}

/** One line of text with something to see in it, at most `most` characters, without space at its ends. */
export const Name = (most: number) =>
  applyDecorators(
    IsString(),
    MinLength(1),
    MaxLength(most),
    Matches(/^\S(?:[^\n\t]*\S)?$/u, {
      message: '$property must be one line of text without space at its ends',
    }),
  );

/** The response of a list: a page of `item`. Goes into ApiOkResponse. */
export function pageSchema(item: Type<object>): ApiResponseNoStatusOptions {
  pageModels.add(item);
  return {
    schema: {
      type: 'object',
      required: ['items', 'nextCursor'],
      properties: {
        items: { type: 'array', items: { $ref: getSchemaPath(item) } },
        nextCursor: {
          type: 'string',
          nullable: true,
          description: 'Goes into the query `cursor` for the next page; null on the last page.',
        },
      },
    },
  };
}

/** Classes that only pages refer to: the OpenAPI document has to be told of them. */
export const pageModels = new Set<Type<object>>();

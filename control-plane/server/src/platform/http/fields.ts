import { applyDecorators, type Type } from '@nestjs/common';
import { Transform } from 'class-transformer';
import {
  ApiProperty,
  ApiPropertyOptional,
  getSchemaPath,
  type ApiResponseNoStatusOptions,
} from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { describePaths, type ListGrammar } from './list-query';

/** An optional field that is not null where it is given: @IsOptional lets null through. */
export const Given = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

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

/** A filter in a query that may be given several times, at most `most`: any of the values. */
export const Several = (most: number) =>
  applyDecorators(
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      value === undefined || Array.isArray(value) ? value : [value],
    ),
    ArrayMinSize(1),
    ArrayMaxSize(most),
  );

/** The query `sort` of a list: one of its sorts, with a minus in front for descending. */
export function SortBy(grammar: ListGrammar) {
  const sorts = Object.keys(grammar.sorts).flatMap((name) => [name, `-${name}`]);
  const supported = describePaths(grammar)
    .map(({ filters, sorts: by }) => `${filters}, sorted by ${by.join(' or ')}`)
    .join('; ');
  return applyDecorators(
    ApiPropertyOptional({
      enum: sorts,
      default: grammar.defaultSort,
      description: `A minus in front: descending. Combinations that an index serves (? may be left out): ${supported}.`,
    }),
    IsOptional(),
    IsIn(sorts),
  );
}

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

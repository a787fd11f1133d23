import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsString, Matches, MaxLength, MinLength, ValidateBy } from 'class-validator';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './passwords';
import { LOCALES } from './users';

/**
 * An address that mail can be sent to without surprises: the dot-atom form of RFC 5322 §3.4.1 with a domain name, no
 * quotes, comments or commas. Kept in small letters.
 */
export const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export const Email = () =>
  applyDecorators(
    ApiProperty({ type: String, format: 'email', maxLength: 254, example: 'admin@example.com' }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value)),
    IsString(),
    MaxLength(254),
    Matches(EMAIL, { message: '$property must be a plain e-mail address' }),
  );

export const Password = () =>
  applyDecorators(
    ApiProperty({
      ...{ type: String, format: 'password', writeOnly: true },
      ...{
        minLength: SHORTEST_PASSWORD,
        maxLength: LONGEST_PASSWORD,
        example: 'correct horse battery staple',
      },
    }),
    IsString(),
    MinLength(SHORTEST_PASSWORD),
    MaxLength(LONGEST_PASSWORD),
  );

/** A password as somebody typed it, which need not be one that would be taken today. */
export const TypedPassword = () =>
  applyDecorators(
    ApiProperty({ type: String, format: 'password', writeOnly: true, maxLength: LONGEST_PASSWORD }),
    IsString(),
    MaxLength(LONGEST_PASSWORD),
  );

export const LocaleName = () => IsIn(LOCALES);

/** An IANA time zone that this process knows. */
export const Zone = (): PropertyDecorator =>
  ValidateBy({
    name: 'zone',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isZone(value),
      defaultMessage: () => '$property must be an IANA time zone, such as Asia/Taipei',
    },
  });

export function isZone(value: string): boolean {
  if (value.length > 64 || !/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

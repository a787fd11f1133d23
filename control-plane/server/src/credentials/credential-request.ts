import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { Refusal, type Result } from '../platform';
import { Given, Name } from '../platform/http';
import type { CredentialKind } from './credential.entity';
import type { CredentialWords } from './credentials';
import type { OpenSecret } from './vault';

export const KINDS: readonly CredentialKind[] = ['ssh-key', 'ssh-password'];
/** Portable names, and those with a domain; never the beginning of an option. */
const USER = /^[A-Za-z0-9_][A-Za-z0-9_.@\\+-]{0,63}$/;
const MOST_KEY = 16_384;
const MOST_WORD = 1_024;

export class CredentialPatch {
  @ApiPropertyOptional({ minLength: 1, maxLength: 100 })
  @Given()
  @Name(100)
  name?: string;

  @ApiPropertyOptional({ maxLength: 1000, default: '' })
  @Given()
  @IsString()
  @MaxLength(1000)
  description?: string;

  @ApiPropertyOptional({ example: 'scanfleet' })
  @Given()
  @Matches(USER, { message: '$property must be the name of a user' })
  userName?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 65_535, default: 22 })
  @Given()
  @IsInt()
  @Min(1)
  @Max(65_535)
  port?: number;

  @ApiPropertyOptional({
    default: false,
    description: 'Run everything there by `sudo -n`, which asks for no password.',
  })
  @Given()
  @IsBoolean()
  sudo?: boolean;

  @ApiPropertyOptional({
    ...{ default: false },
    description:
      'Of a host of which no key is pinned the first one is taken, and pinned. False: such a host is not entered.',
  })
  @Given()
  @IsBoolean()
  trustFirstKey?: boolean;

  @ApiPropertyOptional({
    ...{ maxLength: MOST_KEY, writeOnly: true },
    description: 'Of a key: OpenSSH’s own format, or PEM or PKCS#8 without a passphrase. Never answered.',
  })
  @Given()
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_KEY)
  privateKey?: string;

  @ApiPropertyOptional({
    maxLength: MOST_WORD,
    default: '',
    writeOnly: true,
    description: 'Of the private key.',
  })
  @Given()
  @IsString()
  @MaxLength(MOST_WORD)
  @Matches(/^[^\n\r\0]*$/, { message: '$property must be one line' })
  passphrase?: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: MOST_WORD, writeOnly: true })
  @Given()
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_WORD)
  @Matches(/^[^\n\r\0]*$/, { message: '$property must be one line' })
  password?: string;
}

export class CredentialBody extends CredentialPatch {
  @ApiProperty({ minLength: 1, maxLength: 100 })
  @Name(100)
  declare name: string;

  @ApiProperty({ example: 'scanfleet' })
  @Matches(USER, { message: '$property must be the name of a user' })
  declare userName: string;

  @ApiProperty({ enum: KINDS, description: '`ssh-key` has a privateKey, `ssh-password` a password.' })
  @IsIn(KINDS)
  kind: CredentialKind;
}

export function wordsOf(body: CredentialBody): CredentialWords {
  const { name, userName, description = '', port = 22, sudo = false, trustFirstKey = false } = body;
  return { name, userName, description, port, sudo, trustFirstKey };
}

/** The secret of this kind; null when the request names none. Refusal `wrong-secret` (422). */
export function secretOf(kind: CredentialKind, body: CredentialPatch): Result<OpenSecret | null> {
  const { privateKey, passphrase, password } = body;
  const foreign = kind === 'ssh-key' ? { password } : { privateKey, passphrase };
  for (const [name, value] of Object.entries(foreign))
    if (value !== undefined) return wrongSecret(name, `A credential of kind ${kind} has no ${name}.`);
  if (kind === 'ssh-password') return password === undefined ? null : { kind, password };
  if (privateKey !== undefined) {
    const lines = privateKey.replaceAll('\r\n', '\n').trim();
    return { kind, privateKey: `${lines}\n`, passphrase: passphrase ?? '' };
  }
  return passphrase === undefined
    ? null
    : wrongSecret('passphrase', 'A passphrase comes with its privateKey.');
}

export function wrongSecret(name: string, reason: string): Refusal {
  return new Refusal('wrong-secret', 422, reason, [{ path: `/${name}`, code: 'wrong-secret', reason }]);
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

/** A pause for a window lets running tools end for a minute; nobody waits longer than ten. */
const LONGEST_GRACE_SECONDS = 600;
const MOST_AT_ONCE = 200;

const Grace = { minimum: 0, maximum: LONGEST_GRACE_SECONDS, default: 0 } as const;
const GRACE = 'How long a tool that runs may go on to end its targets; 0: it is ended now.';

export class CommandBody {
  @ApiPropertyOptional({ maxLength: 500, default: '', description: 'For people: why.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

export class PauseBody extends CommandBody {
  @ApiPropertyOptional({ ...Grace, description: GRACE })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_GRACE_SECONDS)
  graceSeconds?: number;
}

export class BulkBody extends CommandBody {
  @ApiProperty({ type: [String], format: 'uuid', minItems: 1, maxItems: MOST_AT_ONCE })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_AT_ONCE)
  @IsUUID(undefined, { each: true })
  ids: string[];
}

export class BulkPauseBody extends BulkBody {
  @ApiPropertyOptional({ ...Grace, description: GRACE })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_GRACE_SECONDS)
  graceSeconds?: number;
}

/** What became of a command for one scan of many. */
export class BulkResultView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'The command is carried out, or had been before.' })
  accepted: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The scan’s state now; null: there is no such scan.',
  })
  state: string | null;

  @ApiProperty({ description: 'As in a problem document; empty when accepted.' })
  code: string;

  @ApiProperty({ description: 'For people; empty when accepted.' })
  reason: string;
}

export class BulkView {
  @ApiProperty({ type: [BulkResultView], description: 'One for each id, in the order given.' })
  results: BulkResultView[];
}

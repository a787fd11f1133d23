import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { Given } from '../platform/http';
import { Bounded } from './option-fields';

/** Options that differ from the preset's. */
export class OsPatchOptionsRequest {
  @ApiPropertyOptional({
    description:
      'True: package lists are fetched anew, to a folder of the agent’s. False: as the system fetched them last.',
  })
  @Given()
  @IsBoolean()
  freshLists?: boolean;

  @ApiPropertyOptional({ minimum: 10, maximum: 86_400, description: 'Then a target counts as timed out.' })
  @Given()
  @Bounded(10, 86_400)
  timeoutSeconds?: number;
}

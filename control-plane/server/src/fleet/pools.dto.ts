import { ApiProperty } from '@nestjs/swagger';
import { Name } from '../platform/http';

export class PoolBody {
  @ApiProperty({ minLength: 1, maxLength: 100 })
  @Name(100)
  name: string;
}

export class PoolView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Which version its agents are to be. Null: whatever they are.',
  })
  agentVersion: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;
}

export class JoinTokenView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Shown this once; null when the answer is repeated for an Idempotency-Key.',
  })
  token: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  expiresAt: Date;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'For a root shell of the machine: enrols it. Shown once, as the token.',
  })
  command: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'User data for cloud-init, for an image with the agent and its service. Shown once.',
  })
  cloudInit: string | null;
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageQuery, Several } from '../platform/http';
import { HOST_STATES, type HostState } from './host.machine';

export class HostsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only the hosts of this pool.' })
  @IsOptional()
  @IsUUID()
  poolId?: string;

  @ApiPropertyOptional({ enum: HOST_STATES, enumName: 'HostState', isArray: true })
  @Several(HOST_STATES.length)
  @IsIn(HOST_STATES, { each: true })
  state?: HostState[];
}

export class HostView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'How its agent is called, too.' })
  name: string;

  @ApiProperty({ format: 'uuid' })
  poolId: string;

  @ApiProperty()
  provisioner: string;

  @ApiProperty({ enum: HOST_STATES, enumName: 'HostState' })
  state: HostState;

  @ApiProperty({ type: String, format: 'date-time' })
  stateSince: Date;

  @ApiProperty({ description: 'Why it is in this state, or what it waits for.' })
  reason: string;

  @ApiProperty({ description: 'What went wrong; empty: nothing did.' })
  failure: string;

  @ApiProperty({ description: 'How far it has booted.' })
  phase: string;

  @ApiProperty({ type: [String] })
  addresses: string[];

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  agentId: string | null;

  @ApiProperty({ type: 'integer', description: 'How often it, or then its removal, was asked for.' })
  attempts: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Nothing is asked before.' })
  againAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it never was.' })
  readyAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;
}

class HostStepView {
  @ApiProperty({ enum: HOST_STATES, enumName: 'HostState', nullable: true })
  from: HostState | null;

  @ApiProperty({ enum: HOST_STATES, enumName: 'HostState' })
  to: HostState;

  @ApiProperty()
  cause: string;

  @ApiProperty({ description: 'A token, or the round that did it.' })
  actor: string;

  @ApiProperty()
  reason: string;

  @ApiProperty({ type: String, format: 'date-time' })
  at: Date;
}

export class HostHistoryView {
  @ApiProperty({ type: [HostStepView] })
  items: HostStepView[];
}

export class HostConsoleView {
  @ApiProperty({ type: String, nullable: true })
  text: string | null;
}

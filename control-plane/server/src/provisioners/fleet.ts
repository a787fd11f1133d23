import { Inject, Injectable } from '@nestjs/common';
import { AgentOperations, Agents, Authority, Pools } from '../fleet';
import { Demand } from '../scans';
import { FleetMarks } from './fleet-marks';

/** What hosts need of the rooms below. */
@Injectable()
export class Fleet {
  constructor(
    @Inject(Agents) readonly agents: Agents,
    @Inject(AgentOperations) readonly operations: AgentOperations,
    @Inject(Pools) readonly pools: Pools,
    @Inject(Authority) readonly authority: Pick<Authority, 'certificatePem'>,
    @Inject(Demand) readonly demand: Demand,
    @Inject(FleetMarks) readonly marks: FleetMarks,
  ) {}
}

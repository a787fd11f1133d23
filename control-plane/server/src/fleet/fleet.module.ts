import { Module } from '@nestjs/common';
import { AgentsController } from './agents.controller';
import { AgentBundlesController } from './agent-bundles.controller';
import { AgentBundles } from './agent-bundles';
import { AgentOperations } from './agent-operations';
import { AgentSessions } from './agent-sessions';
import { Agents } from './agents';
import { Authority } from './authority';
import { Enrolment } from './enrolment';
import { PoolsController } from './pools.controller';
import { Pools } from './pools';
import { SupportBundles } from './support-bundles';
import { SupportBundlesController } from './support-bundles.controller';

const services = [
  AgentBundles,
  AgentOperations,
  Agents,
  AgentSessions,
  Authority,
  Enrolment,
  Pools,
  SupportBundles,
];

@Module({
  controllers: [AgentBundlesController, AgentsController, PoolsController, SupportBundlesController],
  providers: services,
  exports: services,
})
export class FleetModule {}

import { Module } from '@nestjs/common';
import { Evaluations } from './evaluations';
import { EvaluationsController } from './evaluations.controller';

@Module({ controllers: [EvaluationsController], providers: [Evaluations], exports: [Evaluations] })
export class ComplianceModule {}

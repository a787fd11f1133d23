import { Module } from '@nestjs/common';
import { ComplianceModule } from '../compliance';
import { ScansModule } from '../scans';
import { CoverageController } from './coverage.controller';
import { CoverageLists } from './coverage-lists';
import { CoverageSweep } from './coverage-sweep';
import { FindingCounts } from './finding-counts';
import { FindingLists } from './finding-lists';
import { FindingsController } from './findings.controller';
import { Judging } from './judging';
import { FindingProcessing } from './processing';
import { TargetResults } from './target-results';
import { TargetResultsController } from './target-results.controller';

@Module({
  imports: [ComplianceModule, ScansModule],
  controllers: [CoverageController, FindingsController, TargetResultsController],
  providers: [
    CoverageLists,
    CoverageSweep,
    FindingCounts,
    FindingLists,
    FindingProcessing,
    Judging,
    TargetResults,
  ],
  exports: [FindingCounts, FindingLists, FindingProcessing],
})
export class FindingsModule {}

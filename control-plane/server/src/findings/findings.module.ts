import { Module } from '@nestjs/common';
import { ScansModule } from '../scans';
import { CoverageController } from './coverage.controller';
import { CoverageLists } from './coverage-lists';
import { FindingLists } from './finding-lists';
import { FindingsController } from './findings.controller';
import { Judging } from './judging';
import { FindingProcessing } from './processing';

@Module({
  imports: [ScansModule],
  controllers: [CoverageController, FindingsController],
  providers: [CoverageLists, FindingLists, FindingProcessing, Judging],
  exports: [FindingLists, FindingProcessing],
})
export class FindingsModule {}

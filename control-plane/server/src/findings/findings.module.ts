import { Module } from '@nestjs/common';
import { ScansModule } from '../scans';
import { FindingLists } from './finding-lists';
import { FindingsController } from './findings.controller';
import { Judging } from './judging';
import { FindingProcessing } from './processing';

@Module({
  imports: [ScansModule],
  controllers: [FindingsController],
  providers: [FindingLists, FindingProcessing, Judging],
  exports: [FindingLists, FindingProcessing],
})
export class FindingsModule {}

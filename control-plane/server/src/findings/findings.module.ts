import { Module } from '@nestjs/common';
import { ScansModule } from '../scans';
import { FindingLists } from './finding-lists';
import { FindingsController } from './findings.controller';
import { FindingProcessing } from './processing';

@Module({
  imports: [ScansModule],
  controllers: [FindingsController],
  providers: [FindingLists, FindingProcessing],
  exports: [FindingLists, FindingProcessing],
})
export class FindingsModule {}

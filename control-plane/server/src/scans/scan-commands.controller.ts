import { Body, Controller, Delete, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { actorOf, CurrentPrincipal, Permit, type Principal } from '../auth';
import { answer, isRefusal } from '../platform';
import { IdParameter } from '../platform/http';
import {
  BulkBody,
  BulkPauseBody,
  BulkView,
  CommandBody,
  PauseBody,
  type BulkResultView,
} from './scan-commands.dto';
import { ScanCommands, type CommandOptions, type ScanCommand } from './scan-commands';
import { ScanReads } from './scan-reads';
import { ScanReruns } from './scan-reruns';
import { ScanView } from './scan-view';

const optionsOf = ({ reason, graceSeconds }: { reason?: string; graceSeconds?: number }): CommandOptions => ({
  reason: reason ?? '',
  graceMs: (graceSeconds ?? 0) * 1_000,
});

const Command = (operationId: string, summary: string, description: string) =>
  ApiOperation({ operationId, summary, description });
const REPEATED =
  'Repeating it changes nothing. 409 `wrong-state` names the state in which it is not possible.';

/** What a person does to scans that exist, one or many at once. */
@ApiTags('scans')
@Controller('api/v1/scans')
export class ScanCommandsController {
  constructor(
    @Inject(ScanCommands) private readonly commands: ScanCommands,
    @Inject(ScanReruns) private readonly reruns: ScanReruns,
    @Inject(ScanReads) private readonly scans: ScanReads,
  ) {}

  @Post(':id/pause')
  @Permit('scanning', 'full')
  @HttpCode(202)
  @Command(
    'pauseScan',
    'Pause a scan',
    `Ends the tools, at once or after a grace; what is finished is kept. ${REPEATED}`,
  )
  @ApiAcceptedResponse({ type: ScanView })
  pause(
    @CurrentPrincipal() by: Principal,
    @Param() { id }: IdParameter,
    @Body() body: PauseBody,
  ): Promise<ScanView> {
    return this.one(by, id, 'pause', optionsOf(body));
  }

  @Post(':id/resume')
  @Permit('scanning', 'full')
  @HttpCode(202)
  @Command(
    'resumeScan',
    'Go on with a paused scan',
    `Targets without a disposition are scanned in a new segment. ${REPEATED}`,
  )
  @ApiAcceptedResponse({ type: ScanView })
  resume(
    @CurrentPrincipal() by: Principal,
    @Param() { id }: IdParameter,
    @Body() body: CommandBody,
  ): Promise<ScanView> {
    return this.one(by, id, 'resume', optionsOf(body));
  }

  @Post(':id/cancel')
  @Permit('scanning', 'full')
  @HttpCode(202)
  @Command(
    'cancelScan',
    'Cancel a scan',
    `Ends the tools; an accepted cancel never ends as Finished. ${REPEATED}`,
  )
  @ApiAcceptedResponse({ type: ScanView })
  cancel(
    @CurrentPrincipal() by: Principal,
    @Param() { id }: IdParameter,
    @Body() body: CommandBody,
  ): Promise<ScanView> {
    return this.one(by, id, 'cancel', optionsOf(body));
  }

  @Post(':id/rerun')
  @Permit('scanning', 'full')
  @HttpCode(202)
  @Command(
    'rerunScan',
    'Scan the same targets again',
    'A new scan with the same profiles, linked by `rerunOf`; its targets must still be in the network’s scope. 409 `wrong-state` while the scan has not ended.',
  )
  @ApiAcceptedResponse({ type: ScanView, headers: { Location: { schema: { type: 'string' } } } })
  async rerun(
    @CurrentPrincipal() by: Principal,
    @Param() { id }: IdParameter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScanView> {
    const scan = answer(await this.reruns.rerun(by, id));
    void reply.header('location', `/api/v1/scans/${scan.id}`);
    return answer(await this.scans.find(by.tenantId, scan.id));
  }

  @Delete(':id')
  @Permit('scanning', 'full')
  @HttpCode(204)
  @Command(
    'deleteScan',
    'Delete a scan',
    'Final or Paused, and processed. Its rows and raw output go; findings keep their history.',
  )
  @ApiNoContentResponse({ description: 'Deleted.' })
  async remove(@CurrentPrincipal() by: Principal, @Param() { id }: IdParameter): Promise<void> {
    answer(await this.commands.run(by.tenantId, id, 'delete', actorOf(by), optionsOf({})));
  }

  @Post('pause')
  @Permit('scanning', 'full')
  @HttpCode(200)
  @Command('pauseScans', 'Pause several scans', 'Each scan has its own answer.')
  @ApiOkResponse({ type: BulkView })
  pauseMany(@CurrentPrincipal() by: Principal, @Body() body: BulkPauseBody): Promise<BulkView> {
    return this.many(by, 'pause', body);
  }

  @Post('resume')
  @Permit('scanning', 'full')
  @HttpCode(200)
  @Command('resumeScans', 'Go on with several scans', 'Each scan has its own answer.')
  @ApiOkResponse({ type: BulkView })
  resumeMany(@CurrentPrincipal() by: Principal, @Body() body: BulkBody): Promise<BulkView> {
    return this.many(by, 'resume', body);
  }

  @Post('cancel')
  @Permit('scanning', 'full')
  @HttpCode(200)
  @Command('cancelScans', 'Cancel several scans', 'Each scan has its own answer.')
  @ApiOkResponse({ type: BulkView })
  cancelMany(@CurrentPrincipal() by: Principal, @Body() body: BulkBody): Promise<BulkView> {
    return this.many(by, 'cancel', body);
  }

  @Post('delete')
  @Permit('scanning', 'full')
  @HttpCode(200)
  @Command('deleteScans', 'Delete several scans', 'Each scan has its own answer.')
  @ApiOkResponse({ type: BulkView })
  removeMany(@CurrentPrincipal() by: Principal, @Body() body: BulkBody): Promise<BulkView> {
    return this.many(by, 'delete', body);
  }

  @Post(':id/force-error')
  @Permit('fleet', 'full')
  @HttpCode(202)
  @Command(
    'forceScanToError',
    'Bring any tenant’s scan to Error',
    `For the fleet administrator, when nothing else helps: tools are ended, and the scan is in Error once no agent holds a part of it. ${REPEATED}`,
  )
  @ApiAcceptedResponse({ type: ScanView })
  async force(
    @CurrentPrincipal() by: Principal,
    @Param() { id }: IdParameter,
    @Body() body: CommandBody,
  ): Promise<ScanView> {
    const done = answer(await this.commands.run(null, id, 'force', actorOf(by), optionsOf(body)));
    return answer(await this.scans.find(done.tenantId, id));
  }

  private async one(
    by: Principal,
    id: string,
    command: ScanCommand,
    options: CommandOptions,
  ): Promise<ScanView> {
    answer(await this.commands.run(by.tenantId, id, command, actorOf(by), options));
    return answer(await this.scans.find(by.tenantId, id));
  }

  /** In the order of the ids: two requests for the same scans wait for each other instead of deadlocking. */
  private async many(by: Principal, command: ScanCommand, body: BulkPauseBody): Promise<BulkView> {
    const done = new Map<string, BulkResultView>();
    for (const id of [...new Set(body.ids)].sort()) {
      const result = await this.commands.run(by.tenantId, id, command, actorOf(by), optionsOf(body));
      done.set(
        id,
        isRefusal(result)
          ? {
              id,
              accepted: false,
              state: stateIn(result.extensions),
              code: result.code,
              reason: result.reason,
            }
          : { id, accepted: true, state: result.state, code: '', reason: '' },
      );
    }
    return { results: [...new Set(body.ids)].flatMap((id) => done.get(id) ?? []) };
  }
}

const stateIn = ({ state }: Readonly<Record<string, unknown>>): string | null =>
  typeof state === 'string' ? state : null;

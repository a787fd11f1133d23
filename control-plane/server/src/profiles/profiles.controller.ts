import { Controller, Get } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { Permit } from '../auth';
import type { Page } from '../platform/http';
import type { NmapOptions } from './engine-profile';
import { NMAP_PRESETS, nmapPresets, type NmapPreset } from './nmap-presets';
import { NMAP_SCRIPTS } from './nmap-scripts';
import { NmapOptionsView } from './profile-view';

class PresetView {
  @ApiProperty({ enum: ['nmap'] })
  engine: 'nmap';

  @ApiProperty({ enum: NMAP_PRESETS, enumName: 'NmapPreset' })
  preset: NmapPreset;

  @ApiProperty()
  summary: string;

  @ApiProperty({ type: NmapOptionsView })
  options: NmapOptions;
}

class ScriptView {
  @ApiProperty()
  name: string;
}

const listOf = (view: typeof PresetView | typeof ScriptView) => ({
  schema: {
    type: 'object',
    required: ['items', 'nextCursor'],
    properties: {
      items: { type: 'array', items: { $ref: getSchemaPath(view) } },
      nextCursor: { type: 'string', nullable: true, description: 'Always null: the list is short.' },
    },
  },
});

/** What a scan can run. */
@ApiTags('profiles')
@ApiExtraModels(PresetView, ScriptView)
@Controller('api/v1/profiles')
export class ProfilesController {
  @Get()
  @Permit('packages', 'read')
  @ApiOperation({ operationId: 'listProfiles', summary: 'The presets of every engine, with their options' })
  @ApiOkResponse(listOf(PresetView))
  list(): Page<PresetView> {
    const items = NMAP_PRESETS.map((preset) => ({ engine: 'nmap' as const, preset, ...nmapPresets[preset] }));
    return { items, nextCursor: null };
  }

  @Get('nmap/scripts')
  @Permit('packages', 'read')
  @ApiOperation({ operationId: 'listNmapScripts', summary: 'The NSE scripts that a profile may name' })
  @ApiOkResponse(listOf(ScriptView))
  scripts(): Page<ScriptView> {
    return { items: [...NMAP_SCRIPTS].map((name) => ({ name })), nextCursor: null };
  }
}

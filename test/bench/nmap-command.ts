import { nmapArguments } from '../../agent/src/engines/nmap/argv';
import type { NmapOptions } from '../../agent/src/engines/nmap/options';
import { ownPowers } from '../../agent/src/engines/nmap/powers';
import { targetInput } from '../../agent/src/engines/nmap/targets';

/** What an agent on this machine would run: nmap's arguments and its standard input. */
export function nmapCommand(
  options: NmapOptions,
  targets: readonly string[],
): { args: string[]; stdin: string } {
  const input = targetInput(targets);
  if (input.kind === 'refused') throw new Error(input.reason);
  const compiled = nmapArguments(options, ownPowers(), input.family);
  if (compiled.kind === 'refused') throw new Error(compiled.reason);
  return { args: compiled.args, stdin: input.stdin };
}

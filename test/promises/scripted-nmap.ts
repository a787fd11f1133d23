import { chmodSync, writeFileSync } from 'node:fs';
import { SERVED } from './services';

/**
 * Writes a program that stands in for nmap 7.93: it reads nmap's arguments and the targets on standard input,
 * asks each target what there is to say about it (targets.ts) and writes that as nmap would. One process of a
 * few megabytes that starts no other, so that twenty of them are no load. At addresses with real services it
 * becomes the real nmap.
 */
export function writeScriptedNmap(file: string, port: number): void {
  writeFileSync(file, script(port));
  chmodSync(file, 0o755);
}

const script = (port: number): string => `#!/bin/bash
if [[ $1 == --version ]]; then
  echo 'Nmap version 7.93 ( https://nmap.org )'
  exit 0
fi
ports=''
words=("$@")
for ((i = 0; i < \${#words[@]}; i++)); do
  [[ \${words[i]} == -p ]] && ports=\${words[i + 1]}
done
mapfile -t targets
if [[ \${targets[0]} == ${SERVED.prefix}* ]]; then
  exec -a "$0" nmap "$@" < <(printf '%s\\n' "\${targets[@]}")
fi
printf -v now '%(%s)T' -1
up=0
down=0
cat_head() {
  printf '%s\\n' '<?xml version="1.0" encoding="UTF-8"?>' '<!DOCTYPE nmaprun>' \\
    "<nmaprun scanner=\\"nmap\\" args=\\"nmap\\" start=\\"$now\\" version=\\"7.93\\" xmloutputversion=\\"1.05\\">" \\
    "<scaninfo type=\\"connect\\" protocol=\\"tcp\\" numservices=\\"1\\" services=\\"$ports\\"/>" \\
    '<verbose level="1"/>' '<debugging level="0"/>'
}
cat_head
for target in "\${targets[@]}"; do
  exec 3<>"/dev/tcp/$target/${port}" || exit 1
  printf 'start %s %s %s\\n' "$SCANFLEET_RUN" "$SCANFLEET_AGENT" "$ports" >&3
  host=''
  while true; do
    IFS= read -r line <&3 || { echo "the target $target went away" >&2; exit 1; }
    case $line in
      .) break ;;
      deaf) trap '' TERM ;;
      fail) echo "cannot scan $target" >&2; exit 1 ;;
      *) host+="$line"$'\\n' ;;
    esac
  done
  printf '%s' "$host"
  printf 'end\\n' >&3
  exec 3>&-
  if [[ $host == *'state="down"'* ]]; then ((down++)); else ((up++)); fi
done
printf -v end '%(%s)T' -1
printf '%s\\n' "<runstats><finished time=\\"$end\\" summary=\\"Nmap done\\" elapsed=\\"$((end - now))\\" exit=\\"success\\"/>" \\
  "<hosts up=\\"$up\\" down=\\"$down\\" total=\\"$((up + down))\\"/></runstats>" '</nmaprun>'
`;

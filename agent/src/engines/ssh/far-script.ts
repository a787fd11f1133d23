/** What stands for the errand's own folder on the far side, in a word of a step. */
export const FAR_FOLDER = '@scanfleet-folder@';

/** How a far side knows that the near side is there. */
export interface Pulse {
  /** Beats are sent this often … */
  beatMs: number;
  /** … and when none came for this long, the far side ends what runs there: the near side is gone, frozen or cut off. */
  silenceSeconds: number;
}
export const PULSE: Pulse = { beatMs: 3_000, silenceSeconds: 15 };
/** Tenths of a second between TERM and KILL there. */
const GRACE_TENTHS = 50;
/** After this nothing of an errand whose connection is gone can be left. */
export const farEndMs = ({ silenceSeconds }: Pulse): number =>
  silenceSeconds * 1_000 + GRACE_TENTHS * 100 + 3_000;
/** Content that takes longer to arrive will not. */
const FILE_SECONDS = 900;

export interface FarScript {
  /** Marks what the script itself says, and every process that it starts: 32 hex digits nobody can know before. */
  nonce: string;
  silenceSeconds: number;
  /** A program without which there is nothing to do. */
  needs: string;
  /** Come on standard input, in this order, to files of these names in the folder. */
  files: readonly { name: string; bytes: number }[];
  /** Programs with their arguments, one after another. */
  steps: readonly (readonly string[])[];
  /** A file of the folder that is sent back at the end, if it is no larger. */
  fetch: { name: string; most: number } | null;
}

/**
 * The guard of the far side, for any POSIX shell. It reads files and then beats on standard input; its folder is removed and
 * every process that it started is gone when it says `over`, or soon after the beats end.
 *
 * Processes are found by a mark in their environment, which also those carry that made a session of their own. Said is,
 * each behind a record separator and the nonce, up to the end of the line: `missing`, `no-folder`, `begun`, `end STEP CODE` (on
 * both outputs, behind what the step said), `results BYTES` with these bytes, `too-large BYTES`, `over`.
 */
export function farScript({ nonce, silenceSeconds, needs, files, steps, fetch }: FarScript): string {
  return `PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C.UTF-8; DEBIAN_FRONTEND=noninteractive; TERM=dumb
export PATH LC_ALL DEBIAN_FRONTEND TERM
umask 077
trap '' HUP
trap : PIPE
say() { printf '\\036%s %s\\n' ${nonce} "$*"; }
command -v ${needs} >/dev/null 2>&1 || { say missing; exit 0; }
folder=$(mktemp -d /tmp/scanfleet-XXXXXXXXXX) && cd "$folder" || { say no-folder; exit 0; }
mkdir home no-engines lists lists/partial
leave() { cd / && rm -rf "$folder"; }
${files.map(({ name, bytes }) => take(name, bytes)).join('')}mine() { grep -lz '^SCANFLEET_FAR=${nonce}$' /proc/[0-9]*/environ 2>/dev/null | sed 's|/proc/||; s|/environ||'; }
finish() {
  tenths=0
  them=$(mine)
  [ -z "$them" ] || kill -TERM $them 2>/dev/null
  while them=$(mine); [ -n "$them" ]; do
    [ $tenths -lt ${GRACE_TENTHS} ] || kill -KILL $them 2>/dev/null
    tenths=$((tenths + 2))
    sleep 0.2
  done
}
listen() {
  while [ "$(timeout ${silenceSeconds} dd bs=1 count=1 2>/dev/null)" = . ]; do :; done
  : >"$folder/stop"
  finish
}
trap 'finish; leave; exit 1' TERM INT
say begun
exec 3<&0 </dev/null
listen <&3 >/dev/null 2>&1 &
listener=$!
exec 3<&-
step() {
  [ ! -e stop ] || return
  number=$1
  shift
  env SCANFLEET_FAR=${nonce} HOME="$folder/home" "$@" &
  tool=$!
  [ ! -e stop ] || finish
  wait $tool
  code=$?
  finish
  say end $number $code
  say end $number $code >&2
}
${steps.map((words, at) => `step ${at} ${words.map(quoted).join(' ')}\n`).join('')}${fetch ? give(fetch) : ''}leave
say over
wait $listener
`;
}

const take = (name: string, bytes: number): string =>
  `timeout ${FILE_SECONDS} head -c ${bytes} >${quoted(name)}
[ "$(wc -c <${quoted(name)})" -eq ${bytes} ] || { leave; exit 1; }
`;

const give = ({ name, most }: { name: string; most: number }): string =>
  `if [ -f ${quoted(name)} ] && [ ! -e stop ]; then
  bytes=$(($(wc -c <${quoted(name)})))
  if [ $bytes -le ${most} ]; then say results $bytes; cat ${quoted(name)}; else say too-large $bytes; fi
fi
`;

/** One word of a POSIX shell, whatever it holds; the folder's place in it is taken by the folder. */
export const quoted = (word: string): string =>
  word
    .split(FAR_FOLDER)
    .map((part) => `'${part.replaceAll("'", "'\\''")}'`)
    .join('"$folder"');

/** What a login shell of any kind is asked to run, so that it reads the script from its standard input. */
export const bootstrap = (script: string, sudo: boolean): string =>
  `${sudo ? 'sudo -n -- ' : 'exec '}sh -c 's="$(head -c ${Buffer.byteLength(script)})"; eval "$s"'`;

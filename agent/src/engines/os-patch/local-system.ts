import type { Readable } from 'node:stream';
import type { Tool, ToolLauncher } from '../tool';
import type { Answer, System } from './collect';
import type { Question } from './questions';

/** Bytes of one answer; what is longer is no answer. */
export const MOST_ANSWER = 32 * 1024 * 1024;
const MOST_COMPLAINT = 400;
/** Words that tools print must be those that are read. */
const ENVIRONMENT = ['LC_ALL=C.UTF-8', 'DEBIAN_FRONTEND=noninteractive', 'TERM=dumb'];

/** The machine that the agent runs on: each question is a tool under the guard, one after another. */
export class LocalSystem implements System {
  #tool: Tool | null = null;
  #stopped = false;

  constructor(private readonly tools: ToolLauncher) {}

  async ask({ file, args }: Question): Promise<Answer> {
    if (this.#stopped) return { code: null, stdout: '', complaint: 'stopped' };
    const tool = this.tools.launch({ file: 'env', args: [...ENVIRONMENT, file, ...args], stdin: '' });
    this.#tool = tool;
    // The launch itself may have taken until then.
    if (this.#stopped) tool.stop();
    const [stdout, complaint] = await Promise.all([whole(tool), lastWords(tool.stderr)]);
    const exit = await tool.exit;
    this.#tool = null;
    if (stdout === null) return { code: null, stdout: '', complaint: `more than ${MOST_ANSWER} bytes` };
    const ended = exit.error || (exit.endedBy === null ? (exit.signal ?? '') : `ended (${exit.endedBy})`);
    return { code: ended === '' ? exit.code : null, stdout, complaint: ended || complaint };
  }

  /** Ends what is being asked now, which gets no answer; nothing is asked any more. */
  stop(): void {
    this.#stopped = true;
    this.#tool?.stop();
  }
}

/** Null: too much. The tool is then ended. */
async function whole(tool: Tool): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of tool.stdout as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST_ANSWER) tool.stop();
      else chunks.push(chunk);
    }
  } catch {
    // A broken pipe: the exit says why.
  }
  return size > MOST_ANSWER ? null : Buffer.concat(chunks).toString('utf8');
}

async function lastWords(stream: Readable): Promise<string> {
  let tail = '';
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) tail = lastOf(tail, chunk);
  } catch {
    // As above.
  }
  return complaintOf(tail);
}

/** The end of what is complained. */
export const lastOf = (tail: string, chunk: Buffer): string =>
  (tail + chunk.toString('latin1')).slice(-4 * MOST_COMPLAINT);

export const complaintOf = (tail: string): string =>
  tail
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(-MOST_COMPLAINT);

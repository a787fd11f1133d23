import type { ScriptObservation, ScriptValue, TransportProtocol } from './observation';
import { CLOSE, type Markup } from '../xml/markup';
import { bounded } from './value';
import { vulnerabilitiesOf } from './vulnerabilities';

/** Characters of a script's text that are kept: one observation has to fit into one message. */
const LONGEST_OUTPUT = 65_536;

/** Weight of a script's tables that is kept: characters plus 8 for each value. */
const HEAVIEST_TABLES = 131_072;

/** Reads `<script>`: its text, its tables (since nmap 6.20) and what the `vulns` library reported in them. */
export function readScript(
  markup: Markup,
  protocol: TransportProtocol | null,
  port: number | null,
): ScriptObservation {
  const id = bounded(markup.attribute('id') ?? '');
  const whole = markup.attribute('output') ?? '';
  const tables = new Tables();
  const structured = tables.read(markup);
  const kept = tables.weight <= HEAVIEST_TABLES ? structured : null;
  return {
    kind: 'script',
    protocol,
    port,
    id,
    output: bounded(whole, LONGEST_OUTPUT),
    structured: kept,
    vulnerabilities: vulnerabilitiesOf(kept, whole.slice(0, LONGEST_OUTPUT)),
  };
}

/**
 * nmap's `<table>` and `<elem>`: keyed children make a record, unkeyed ones a list. Where both stand side by
 * side the unkeyed ones get their place as the key. Once too heavy, the rest is passed over.
 */
class Tables {
  weight = 0;

  /** The children of the element opened last; null when it has none. Reads up to its end. */
  read(markup: Markup): ScriptValue | null {
    const keys: (string | undefined)[] = [];
    const values: ScriptValue[] = [];
    let keyed = 0;
    while (markup.next() !== CLOSE) {
      const isTable = markup.name === 'table';
      if ((!isTable && markup.name !== 'elem') || this.weight > HEAVIEST_TABLES) {
        markup.skip();
        continue;
      }
      const key = markup.attribute('key');
      if (key !== undefined) keyed++;
      keys.push(key);
      values.push(isTable ? (this.read(markup) ?? []) : this.#element(markup));
      this.weight += 8 + (key?.length ?? 0);
    }
    if (values.length === 0) return null;
    return keyed === 0 ? values : record(keys, values);
  }

  #element(markup: Markup): string {
    markup.skip();
    const text = markup.text();
    this.weight += text.length;
    return text;
  }
}

function record(
  keys: readonly (string | undefined)[],
  values: readonly ScriptValue[],
): { [key: string]: ScriptValue } {
  const made: { [key: string]: ScriptValue } = {};
  values.forEach((value, place) => {
    const key = keys[place] ?? String(place);
    // A table called __proto__ must become data, not the prototype.
    if (key === '__proto__')
      Object.defineProperty(made, key, { value, enumerable: true, configurable: true });
    else made[key] = value;
  });
  return made;
}

import type { Attributes, ElementReader } from '../xml/stream';
import { addTo } from './benchmark';
import {
  DEFINITION_RESULTS,
  type DefinitionEvent,
  type DefinitionResult,
  type Evidence,
  type EvidenceItem,
} from './event';
import { plainText, prose } from './words';

/** Characters of what definitions say of themselves that a document may keep; the rest is left out and counted. */
const MOST_KEPT = 32 * 1024 * 1024;
/** Tests of which evidence is kept, in one system. */
const MOST_TESTS = 50_000;
const MOST_ITEMS_OF_A_TEST = 20;
const MOST_FIELDS = 24;
/** Definitions whose evidence one definition may take for its own. */
const MOST_EXTENDED = 20;
const LONGEST_FIELD = 512;
const CVE = /^CVE-\d{4}-\d{4,}$/;

type Words = Pick<DefinitionEvent, 'class' | 'title' | 'description' | 'severity' | 'references' | 'cves'>;

/** Where the document keeps what is told only at its end. */
export interface OvalKeeping {
  leftOut: number;
}

/**
 * Reads an `oval_results` (OVAL 5): one `definition` for each that was evaluated, of each system. Those that found
 * something come with evidence, and so after the system's data; the others at once.
 */
export function ovalResultsReader(
  report: string | null,
  keeping: OvalKeeping,
  tell: (event: DefinitionEvent) => void,
): ElementReader {
  const known = new Definitions(keeping);
  return {
    open: (name) => {
      if (name === 'oval_definitions') return known.reader();
      if (name !== 'results') return undefined;
      return { open: (child) => (child === 'system' ? systemReader(report, known, tell) : undefined) };
    },
  };
}

/** What the definitions say of themselves. */
class Definitions {
  readonly words = new Map<string, Words>();
  readonly comments = new Map<string, string>();
  #kept = 0;

  constructor(private readonly keeping: OvalKeeping) {}

  reader(): ElementReader {
    const definitions: ElementReader = {
      open: (name, attributes) => (name === 'definition' ? this.#definition(attributes) : undefined),
    };
    const tests: ElementReader = {
      open: (_, { id = '', comment = '' }) => {
        if (this.#hasRoom(id.length + comment.length)) this.comments.set(id, comment);
        return undefined;
      },
    };
    return {
      open: (name) => (name === 'definitions' ? definitions : name === 'tests' ? tests : undefined),
    };
  }

  #definition({ id = '', class: kind = '' }: Attributes): ElementReader {
    const words: Words = { class: kind, title: '', description: '', severity: '', references: [], cves: [] };
    return {
      open: (name) => (name === 'metadata' ? metadataReader(words) : undefined),
      close: () => {
        words.cves = [...new Set([...words.cves, ...words.references.map((one) => one.id)])].filter((one) =>
          CVE.test(one),
        );
        const size = JSON.stringify(words).length;
        if (this.#hasRoom(size)) this.words.set(id, words);
        else this.words.set(id, { ...noWords(), class: kind });
      },
    };
  }

  #hasRoom(size: number): boolean {
    if (this.#kept + size > MOST_KEPT) {
      this.keeping.leftOut += 1;
      return false;
    }
    this.#kept += size;
    return true;
  }
}

const noWords = (): Words => ({
  class: '',
  title: '',
  description: '',
  severity: '',
  references: [],
  cves: [],
});

/** Title, description and references are OVAL's own; severity and CVEs stand in the advisory of who wrote it. */
function metadataReader(words: Words): ElementReader {
  const reader: ElementReader = {
    open: (name, { source = '', ref_id = '', ref_url = '' }) => {
      switch (name) {
        case 'title':
          return prose((text) => (words.title ||= text));
        case 'description':
          return prose((text) => (words.description ||= text));
        case 'reference':
          addTo(words.references, { source, id: ref_id, url: ref_url });
          return undefined;
        case 'severity':
          return plainText((text) => (words.severity ||= text));
        case 'cve':
          return plainText((text) => addTo(words.cves, text));
        default:
          return reader;
      }
    },
  };
  return reader;
}

function systemReader(
  report: string | null,
  { words, comments }: Definitions,
  tell: (event: DefinitionEvent) => void,
): ElementReader {
  const waiting = new Map<string, DefinitionEvent>();
  /** The definitions that a waiting one extends. */
  const extended = new Map<DefinitionEvent, string[]>();
  /** Evidence by test, in every definition that rests on it. */
  const tests = new Map<string, Evidence[]>();
  const items = new Map<string, EvidenceItem[]>();

  const definition = ({ definition_id = '', result }: Attributes): ElementReader => {
    const came = resultOf(result);
    if (came === 'not evaluated') return {};
    const about = words.get(definition_id) ?? noWords();
    const event: DefinitionEvent = {
      kind: 'definition',
      report,
      id: definition_id,
      ...about,
      result: came,
      evidence: [],
    };
    if (!isTelling(about.class, came)) return { close: () => tell(event) };
    waiting.set(definition_id, event);
    const bases: string[] = [];
    extended.set(event, bases);
    return criteria(event.evidence, bases);
  };
  const criteria = (evidence: Evidence[], bases: string[]): ElementReader => ({
    open: (name, { test_ref, definition_ref, result }) => {
      if (name === 'extend_definition' && definition_ref !== undefined) addTo(bases, definition_ref);
      if (name === 'criterion' && test_ref !== undefined && tests.size < MOST_TESTS) {
        const one: Evidence = {
          test: test_ref,
          comment: comments.get(test_ref) ?? '',
          result: resultOf(result),
          items: [],
        };
        addTo(evidence, one);
        tests.set(test_ref, [...(tests.get(test_ref) ?? []), one]);
      }
      return name === 'criteria' ? criteria(evidence, bases) : undefined;
    },
  });
  const test = ({ test_id = '' }: Attributes): ElementReader | undefined => {
    const resting = tests.get(test_id);
    if (!resting) return undefined;
    return {
      open: (name, { item_id = '', result }) => {
        if (name !== 'tested_item') return undefined;
        for (const evidence of resting) {
          if (evidence.items.length >= MOST_ITEMS_OF_A_TEST) break;
          const item: EvidenceItem = { kind: '', result: resultOf(result), fields: {} };
          evidence.items.push(item);
          items.set(item_id, [...(items.get(item_id) ?? []), item]);
        }
        return undefined;
      },
    };
  };
  /** A definition's own evidence, then that of those that it extends, each once. */
  const restingOn = (event: DefinitionEvent, seen: Set<string>): Evidence[] => {
    if (seen.has(event.id) || seen.size >= MOST_EXTENDED) return [];
    seen.add(event.id);
    const bases = (extended.get(event) ?? []).flatMap((id) => waiting.get(id) ?? []);
    return [...event.evidence, ...bases.flatMap((base) => restingOn(base, seen))];
  };
  const each = (wanted: string, read: (given: Attributes) => ElementReader | undefined): ElementReader => ({
    open: (name, given) => (name === wanted ? read(given) : undefined),
  });
  const data: ElementReader = {
    open: (name, { id = '' }) => {
      const found = items.get(id);
      if (!found) return undefined;
      for (const item of found) item.kind = name.replace(/_item$/, '');
      return fieldsReader(found);
    },
  };
  return {
    open: (name) => {
      if (name === 'definitions') return each('definition', definition);
      if (name === 'tests') return each('test', test);
      return name === 'oval_system_characteristics' ? each('system_data', () => data) : undefined;
    },
    close: () => {
      const told = [...waiting.values()].map((event) => ({
        ...event,
        evidence: restingOn(event, new Set()),
      }));
      for (const event of told) tell(event);
    },
  };
}

/** Whether anybody will ask how it came about: a patch that is missing, a rule that is broken, a test that went wrong. */
function isTelling(kind: string, result: DefinitionResult): boolean {
  if (result === 'error' || result === 'unknown') return true;
  return result === (kind === 'compliance' || kind === '' ? 'false' : 'true') && kind !== 'inventory';
}

function fieldsReader(items: readonly EvidenceItem[]): ElementReader {
  const fields: Record<string, string> = {};
  return {
    open: (name) =>
      plainText((text) => {
        if (Object.keys(fields).length >= MOST_FIELDS && !Object.hasOwn(fields, name)) return;
        const before = Object.hasOwn(fields, name) ? `${fields[name]}, ` : '';
        Object.defineProperty(fields, name, {
          value: (before + text).slice(0, LONGEST_FIELD),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }, LONGEST_FIELD),
    close: () => {
      for (const item of items) item.fields = { ...fields };
    },
  };
}

function resultOf(word: string | undefined): DefinitionResult {
  return DEFINITION_RESULTS.find((one) => one === word) ?? 'unknown';
}

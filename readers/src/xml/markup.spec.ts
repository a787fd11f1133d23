import fc from 'fast-check';
import { CLOSE, END, Markup, OPEN } from './markup';
import { MarkupError } from './markup-error';

interface Element {
  name: string;
  attributes: { [name: string]: string };
  /** Text is only compared where there are no children. */
  text: string;
  children: Element[];
}

/** What is not a character of XML, or written back as another one, is left out of the generated texts. */
const characters = fc
  .string({ unit: 'grapheme', maxLength: 70 })
  .map((text) => text.replace(/[\x00-\x1f\ufffe\uffff]|\p{Cs}/gu, ''));
const names = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,40}$/);

function elements(depth: number): fc.Arbitrary<Element> {
  return fc.record({
    name: names,
    attributes: fc.dictionary(names, characters, { maxKeys: 5, noNullPrototype: true }),
    text: characters,
    children: depth === 0 ? fc.constant([]) : fc.array(elements(depth - 1), { maxLength: 3 }),
  });
}
const tree = elements(3);

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
}

function written(element: Element): string {
  const attributes = Object.entries(element.attributes).map(
    ([name, value]) => ` ${name} = '${escaped(value)}'`,
  );
  const children = element.children.map(written).join('<!-- between -->');
  const inside = children === '' ? escaped(element.text) : children;
  if (inside === '') return `<${element.name}${attributes.join('')} />`;
  return `<${element.name}${attributes.join('')}>${inside}</${element.name}>`;
}

/** Reads the element that was opened last; `as` is what it should be. */
function readBack(markup: Markup, as: Element): Element {
  const element: Element = { name: markup.name, attributes: {}, text: '', children: [] };
  for (const name of Object.keys(as.attributes)) {
    element.attributes[name] = markup.attribute(name) ?? 'absent';
  }
  for (const child of as.children) {
    expect(markup.next()).toBe(OPEN);
    element.children.push(readBack(markup, child));
  }
  expect(markup.next()).toBe(CLOSE);
  expect(markup.name).toBe(element.name);
  element.text = element.children.length === 0 ? markup.text() : as.text;
  return element;
}

it('reads back what was written', () => {
  fc.assert(
    fc.property(tree, (element) => {
      const markup = new Markup(Buffer.from(written(element)));
      expect(markup.next()).toBe(OPEN);
      expect(JSON.stringify(readBack(markup, element))).toBe(JSON.stringify(element));
      expect(markup.next()).toBe(END);
    }),
  );
});

it('never accepts a document that lost its end', () => {
  fc.assert(
    fc.property(tree, fc.nat(), (element, cut) => {
      const bytes = Buffer.from(written(element));
      const markup = new Markup(bytes.subarray(0, cut % bytes.length));
      const all = (): void => {
        for (let token = markup.next(); token !== END; token = markup.next());
      };
      if (cut % bytes.length > 0) expect(all).toThrow(MarkupError);
    }),
  );
});

it.each([
  ['<a>x<![CDATA[<y>&amp;]]>z</a>', 'x<y>&amp;z'],
  ['<a>1<!-- 2 -->3<?4?>5</a>', '135'],
  ['<a>1<b>2</b>3</a>', '3'],
  ['<a>&lt;&#65;&#x1;&#xD800;&#x110000;</a>', '<A\uFFFD\uFFFD\uFFFD'],
  ['<a>one\r\ntwo\rthree\x02</a>', 'one\ntwo\nthree\uFFFD'],
])('%s holds its text', (text, expected) => {
  const markup = new Markup(Buffer.from(text));
  markup.next();
  markup.skip();
  expect(markup.text()).toBe(expected);
  expect(markup.next()).toBe(END);
});

it('takes line breaks inside values for spaces', () => {
  const markup = new Markup(Buffer.from(`<a b="1\r\n2\t3&#xa;4" c="${'x'.repeat(60)}\n"/>`));
  markup.next();
  expect(markup.attribute('b')).toBe('1 2 3\n4');
  expect(markup.attribute('c')).toBe(`${'x'.repeat(60)} `);
  expect(markup.attribute('d')).toBeUndefined();
});

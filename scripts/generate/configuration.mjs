// docs/operations/configuration.md: the control plane's options, printed from the schema that reads them.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from '../services/packages.mjs';

const CONFIG = 'control-plane/server/src/platform/config.ts';

export const configuration = {
  async make() {
    const text = [
      '# Configuration of the control plane',
      '',
      `Environment variables, read once at boot by \`${CONFIG}\`; every error is listed before it refuses to`,
      'start. Printed by `npm run gen`.',
      '',
      '| name | default | meaning |',
      '| --- | --- | --- |',
      ...options().map(({ name, fallback, meaning }) => `| \`${name}\` | ${fallback} | ${meaning} |`),
      '',
    ];
    return [['docs/operations/configuration.md', text.join('\n')]];
  },
};

/** Every SCANFLEET_… property of the schema with its default and its doc comment. */
function options() {
  const source = ts.createSourceFile(
    CONFIG,
    fs.readFileSync(path.join(ROOT, CONFIG), 'utf8'),
    ts.ScriptTarget.ES2022,
    true,
  );
  const found = [];
  const visit = (node) => {
    if (ts.isPropertyAssignment(node) && /^SCANFLEET_/.test(node.name.getText())) {
      found.push({
        name: node.name.getText(),
        fallback: fallbackOf(node.initializer),
        meaning: meaningOf(node),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...new Map(found.map((option) => [option.name, option])).values()];
}

/** The argument of `.default(…)` or of a schema builder that takes its default; a URL or text has none. */
function fallbackOf(initializer) {
  const text = initializer.getText();
  if (text === 'cidrs') return 'none';
  const value = /(?:\.default|^seconds|^count|^address)\(([^()]*)\)/.exec(text)?.[1];
  if (value !== undefined) return `\`${value.replaceAll("'", '')}\``;
  return text.includes('.optional()') ? 'optional' : 'required';
}

function meaningOf(node) {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((doc) => (typeof doc.comment === 'string' ? doc.comment : ''))
    .join(' ')
    .replaceAll('|', '\\|')
    .replace(/\s+/g, ' ');
}

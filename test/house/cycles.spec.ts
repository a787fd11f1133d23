import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(__dirname, '../..');
const HOUSES = ['agent/src', 'control-plane/server/src', 'proto/src', 'readers/src', 'test'];

/** Files that the file brings in when it is loaded: what is imported as a type alone is gone by then. */
function importsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement);
    if (!isImport && !ts.isExportDeclaration(statement)) return [];
    const from = statement.moduleSpecifier;
    if (!from || !ts.isStringLiteral(from) || !from.text.startsWith('.')) return [];
    if (isImport ? isTypeAlone(statement.importClause) : statement.isTypeOnly) return [];
    const place = join(dirname(file), from.text);
    const found = [`${place}.ts`, join(place, 'index.ts'), place].find(isFile);
    return found ? [found] : [];
  });
}

function isTypeAlone(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const { name, namedBindings } = clause;
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((one) => one.isTypeOnly);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Groups of files that load each other, by Tarjan's algorithm (SIAM Journal on Computing, 1972). */
function knots(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    low.set(file, order.get(file)!);
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file)!, low.get(next)!));
    }
    if (low.get(file) !== order.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1 || (graph.get(file) ?? []).includes(file)) found.push(group);
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return found;
}

describe('the imports', () => {
  it('go round in no circle', () => {
    const files = HOUSES.flatMap((house) =>
      (readdirSync(join(ROOT, house), { recursive: true }) as string[])
        .filter((file) => file.endsWith('.ts') && !file.includes('fixtures/'))
        .map((file) => join(ROOT, house, file)),
    );
    expect(files.length).toBeGreaterThan(500);
    const circles = knots(new Map(files.map((file) => [file, importsOf(file)])));
    expect(circles.map((group) => group.map((file) => file.slice(ROOT.length + 1)))).toEqual([]);
  });

  it('are seen to go round where they do', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', ['d']],
      ['e', ['a']],
    ]);
    expect(knots(graph).map((group) => group.sort())).toEqual([['d'], ['a', 'b', 'c']]);
    expect(importsOf(__filename)).toEqual([]);
    expect(importsOf(join(ROOT, 'control-plane/server/src/provisioners/index.ts'))).toEqual(
      expect.arrayContaining([join(ROOT, 'control-plane/server/src/provisioners/provisioners.module.ts')]),
    );
  });
});

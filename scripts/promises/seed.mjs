// Seeds a fault into a copy of the programs: what runs in the field holds none of it.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';

const SERVER = 'control-plane/server/src/';

/**
 * Seeds `fault` into the copies that copyBuild made in `folder`, from the sources of `checkout`. `applied` is
 * how an edit is made (test/promises/faults).
 */
export async function seedFault(folder, checkout, fault, applied) {
  const sources = new Map();
  for (const edit of fault.edits) {
    const source = sources.get(edit.file) ?? fs.readFileSync(path.join(checkout, edit.file), 'utf8');
    sources.set(edit.file, applied(source, edit));
  }
  for (const [file, text] of sources) if (file.startsWith(SERVER)) transpile(folder, file, text);
  const ofAgent = new Map([...sources].filter(([file]) => file.startsWith('agent/')));
  if (ofAgent.size > 0) await bundleAgent(folder, checkout, ofAgent);
}

/** One file of the control plane is compiled by itself: the others stay as they were built. */
function transpile(folder, file, text) {
  const { outputText, diagnostics } = ts.transpileModule(text, {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      esModuleInterop: true,
    },
  });
  if (diagnostics.length > 0) throw new Error(`${file} with its fault: ${diagnostics[0].messageText}`);
  const built = file.slice(SERVER.length).replace(/\.ts$/, '.js');
  fs.writeFileSync(path.join(folder, 'server', 'dist', built), outputText);
}

async function bundleAgent(folder, checkout, sources) {
  await build({
    entryPoints: [path.join(checkout, 'agent', 'src', 'main.ts')],
    outfile: path.join(folder, 'scanfleet-agent.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    alias: {
      '@scanfleet/proto': path.join(checkout, 'proto', 'src', 'index.ts'),
      '@scanfleet/readers': path.join(checkout, 'readers', 'src', 'index.ts'),
    },
    logLevel: 'warning',
    plugins: [
      {
        name: 'fault',
        setup(bundle) {
          bundle.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
            const text = sources.get(path.relative(checkout, file));
            return text === undefined ? undefined : { contents: text, loader: 'ts' };
          });
        },
      },
    ],
  });
}

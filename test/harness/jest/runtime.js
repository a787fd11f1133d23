// jest's runtime, but what is under test, and all that is installed, is loaded once a worker instead of once a spec file: that
// was a quarter of all the time that the specs took. A spec file itself, and the harness, are new for each. So a module's own
// state is what a process has that does one thing after another, as in production; specs may not count on its being new.
const fs = require('node:fs');
const { createRequire, Module } = require('node:module');
const path = require('node:path');
const vm = require('node:vm');
const Runtime = require('jest-runtime').default;

const ROOT = path.resolve(__dirname, '../../..');
const INSTALLED = `${path.sep}node_modules${path.sep}`;
/** jest's own, for the spec file that asks. */
const GLOBALS = `${INSTALLED}@jest${path.sep}globals${path.sep}`;
const PRODUCTS = ['agent/src', 'control-plane/server/src', 'proto', 'readers/src'].map((room) =>
  path.join(ROOT, room, path.sep),
);
const OF_SPECS = /\.(spec|fixture)\.ts$/;

const isInstalled = (file) => file.includes(INSTALLED) && !file.includes(GLOBALS);
const isProduct = (file) =>
  file.endsWith('.ts') && !OF_SPECS.test(file) && PRODUCTS.some((folder) => file.startsWith(folder));

/** Of products: file to that of its source map. */
const sourceMaps = new Map();
/** The runtime of the spec file that runs. */
let running;

class SharedRuntime extends Runtime {
  /** As jest calls it. */
  constructor(config, environment, resolver, transformer, ...rest) {
    super(config, environment, resolver, transformer, ...rest);
    const globalConfig = rest.at(-1);
    const mapped = config.moduleNameMapper.map(([pattern, file]) => [new RegExp(pattern), file]);
    running = { mapped, transformer, sourceMaps: this.getSourceMaps() };
    for (const [file, map] of sourceMaps) running.sourceMaps.set(file, map);
    if (globalConfig?.watch || globalConfig?.watchAll) forgetProducts();
  }

  requireModuleOrMock(from, name) {
    const file =
      path.isAbsolute(name) || name.startsWith('.') ? this.sourceOf(from, name) : resolved(from, name);
    return file !== undefined && (isInstalled(file) || isProduct(file))
      ? require(file)
      : super.requireModuleOrMock(from, name);
  }

  sourceOf(from, name) {
    try {
      return this._resolution.resolveCjs(from, name);
    } catch {
      // jest says it better.
      return undefined;
    }
  }
}

/** Folder to what its files ask for by name, and where that is. */
const known = new Map();

/** Where `name` is for files in the folder of `from`; undefined: nowhere, or in Node itself. */
function resolved(from, name) {
  const folder = path.dirname(from);
  if (!known.has(folder)) known.set(folder, { resolve: createRequire(from).resolve, files: new Map() });
  const { resolve, files } = known.get(folder);
  if (!files.has(name)) files.set(name, found(resolve, name));
  return files.get(name);
}

function found(resolve, name) {
  try {
    const file = resolve(name);
    return path.isAbsolute(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function forgetProducts() {
  for (const file of Object.keys(require.cache)) if (isProduct(file)) delete require.cache[file];
}

const NO_MODULES = {
  supportsDynamicImport: false,
  supportsExportNamespaceFrom: false,
  supportsStaticESM: false,
  supportsTopLevelAwait: false,
};

/** Node loads TypeScript as jest would: the same options, the same cache. */
Module._extensions['.ts'] = (module, file) => {
  const { code, sourceMapPath } = running.transformer.transform(
    file,
    NO_MODULES,
    fs.readFileSync(file, 'utf8'),
  );
  if (sourceMapPath) for (const maps of [sourceMaps, running.sourceMaps]) maps.set(file, sourceMapPath);
  module._compile(code, file);
};

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (name, ...rest) {
  const [, source = name] = running?.mapped.find(([pattern]) => pattern.test(name)) ?? [];
  return resolveFilename.call(this, source, ...rest);
};

// The environment's context is the process's own (environment.js), which compileFunction takes for none.
const { compileFunction } = vm;
vm.compileFunction = (code, parameters, options) =>
  compileFunction(code, parameters, {
    ...options,
    parsingContext: options?.parsingContext === globalThis ? undefined : options?.parsingContext,
  });

module.exports = { default: SharedRuntime, __esModule: true };

// How TypeScript becomes JavaScript, for specs (jest.config.cjs) and the control plane's build alike: the compiler's options
// that change behaviour (tsconfig.base.json), repeated for swc. Types are checked by `npm run typecheck`, the
// control plane's with those of test/.

/** Options of https://swc.rs/docs/configuration/compilation */
module.exports = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
    keepClassNames: true,
  },
  module: { type: 'commonjs', ignoreDynamic: true },
};

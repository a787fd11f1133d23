// The house's rules, from boundaries.mjs, and the common ones.
import eslint from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import typescript from 'typescript-eslint';
import { clockDoors, environmentDoors, rooms, specs, vendors } from './boundaries.mjs';

const all = rooms();
const sources = [
  'agent/**/*.ts',
  'control-plane/**/*.ts',
  'proto/**/*.ts',
  'readers/**/*.ts',
  'test/**/*.ts',
];
const products = ['agent/src/**/*.ts', 'control-plane/server/src/**/*.ts'];

const uphill =
  '{{ from.element.types }} may import only rooms of lower rows, and only through their doors: see boundaries.mjs';

/** Down, through the doors; then one policy per vendor: through its door. The last match decides. */
const common = [{ allow: { to: { module: { origin: ['external', 'core'] } } } }];
const testing = [
  {
    from: { element: { type: 'test/*' } },
    allow: { to: { element: { types: { anyOf: ['server/*', 'agent/*', 'proto/*', 'readers/*'] } } } },
  },
  {
    from: { file: { categories: 'spec' } },
    allow: { to: { element: { type: 'test/harness' } } },
  },
];
const vending = vendors.flatMap(({ vendor, names, doors, why }) => [
  {
    to: { module: { origin: ['external', 'core'] } },
    disallow: { dependency: { source: vendor, ...(names && { specifiers: names }) } },
    message: `'{{ dependency.source }}' has one door (${doors.join(', ')}): ${why}`,
  },
  {
    from: { file: { path: [...doors, 'test/**', 'scripts/**', ...specs] } },
    allow: { dependency: { source: vendor } },
  },
]);
const downFrom = (room) => ({
  from: { element: { type: room.type } },
  allow: { to: [room.type, ...room.below].map(doorOf) },
});
const dependencies = (rules) => ({
  'boundaries/dependencies': [
    'error',
    {
      default: 'disallow',
      checkAllOrigins: true,
      message: uphill,
      policies: [...common, ...rules, ...testing, ...vending],
    },
  ],
});

const filesOf = ({ pattern, isFile }) => [isFile ? pattern : `${pattern}/**/*.ts`];

function doorOf(type) {
  const room = all.find((candidate) => candidate.type === type);
  return room.isFile ? { element: { type } } : { element: { type, fileInternalPath: room.doors } };
}

const clock = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Ask the clock.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Ask the clock.' },
  { selector: 'CallExpression[callee.name=/^set(Timeout|Interval)$/]', message: 'Wait with the clock.' },
];

export default typescript.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.nx/**',
      '.scanfleet/**',
      '**/generated/**',
      '**/fixtures/**',
      'coverage/**',
    ],
  },
  eslint.configs.recommended,
  {
    files: sources,
    extends: [typescript.configs.recommended],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { boundaries },
    settings: {
      'boundaries/elements': all.map(({ type, pattern, isFile }) => ({
        type,
        pattern,
        ...(isFile ? { mode: 'full' } : { partialMatch: false }),
      })),
      'boundaries/elements-single-match': true,
      'boundaries/files': specs.map((pattern) => ({ category: 'spec', pattern })),
      'boundaries/dependency-nodes': ['import', 'export', 'dynamic-import', 'require'],
      'boundaries/legacy-warnings': false,
      'import/resolver': { typescript: { alwaysTryTypes: true } },
    },
    rules: {
      ...dependencies(all.map(downFrom)),
      'boundaries/no-unknown-files': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      // A `require` inside a function is how CommonJS loads one of our own files only when it is needed.
      '@typescript-eslint/no-require-imports': ['error', { allow: ['^\\.{1,2}/'] }],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }],
      // Text of users and targets is searched for control characters on purpose.
      'no-control-regex': 'off',
      eqeqeq: ['error', 'always'],
    },
  },
  // A file is held to its own room's policy: each of all the others would have to be looked at for each of its imports.
  // Of rooms that overlap the first counts.
  ...[...all].reverse().map((room) => ({ files: filesOf(room), rules: dependencies([downFrom(room)]) })),
  {
    files: [...products, 'test/**/*.ts'],
    ignores: environmentDoors,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Options are read once, by the config file.' },
      ],
    },
  },
  {
    files: products,
    ignores: [...clockDoors, ...specs],
    rules: { 'no-restricted-syntax': ['error', ...clock] },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: Object.fromEntries(nodeGlobals().map((name) => [name, 'readonly'])) },
  },
  { files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
);

function nodeGlobals() {
  const commonjs = ['module', 'require', '__dirname', '__filename', 'exports'];
  return [
    ...Object.getOwnPropertyNames(globalThis).filter((name) => /^[a-z]|^[A-Z][a-z]/.test(name)),
    ...commonjs,
  ];
}

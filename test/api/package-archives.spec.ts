import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { Contents } from '../../control-plane/server/src/packages';
import type { Answer, Rest } from '../harness/rest';
import { testSettings } from '../harness/settings';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

const FACTS = readFileSync(join(__dirname, '../../agent/fixtures/openscap/facts-ds.xml'), 'utf8');

interface Stored {
  name: string;
  data: Buffer;
  /** What the headers say, where it is not so. */
  size?: number;
  /** Of Unix, in the upper half of the external attributes. */
  mode?: number;
  flags?: number;
}

/** A zip archive by hand (APPNOTE 6.3.9): what no program would write. */
function zipOf(entries: readonly Stored[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size = data.length, mode = 0o100644, flags = 0 } of entries) {
    const packed = deflateRawSync(data, { level: 9 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    central.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, rest, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

describe('security packages in archives', () => {
  let api: WholeApi;
  let rest: Rest;
  let folder: string;
  let made = 0;
  beforeAll(async () => {
    api = await startWholeApi();
    rest = await api.as('tenant-administrator');
    folder = mkdtempSync(join(testSettings().folder, 'archives-'));
  }, 60_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await api.stop();
  });

  type Package = { id: string; sha256: string; bytes: number; content: { kind: string }; version: number };
  const upload = (archive: Buffer, query = '', path = `/packages?name=archive%20${(made += 1)}`) =>
    rest.post<Package & ProblemBody>(`${path}${query}`, archive, {
      headers: { 'content-type': 'application/zip' },
    });
  const codes = ({ status, body }: Answer<ProblemBody>) => [status, body.code, body.errors?.[0]?.code];
  const facts = (name: string): Stored => ({ name, data: Buffer.from(FACTS) });

  it('are taken as zip(1) packs them, other files aside', async () => {
    mkdirSync(join(folder, 'content'));
    writeFileSync(join(folder, 'content', 'facts-ds.xml'), FACTS);
    writeFileSync(join(folder, 'README.md'), 'how to use it');
    execFileSync('python3', ['-m', 'zipfile', '-c', 'packed.zip', 'README.md', 'content'], { cwd: folder });
    const { status, body } = await upload(readFileSync(join(folder, 'packed.zip')));
    expect(status).toBe(201);
    expect(body).toMatchObject({ bytes: FACTS.length, content: { kind: 'data-stream' } });
    const again = await upload(readFileSync(join(folder, 'packed.zip')), '', `/packages/${body.id}/versions`);
    expect([again.status, again.body.version]).toEqual([201, 1]);
  });

  it('with several documents want one to be named', async () => {
    const archive = zipOf([facts('one.xml'), { name: 'two.xml', data: Buffer.from('<html/>') }]);
    const several = await upload(archive);
    expect(codes(several)).toEqual([422, 'several-documents', 'one-of']);
    expect(
      (several.body as unknown as { errors: { reason: string }[] }).errors.map(({ reason }) => reason),
    ).toEqual(['one.xml', 'two.xml']);
    expect((await upload(archive, '&entry=one.xml')).status).toBe(201);
    expect(codes(await upload(archive, '&entry=two.xml'))).toEqual([
      422,
      'content-refused',
      'unknown-format',
    ]);
    expect(codes(await upload(archive, '&entry=three.xml'))).toEqual([
      422,
      'content-refused',
      'no-such-entry',
    ]);
    expect(codes(await upload(archive, '&entry=..%2Fone.xml'))).toEqual([
      422,
      'content-refused',
      'no-such-entry',
    ]);
  });

  describe('with a benchmark and its definitions beside it', () => {
    const benchmark = /<Benchmark[\s\S]*<\/Benchmark>/.exec(FACTS)![0];
    const definitions = /<oval_definitions[\s\S]*?<\/oval_definitions>/.exec(FACTS)![0];
    const of = (name: string, text: string): Stored => ({ name, data: Buffer.from(text) });
    const declared = (text: string) => `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n${text}`;
    const profile = 'xccdf_lab.facts_profile_all';
    const rulesOf = (content: Buffer): string[] => {
      const file = join(folder, 'evaluated.xml');
      writeFileSync(file, content);
      const args = ['xccdf', 'eval', '--skip-validation', '--progress', '--profile', profile, file];
      const { stdout } = spawnSync('oscap', args, { encoding: 'utf8' });
      return stdout.split('\n').filter((line) => line.startsWith('xccdf_'));
    };

    it('are one data stream, of which oscap says what it says of one made by itself', async () => {
      const archive = zipOf([
        of('content/facts-xccdf.xml', declared(benchmark)),
        of('content/facts-oval.xml', declared(definitions)),
      ]);
      const { status, body } = await upload(archive);
      expect(status).toBe(201);
      expect(body.content.kind).toBe('data-stream');
      const bytes = await api.controlPlane.app
        .get(Contents, { strict: false })
        .whole(api.tenantId, body.sha256);
      expect(rulesOf(bytes)).toEqual(rulesOf(Buffer.from(FACTS)));
      expect(rulesOf(bytes)).toHaveLength(5);
      expect((await upload(archive)).body.sha256).toBe(body.sha256);
    });

    it.each<[string, () => Buffer, string]>([
      [
        'nothing that it refers to',
        () => zipOf([of('x.xml', benchmark), of('other.xml', definitions)]),
        'missing-check',
      ],
      [
        'names that would be markup',
        () => zipOf([of('x.xml', benchmark), of('a"/><b c="facts-oval.xml', definitions)]),
        'missing-check',
      ],
      [
        'a document type declaration inside',
        () =>
          zipOf([
            of('x.xml', benchmark),
            of('facts-oval.xml', `<!DOCTYPE a [<!ENTITY x "y">]>${definitions}`),
          ]),
        'type-declaration',
      ],
      [
        'another end of its part',
        () =>
          zipOf([
            of('x.xml', benchmark),
            of('facts-oval.xml', `${definitions}</ds:component><ds:component id="x">`),
          ]),
        'malformed',
      ],
      [
        'a script',
        () =>
          zipOf([
            of(
              'x.xml',
              benchmark.replaceAll(
                'http://oval.mitre.org/XMLSchema/oval-definitions-5',
                'http://open-scap.org/page/SCE',
              ),
            ),
            of('facts-oval.xml', definitions),
          ]),
        'scripts',
      ],
    ])('are refused with %s', async (_, archive, code) => {
      expect(codes(await upload(archive()))).toEqual([422, 'content-refused', code]);
    });

    it('are several documents where there are two benchmarks', async () => {
      const archive = zipOf([
        of('a.xml', benchmark),
        of('b.xml', benchmark),
        of('facts-oval.xml', definitions),
      ]);
      expect(codes(await upload(archive))).toEqual([422, 'several-documents', 'one-of']);
    });
  });

  const bomb = Buffer.alloc(60_000_000, ' ');
  it.each<[string, () => Buffer, string]>([
    ['a bomb', () => zipOf([{ name: 'a.xml', data: bomb }]), 'excessive'],
    [
      'many that are large together',
      () => zipOf(Array.from({ length: 20 }, (_, n) => ({ ...facts(`${n}.xml`), size: 60_000_000 }))),
      'excessive',
    ],
    ['too many entries', () => zipOf(Array.from({ length: 600 }, (_, n) => facts(`${n}.txt`))), 'excessive'],
    ['a size that is a lie', () => zipOf([{ name: 'a.xml', data: bomb, size: 1_000 }]), 'malformed'],
    [
      'another archive inside',
      () => zipOf([{ name: 'a.zip', data: zipOf([facts('a.xml')]) }]),
      'unknown-format',
    ],
    ['a way up', () => zipOf([facts('../../canary.xml')]), 'traversal'],
    ['a way down and up', () => zipOf([facts('a/../../canary.xml')]), 'traversal'],
    ['a whole path', () => zipOf([facts('/tmp/canary.xml')]), 'traversal'],
    ['a path of Windows', () => zipOf([facts('..\\canary.xml')]), 'traversal'],
    ['a link', () => zipOf([{ name: 'a.xml', data: Buffer.from('/etc/passwd'), mode: 0o120777 }]), 'link'],
    ['a device', () => zipOf([{ ...facts('a.xml'), mode: 0o020666 }]), 'link'],
    ['a secret', () => zipOf([{ ...facts('a.xml'), flags: 1 }]), 'encrypted'],
    ['the same name twice', () => zipOf([facts('a.xml'), facts('a.xml')]), 'malformed'],
    [
      'entities',
      () => zipOf([{ name: 'a.xml', data: Buffer.from(`<!DOCTYPE a [<!ENTITY x "y">]>${FACTS}`) }]),
      'type-declaration',
    ],
    ['no document', () => zipOf([{ name: 'readme', data: Buffer.from('nothing') }]), 'unknown-format'],
    ['half of an archive', () => zipOf([facts('a.xml')]).subarray(0, 400), 'malformed'],
    ['XML that says it is one', () => Buffer.from(FACTS), 'malformed'],
    ['nothing', () => Buffer.alloc(0), 'malformed'],
  ])('are refused for %s, at once, and write nothing', async (_, archive, code) => {
    const answer = await upload(archive());
    expect(codes(answer)).toEqual([422, 'content-refused', code]);
    for (const path of [
      '/tmp/canary.xml',
      '/canary.xml',
      join(process.cwd(), 'canary.xml'),
      join(process.cwd(), '..', 'canary.xml'),
    ])
      expect(existsSync(path)).toBe(false);
  });

  it('keep a link that zip(1) was told to keep out', async () => {
    symlinkSync('/etc/passwd', join(folder, 'linked.xml'));
    execFileSync(
      'python3',
      [
        '-c',
        "import zipfile, os\nz = zipfile.ZipFile('linked.zip', 'w')\ni = zipfile.ZipInfo('linked.xml')\ni.create_system = 3\ni.external_attr = 0o120777 << 16\nz.writestr(i, os.readlink('linked.xml'))\nz.close()",
      ],
      { cwd: folder },
    );
    expect(codes(await upload(readFileSync(join(folder, 'linked.zip'))))).toEqual([
      422,
      'content-refused',
      'link',
    ]);
  });
});

import { startLedger, type Ledger } from '../harness/ledger';
import { entities } from '../../control-plane/server/src/entities';
import { isMigrated, ledgerDrift, ledgerSource, migrate } from '../../control-plane/server/src/platform';
import { migrations } from '../../control-plane/server/src/migrations';

describe('the migrations', () => {
  let ledger: Ledger;
  const source = () => {
    const { host, port, user, password, database } = ledger;
    const access = { host, port, user, password, name: database, connections: 4 };
    return ledgerSource({ database: access }, { entities, migrations }).initialize();
  };

  beforeAll(async () => {
    ledger = await startLedger();
  });
  afterAll(() => ledger.stop());

  it('make exactly what the entities say, once, also when two processes begin together', async () => {
    const [one, other] = await Promise.all([source(), source()]);
    try {
      expect(await isMigrated(one)).toBe(false);
      const ran = await Promise.all([migrate(one), migrate(other)]);
      expect(ran.flat().sort()).toEqual(migrations.map((migration) => new migration().name).sort());
      expect(await ledgerDrift(one)).toEqual([]);
      expect(await isMigrated(other)).toBe(true);
    } finally {
      await Promise.all([one.destroy(), other.destroy()]);
    }
  });

  it('notice a column that the database does not have as the entities say', async () => {
    await ledger.connection.query('ALTER TABLE jobs MODIFY name VARCHAR(199) NOT NULL');
    const one = await source();
    try {
      expect((await ledgerDrift(one)).join()).toMatch(/ALTER TABLE `jobs`/);
    } finally {
      await one.destroy();
    }
  });

  it('can be taken back', async () => {
    const one = await source();
    try {
      for (let left = migrations.length; left > 0; left--) await one.undoLastMigration();
      const [rows] = await ledger.connection.query(
        'SHOW TABLES WHERE Tables_in_' + ledger.database + " <> 'migrations'",
      );
      expect(rows).toEqual([]);
    } finally {
      await one.destroy();
    }
  });
});

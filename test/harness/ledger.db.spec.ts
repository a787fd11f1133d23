import { createConnection } from 'mysql2/promise';
import { startLedger, type Ledger } from './ledger';

describe('the shared MariaDB', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await startLedger();
  });
  afterAll(() => ledger.stop());

  it('runs as the product expects it', async () => {
    const [rows] = await ledger.connection.query(
      'SELECT @@tx_isolation AS isolation, @@time_zone AS zone, @@character_set_database AS charset, @@bind_address AS address',
    );
    expect(rows).toEqual([
      { isolation: 'READ-COMMITTED', zone: '+00:00', charset: 'utf8mb4', address: '127.0.0.1' },
    ]);
  });

  it('refuses everyone without a password', async () => {
    const { host, port } = ledger;
    await expect(createConnection({ host, port, user: 'root' })).rejects.toThrow(/Access denied/);
    await expect(createConnection({ host, port, user: '' })).rejects.toThrow(/Access denied/);
    await expect(createConnection({ host, port, user: 'spec', password: 'x' })).rejects.toThrow(
      /Access denied/,
    );
  });

  it('gives each spec file a database of its own', async () => {
    const other = await startLedger();
    try {
      expect(other.database).not.toBe(ledger.database);
    } finally {
      await other.stop();
    }
    const [rows] = await ledger.connection.query('SHOW DATABASES LIKE ?', [other.database]);
    expect(rows).toEqual([]);
  });
});

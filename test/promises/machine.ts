/** What a run is given: programs built for it, the database, and a private folder. */
export interface Machine {
  /** Absolute; removed when the run is over. */
  readonly folder: string;
  /** The control plane's main.js. */
  readonly server: string;
  /** The agent's bundle. */
  readonly agent: string;
  /** mysql://user:password@127.0.0.1:port/database, the database empty. */
  readonly databaseUrl: string;
  /** Of MariaDB. */
  readonly databasePid: number;
  /** May mount file systems. */
  readonly root: boolean;
}

/** What to ask a package manager, as the contract carries it. */
export interface OsPatchOptions {
  /** True: lists are fetched anew, to a folder of the agent's. False: what the system fetched last is read. */
  freshLists: boolean;
  /** Seconds after which a system is given up as timed out. */
  timeoutSeconds: number;
}

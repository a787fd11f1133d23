import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, isRefusal, newId, Refusal, type Result } from '../platform';
import { ADMITTED_AGENT_STATES } from './agent.machine';
import { AGENT_REFUSED, plainText } from './agent-sessions';
import { Authority, type CertificateIssue } from './authority';
import { joinTokenHash, looksLikeJoinToken } from './pools';

const REFUSED = new Refusal('join-token-refused', 401, 'The join token is unknown, used or expired.');

/** How a machine becomes an agent, and stays one. */
@Injectable()
export class Enrolment {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Authority) private readonly authority: Authority,
  ) {}

  /**
   * Trades a join token and a certificate request (PKCS#10, DER) for an agent and its first certificate. The
   * token is used up in the transaction that makes the agent; a bad request leaves it. Refusals:
   * `join-token-refused`, `certificate-request-invalid`.
   */
  async enrol(token: string, request: Uint8Array, hostname: string): Promise<Result<CertificateIssue>> {
    if (!looksLikeJoinToken(token)) return REFUSED;
    const secretHash = joinTokenHash(token);
    const usable = await this.usable(secretHash);
    if (!usable) return REFUSED;
    const issued = await this.authority.issue(request, newId());
    if (isRefusal(issued)) return issued;
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      // All of the host's, in one order: two that are used at once would each wait for the other's.
      if (usable.hostId)
        await tx.rows('SELECT id FROM join_tokens WHERE host_id = ? ORDER BY id FOR UPDATE', [usable.hostId]);
      const { affectedRows } = await tx.change(
        `UPDATE join_tokens SET used_at = ?, used_by_agent = ?
           WHERE secret_hash = ? AND used_at IS NULL AND expires_at > ?`,
        [now, issued.agentId, secretHash, now],
      );
      if (affectedRows === 0) return REFUSED;
      // A host may have been given several, each time that its making was begun anew: one agent comes of all of them.
      if (usable.hostId)
        await tx.change(
          'UPDATE join_tokens SET used_at = ?, used_by_agent = ? WHERE host_id = ? AND used_at IS NULL',
          [now, issued.agentId, usable.hostId],
        );
      const name = plainText(hostname, 253) || `agent-${issued.agentId.slice(-8)}`;
      await tx.change(
        `INSERT INTO agents (id, pool_id, name, state, hostname, engines, certificate_serial,
             certificate_expires_at, state_since, created_at)
           SELECT ?, pool_id, ?, 'Active', ?, '[]', ?, ?, ?, ? FROM join_tokens WHERE secret_hash = ?`,
        [
          issued.agentId,
          name,
          plainText(hostname, 253),
          issued.serial,
          issued.expiresAt,
          now,
          now,
          secretHash,
        ],
      );
      return issued;
    });
  }

  /** The next certificate of an agent. Refusals: `agent-refused`, `certificate-request-invalid`. */
  async renew(agentId: string, request: Uint8Array): Promise<Result<CertificateIssue>> {
    const issued = await this.authority.issue(request, agentId);
    if (isRefusal(issued)) return issued;
    const { affectedRows } = await this.database.transaction((tx) =>
      tx.change(
        `UPDATE agents SET certificate_serial = ?, certificate_expires_at = ? WHERE id = ? AND state IN (?)`,
        [issued.serial, issued.expiresAt, agentId, ADMITTED_AGENT_STATES],
      ),
    );
    return affectedRows > 0 ? issued : AGENT_REFUSED;
  }

  /** Nobody without a good token makes the authority sign. */
  private async usable(secretHash: string): Promise<{ hostId: string | null } | undefined> {
    const [token] = await this.database.rows<{ hostId: string | null }>(
      `SELECT host_id hostId FROM join_tokens
        WHERE secret_hash = ? AND used_at IS NULL AND expires_at > ?`,
      [secretHash, this.clock.now()],
    );
    return token;
  }
}

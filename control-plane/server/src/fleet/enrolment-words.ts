/** What a machine has to be told so that it enrols by itself. */
export interface EnrolmentOrder {
  /** https://host:port */
  readonly controlPlane: string;
  /** The fleet's certificate authority, PEM. */
  readonly authority: string;
  readonly joinToken: string;
  /** A DNS label; undefined: the machine's own name. */
  readonly name?: string;
  readonly slots?: number;
}

const AUTHORITY_FILE = '/etc/scanfleet/ca.pem';
const ENVIRONMENT_FILE = '/etc/scanfleet/agent.env';

/**
 * One line for a root shell of a machine that has the agent: writes the authority down, and starts the agent. The token
 * is in the environment of one command, and in no argument list.
 */
export function enrolmentCommand({ controlPlane, authority, joinToken }: EnrolmentOrder): string {
  const pem = Buffer.from(authority).toString('base64');
  return (
    `install -d -m 755 /etc/scanfleet && echo ${pem} | base64 -d > ${AUTHORITY_FILE} && ` +
    `SCANFLEET_AGENT_JOIN=${joinToken} scanfleet-agent --control-plane ${controlPlane} --ca ${AUTHORITY_FILE}`
  );
}

/**
 * User data for cloud-init (https://cloudinit.readthedocs.io/en/latest/reference/modules.html#write-files): for an image
 * with the agent and its systemd service. JSON is YAML, so nothing has to be escaped.
 */
export function cloudInit(order: EnrolmentOrder): string {
  const content = {
    ...(order.name === undefined ? {} : { hostname: order.name }),
    ssh_pwauth: false,
    write_files: [
      { path: AUTHORITY_FILE, permissions: '0644', content: order.authority },
      { path: ENVIRONMENT_FILE, permissions: '0600', content: environmentFile(order) },
    ],
    runcmd: [['systemctl', 'enable', '--now', '--no-block', 'scanfleet-agent.service']],
  };
  return `#cloud-config\n${JSON.stringify(content, null, 2)}\n`;
}

/** As systemd's EnvironmentFile= and a shell read it: none of the values has a character that either would look at. */
export function environmentFile({ controlPlane, joinToken, name, slots }: EnrolmentOrder): string {
  const variables = {
    SCANFLEET_AGENT_CONTROL_PLANE: controlPlane,
    SCANFLEET_AGENT_JOIN: joinToken,
    ...(name === undefined ? {} : { SCANFLEET_AGENT_NAME: name }),
    ...(slots === undefined ? {} : { SCANFLEET_AGENT_SLOTS: String(slots) }),
  };
  for (const value of Object.values(variables))
    if (!/^[A-Za-z0-9_.:/[\]-]*$/.test(value)) throw new Error('a value would have to be quoted');
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

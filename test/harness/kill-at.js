// Loaded into a control plane by --require: has it kill itself, once, at one point of a scanner host's life.
// SCANFLEET_KILL_AT: "before STATE" or "after STATE" (the move into it, and its commit), "before CALL" or "after CALL" (of the
// provisioner). SCANFLEET_KILLED: a file that is written first; where it is, nothing happens any more.
const fs = require('node:fs');
const path = require('node:path');

const { SCANFLEET_KILL_AT: point = '', SCANFLEET_KILLED: killed = '' } = process.env;
const room = path.resolve(__dirname, '../../control-plane/server/dist/provisioners');

/** Nothing after this runs. */
function here(reached) {
  if (reached !== point || fs.existsSync(killed)) return;
  fs.writeFileSync(killed, reached);
  process.kill(process.pid, 'SIGKILL');
}

if (killed !== '' && process.argv.includes('serve')) {
  const { HostMoves } = require(path.join(room, 'host-moves'));
  const { move } = HostMoves.prototype;
  HostMoves.prototype.move = async function (tx, host, to, ...rest) {
    here(`before ${to}`);
    const moved = await move.call(this, tx, host, to, ...rest);
    if (moved) tx.afterCommit(() => here(`after ${to}`));
    return moved;
  };
  for (const [file, name] of [
    ['netns', 'NetnsProvisioner'],
    ['process', 'ProcessProvisioner'],
  ]) {
    const { prototype } = require(path.join(room, 'drivers', file))[name];
    for (const call of ['create', 'destroy']) {
      const original = prototype[call];
      prototype[call] = async function (...args) {
        here(`before ${call}`);
        const answer = await original.apply(this, args);
        here(`after ${call}`);
        return answer;
      };
    }
  }
}

// Where spec files run: in the worker's own context, one after another. What runtime.js loads once a worker is then of the same
// Error, Array and Promise as the spec, and a global is a variable, not a call into the context's interceptor.
const { ModuleMocker } = require('jest-mock');

/** As jest-circus makes it: whoever listens to the specs of a file. */
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');
/** jest wraps it for each file, to say which one called it. */
const { exit } = process;

class SharedEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  // Clocks are given to what is tested (house rules); nobody turns the process's.
  fakeTimers = null;
  fakeTimersModern = null;

  async setup() {
    delete globalThis[EVENT_HANDLERS];
    Error.stackTraceLimit = 100;
  }

  async teardown() {
    delete globalThis[EVENT_HANDLERS];
    process.exit = exit;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return globalThis;
  }
}

module.exports = SharedEnvironment;

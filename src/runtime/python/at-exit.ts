type Action = (code: number) => void;

/** For all copies of this module in the process, as the contexts of a test runner have: Node warns of many listeners. */
const key = Symbol.for('graftwire.atExit');
const holder = process as unknown as { [key]?: Action[] };

/** Has something done when this thread of JavaScript ends, in the order in which it was asked for. */
export function atExit(action: Action): void {
  let actions = holder[key];
  if (actions === undefined) {
    const all: Action[] = [];
    process.once('exit', (code) => {
      for (const one of all) one(code);
    });
    actions = holder[key] = all;
  }
  actions.push(action);
}

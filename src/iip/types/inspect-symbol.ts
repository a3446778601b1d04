/** Under this name Node's console.log asks an object how it looks; other runtimes do not know it. */
export const inspectSymbol: unique symbol = Symbol.for('nodejs.util.inspect.custom');

/** Node 20.19 has no symbols of these names until something makes them. */
export const disposeSymbol: symbol = Symbol.dispose ?? Symbol.for('nodejs.dispose');
export const asyncDisposeSymbol: symbol = Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose');

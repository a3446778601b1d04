import { configFault } from './config-fault.js';
import { deepestConfigNode, type ConfigNode, type ConfigNodeEntry } from './config-node.js';

// JSON.parse does not say where a key stands, nor, since V8 11.4, always where an error is; and its messages quote the source.
const token =
  /[ \t\n\r]*(?:([{}[\]:,])|("(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])|$)/y;

/**
 * Reads JSON, to the letter of RFC 8259.
 *
 * @throws GraftError `invalid-configuration`
 */
export function readJson(text: string, source: string): ConfigNode {
  return new JsonNodes(text, source).read();
}

class JsonNodes {
  readonly #text: string;
  readonly #source: string;
  #position = 0;
  #line = 1;
  #counted = 0;
  #token = '';

  constructor(text: string, source: string) {
    this.#text = text;
    this.#source = source;
  }

  read(): ConfigNode {
    this.#next();
    const node = this.#value(deepestConfigNode);
    if (this.#token !== '') throw this.#fault('Something stands behind the end.');
    return node;
  }

  /** Reads the value that begins with the token, and goes on to the token behind it. */
  #value(depth: number): ConfigNode {
    if (depth === 0) throw this.#fault('Lists and objects stand in each other too deep.');
    const line = this.#line;
    if (this.#token === '[') return { kind: 'list', items: this.#list(depth), line };
    if (this.#token === '{') return { kind: 'map', entries: this.#map(depth), line };
    if (this.#token === '' || /^[}\]:,]$/.test(this.#token)) throw this.#fault('A value is missing.');
    const value = JSON.parse(this.#token) as string | number | boolean | null;
    this.#next();
    return { kind: 'scalar', value, line };
  }

  #list(depth: number): readonly ConfigNode[] {
    const items: ConfigNode[] = [];
    this.#next();
    while (this.#hasMore(']', items.length === 0)) items.push(this.#value(depth - 1));
    return items;
  }

  #map(depth: number): readonly ConfigNodeEntry[] {
    const entries: ConfigNodeEntry[] = [];
    this.#next();
    while (this.#hasMore('}', entries.length === 0)) {
      const line = this.#line;
      if (!this.#token.startsWith('"')) throw this.#fault('A key in double quotes is missing.');
      const key = JSON.parse(this.#token) as string;
      this.#next();
      if (this.#token !== ':') throw this.#fault('A colon behind a key is missing.');
      this.#next();
      entries.push({ key, value: this.#value(depth - 1), line });
    }
    return entries;
  }

  /** Passes over the comma before one more, or over the end. */
  #hasMore(end: '}' | ']', isFirst: boolean): boolean {
    if (this.#token === end) {
      this.#next();
      return false;
    }
    if (isFirst) return true;
    if (this.#token !== ',') throw this.#fault(`A comma or ${end} is missing.`);
    this.#next();
    return true;
  }

  #next(): void {
    token.lastIndex = this.#position;
    const found = token.exec(this.#text);
    if (found === null) {
      this.#count(this.#position + /^[ \t\n\r]*/.exec(this.#text.slice(this.#position))![0].length);
      throw this.#fault('What stands here is no JSON.');
    }
    this.#token = found[1] ?? found[2] ?? found[3] ?? '';
    this.#position = token.lastIndex;
    this.#count(this.#position - this.#token.length);
  }

  /** No token has a line break in it. */
  #count(end: number): void {
    for (; this.#counted < end; this.#counted++) {
      const code = this.#text.charCodeAt(this.#counted);
      if (code === 10 || (code === 13 && this.#text.charCodeAt(this.#counted + 1) !== 10)) this.#line++;
    }
  }

  #fault(message: string): Error {
    return configFault(
      { source: this.#source, line: this.#line },
      message,
      'Correct the JSON; it has neither comments nor a comma behind the last entry.',
    );
  }
}

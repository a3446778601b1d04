import { configFault, type ConfigPlace } from './config-fault.js';
import type { RawConfiguration, RawField } from './raw-configuration.js';

/**
 * Reads connection strings, one configuration a line: `key=value;key=value`. `#` at the beginning of a line or behind white space begins a
 * comment. A value in "…" or '…' may hold everything; the quote itself is written twice. A backslash is itself, for the sake of Windows' paths.
 *
 * @throws GraftError `invalid-configuration`
 */
export function readConnectionStrings(text: string, source: string): readonly RawConfiguration[] {
  return text.split(/\r\n|\r|\n/).flatMap((content, index) => {
    const line = index + 1;
    const fields = new LineReader(content, { source, line }).fields();
    return fields.length === 0 ? [] : [{ line, fields }];
  });
}

// Where an unquoted value ends. A # inside a word is a part of it.
const end = /;|(?<=[ \t])#/g;

class LineReader {
  readonly #text: string;
  readonly #place: ConfigPlace & { readonly line: number };
  #position = 0;

  constructor(text: string, place: ConfigPlace & { readonly line: number }) {
    this.#text = text;
    this.#place = place;
  }

  fields(): readonly RawField[] {
    const fields: RawField[] = [];
    for (;;) {
      this.#match(/[; \t]*/y);
      if (this.#isAtEnd()) return fields;
      // An unfinished entry is not quoted: it may be a secret that has lost its key.
      const key = this.#match(/([^=; \t#"']+)[ \t]*=[ \t]*/y);
      if (key === undefined) {
        throw configFault(
          this.#place,
          `Entry ${fields.length + 1} of this line has no key=value.`,
          'Write key=value;key=value. A value that holds ; or # stands in quotes.',
        );
      }
      const value = this.#value(key);
      fields.push({
        key,
        value: { kind: 'scalar', value, line: this.#place.line },
        line: this.#place.line,
      });
    }
  }

  #value(key: string): string {
    const quote = this.#text[this.#position];
    if (quote !== '"' && quote !== "'") {
      const start = this.#position;
      end.lastIndex = start;
      this.#position = end.exec(this.#text)?.index ?? this.#text.length;
      return this.#text.slice(start, this.#position).replace(/[ \t]+$/, '');
    }
    const quoted = this.#match(quote === '"' ? /"((?:[^"]|"")*)"[ \t]*/y : /'((?:[^']|'')*)'[ \t]*/y);
    const next = this.#text[this.#position];
    if (quoted !== undefined && (next === undefined || next === ';' || this.#isAtEnd())) {
      return quoted.replaceAll(quote + quote, quote);
    }
    throw configFault(
      { ...this.#place, key },
      quoted === undefined
        ? `The quote ${quote} is not closed.`
        : 'Something stands behind the closing quote.',
      `Write a ${quote} that belongs to the value twice; whole values stand in quotes.`,
    );
  }

  #isAtEnd(): boolean {
    const rest = this.#text[this.#position];
    const before = this.#text[this.#position - 1];
    return (
      rest === undefined || (rest === '#' && (before === undefined || before === ' ' || before === '\t'))
    );
  }

  /** Passes over what matches here, and gives its first group; undefined where nothing does. */
  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#position = pattern.lastIndex;
    return found[1] ?? '';
  }
}

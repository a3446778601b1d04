/**
 * @file Writes reports about what is in stock.
 */
import { EventEmitter } from 'node:events';

/**
 * @typedef {object} Line One line of a report.
 * @property {string} text What it says.
 * @property {number} [indent] In spaces.
 */

/**
 * @callback Format
 * @param {Line} line
 * @returns {string}
 */

/** @typedef {'text' | 'html'} Kind */

/** @enum {string} */
export const Align = { Left: 'left', Right: 'right' };

/**
 * Formats some lines.
 *
 * @param {Line[]} lines
 * @param {object} [options]
 * @param {Kind} [options.kind]
 * @param {Format} [options.format]
 * @returns {string}
 * @throws {TypeError} if a line has no text
 */
export function format(lines, options = {}) {
  return lines.map((line) => options.format?.(line) ?? line.text).join('\n');
}

/**
 * @template T
 * @param {T[]} list
 * @param {(one: T) => Promise<number>} rank
 * @param {...string} names
 */
export async function best(list, rank, ...names) {
  await rank(list[0]);
  return names.length;
}

/** Writes lines, one after another. */
export class Writer extends EventEmitter {
  /** @type {number} */
  width = 80;

  /** @param {string} title */
  constructor(title) {
    super();
    /** The title. */
    this.title = title;
  }

  /**
   * @param {Line} line
   * @returns {this}
   */
  write(line) {
    this.emit('line', line, this.width);
    return this;
  }

  end() {
    this.emit('end');
  }
}

export function untyped(value, other = 3) {
  return value ?? other;
}

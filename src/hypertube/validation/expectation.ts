/** What was expected of a value that is something else, and where in it. */
export class Expectation {
  readonly expected: string;
  readonly path: string;
  readonly given: string;

  constructor(expected: string, path = '', given = '') {
    this.expected = expected;
    this.path = path;
    this.given = given;
  }

  /** The same, of this value. */
  of(value: unknown): Expectation {
    return new Expectation(this.expected, this.path, shown(value));
  }

  /** The same in a container. */
  within(segment: string): Expectation {
    return new Expectation(this.expected, segment + this.path, this.given);
  }

  /** Of a field that is not there. */
  static readonly missing: Expectation = new Expectation('there', '', 'missing');
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return value.length > 32 ? 'a string' : JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'function') return 'a function';
  const maker: unknown = value.constructor;
  const name = typeof maker === 'function' && maker !== Object ? maker.name : '';
  return name === '' ? 'an object' : `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
}

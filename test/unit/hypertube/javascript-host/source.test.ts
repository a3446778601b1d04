import { describe, expect, it } from 'vitest';
import { fieldsInSource } from '../../../../src/hypertube/javascript-host/class-fields.js';
import { parametersOf } from '../../../../src/hypertube/javascript-host/parameters.js';

/** From text, which no compiler has changed. */
function made(source: string): object {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text of this test
  return (new Function(`return (${source});`) as () => object)();
}

describe('the parameters of a function', () => {
  it.each<[string, readonly string[] | undefined]>([
    ['function f() {}', []],
    ['function f(a, b = 1, ...rest) {}', ['a', 'b=1', '...rest']],
    ['(a, b) => a', ['a', 'b']],
    ['a => a', ['a']],
    ['async a => a', ['a']],
    ['async (a, b) => a', ['a', 'b']],
    ['function* f(a) {}', ['a']],
    [`function f(a = ')', b = /[)/]\\)/, c = \`\${"}"})\`) {}`, [`a=')'`, 'b=/[)/]\\)/', 'c=`${"}"})`']],
    ['function f(a /* , x */, // y)\n b) {}', ['a', 'b']],
    ['function f({ quantity = 1, note } = {}, [first]) {}', ['{ quantity = 1, note }={}', '[first]']],
    ['class A { constructor(a, b) {} }', ['a', 'b']],
    ['class A extends (class { constructor(x) {} }) {}', ['x']],
    ['class A {}', []],
    ['({ ["a(b"](c) {} })["a(b"]', ['c']],
    ['Math.max', undefined],
  ])('of %s are told by its source', (source, expected) => {
    const found = parametersOf(made(source))?.map(({ name, kind, default: fallback }) => {
      const assigned = fallback === undefined ? '' : `=${fallback.text}`;
      return `${kind === 'var-positional' ? '...' : ''}${name}${assigned}`;
    });
    expect(found).toEqual(expected);
  });
});

describe('the fields of a class', () => {
  it.each<[string, readonly string[]]>([
    ['class A { a = 1; b; #c = 2; static d = 3; "e" = 4 }', ['a', 'b']],
    ['class A { a = 1\n b\n get c() { return 1 }\n async d() { const e = 1; } }', ['a', 'b']],
    ['class A { a = { b: 1 }; c = () => { const d = 1; } }', ['a', 'c']],
    [
      'class A { constructor(a) { this.a = a; this.b ??= 2; this.c++; } m() { if (this.d === 1) this.e = "this.f = 1"; } }',
      ['a', 'b', 'c', 'e'],
    ],
    ['class A extends (class { x = 1 }) { y = 2 }', ['y']],
    ['function A() { this.a = 1; /* this.b = 2 */ }', ['a']],
  ])('of %s are told by its source', (source, expected) => {
    expect(fieldsInSource(made(source))).toEqual(expected);
  });
});

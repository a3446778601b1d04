import { existsSync } from 'node:fs';
import { GraftError, graft } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from './failure.js';
import { Project } from './project.js';

interface Changing {
  rate: number;
  readonly double: (value: number) => number;
  Account: new (owner: string) => { describe(): string };
  [name: string]: unknown;
}

const source = (version: number, more = ''): string => `
import enum, dataclasses
rate = ${version}
def double(value): return value * ${2 * version}
class Account:
    def __init__(self, owner): self.owner = owner
    def describe(self): return f"{self.owner} of version ${version}"
class Color(enum.Enum):
    RED = ${version}
red = Color.RED
@dataclasses.dataclass
class Point:
    x: int = ${version}
point = Point()
${more}
`;

function changing(): { readonly project: Project; readonly module: Changing } {
  const project = new Project({ 'changing.py': source(1) });
  return { project, module: graft.loadSync<Changing>(project.path('changing.py')) };
}

describe('graft.reload', () => {
  it('gives the same module with its new functions, classes, attributes and values, at once', () => {
    const { project, module } = changing();
    const old = { double: module.double, Account: module.Account, account: new module.Account('Ada') };
    expect([module.rate, module.double(3), old.account.describe()]).toEqual([1, 6, 'Ada of version 1']);
    expect([module['red'], module['point']]).toMatchObject([{ value: 1 }, { x: 1 }]);
    // In the same second, and of the same length: by its time a compiled file would still be fresh.
    for (const version of [2, 3, 4]) {
      project.write('changing.py', source(version));
      expect(graft.reload(module)).toBe(module);
      expect([module.rate, module.double(3)]).toEqual([version, 6 * version]);
      expect(new module.Account('Eve').describe()).toBe(`Eve of version ${version}`);
      expect([module['red'], module['point']]).toMatchObject([{ value: version }, { x: version }]);
      module.rate = 50;
      expect(module.rate).toBe(50);
    }
    // What was taken out of it before.
    expect([old.double(3), old.account.describe(), old.Account === module.Account]).toEqual([
      6,
      'Ada of version 1',
      false,
    ]);
    expect(graft.loadSync(project.path('changing.py'))).toBe(module);
    expect(graft.help(module.double)).toContain('def double(value)');
  });

  it('gives another object where names are new, and renews the one before', () => {
    const { project, module } = changing();
    project.write('changing.py', source(2, 'def fresh(): return "new"'));
    const renewed = graft.reload(module);
    expect(renewed).not.toBe(module);
    expect((renewed['fresh'] as () => string)()).toBe('new');
    expect([renewed.double(1), module.double(1), 'fresh' in module]).toEqual([4, 4, false]);
    expect(graft.loadSync(project.path('changing.py'))).toBe(renewed);
  });

  it('keeps names that the new source does not define, as importlib.reload does', () => {
    const { project, module } = changing();
    project.write('changing.py', 'rate = 7');
    expect([graft.reload(module).rate, module.double(2)]).toEqual([7, 4]);
  });

  it.each([
    ['does not compile', 'def broken(:', SyntaxError],
    ['raises half way', `${source(2)}\nadded = 1\nraise TypeError("half way")`, TypeError],
  ])('leaves the module as it was where its new source %s', (_, text, errorClass) => {
    const { project, module } = changing();
    project.write('changing.py', text);
    const error = failure(() => graft.reload(module));
    expect(error).toBeInstanceOf(errorClass);
    expect([module.rate, module.double(3), new module.Account('Ada').describe()]).toEqual([
      1,
      6,
      'Ada of version 1',
    ]);
    expect(graft.python.eval('hasattr(m, "added")', { m: module })).toBe(false);
    project.write('changing.py', source(3));
    expect(graft.reload(module).double(3)).toBe(18);
  });

  it('shows the new lines in stacks, and reloads what others of Python have imported', () => {
    const project = new Project({
      'failing.py': 'def fail():\n    raise ValueError("old")  # line of old\n',
      'user.py': 'import failing\ndef fail(): failing.fail()\n',
    });
    const user = graft.loadSync<{ fail(): void }>(project.path('user.py'));
    const module = graft.loadSync<{ fail(): void }>(project.path('failing.py'));
    expect(failure(() => user.fail()).stack).toContain('line of old');
    project.write('failing.py', '\n\ndef fail():\n    raise ValueError("new")  # line of new\n');
    graft.reload(module);
    const error = failure(() => user.fail());
    expect([error.message, error.stack]).toEqual(['new', expect.stringContaining('line of new')]);
    expect(existsSync(project.path('failing.py'))).toBe(true);
  });

  it.each<[string, () => object]>([
    ['a function', () => changing().module.double],
    ['a class', () => changing().module.Account],
    ['anything else', () => ({})],
    ['__main__', () => graft.python.import('__main__')],
  ])('refuses %s', (_, value) => {
    const error = failure(() => graft.reload(value()));
    expect(error).toBeInstanceOf(GraftError);
    expect(error).toMatchObject({ code: 'invalid-argument' });
  });
});

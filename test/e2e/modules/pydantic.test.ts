import { graft, kw, tuple } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';
import { scientific } from './scientific-environment.js';

const pydantic = await scientific('pydantic');
const models = pydantic === undefined ? undefined : defined();

function defined(): any {
  graft.python.exec(`
    from typing import List, Optional
    from pydantic import BaseModel, Field, field_validator

    class Address(BaseModel):
        street: str
        code: str = Field(pattern=r'^\\d{5}$')

    class User(BaseModel):
        name: str
        age: int = Field(ge=0)
        address: Optional[Address] = None
        tags: List[str] = []

        def greeting(self):
            return 'Hello ' + self.name

        @field_validator('name')
        @classmethod
        def not_root(cls, value):
            if value == 'root':
                raise ValueError('root is no user')
            return value

    class Point(BaseModel):
        x: float
        y: float = 0
  `);
  return imported('__main__');
}

describe.skipIf(pydantic === undefined)('pydantic', () => {
  it('makes models from keywords, from plain objects and from JSON', () => {
    const ann = new models.User(kw({ name: 'Ann', age: 30 }));
    expect([ann.name, ann.age, ann.address, ann.tags, ann.greeting()]).toEqual([
      'Ann',
      30,
      null,
      [],
      'Hello Ann',
    ]);
    const bob = models.User.model_validate({
      name: 'Bob',
      age: '40',
      address: { street: 'Main', code: '12345' },
    });
    expect([bob.age, bob.address.code]).toEqual([40, '12345']);
    expect(models.User.model_validate_json('{"name": "Eve", "age": 5, "tags": ["a"]}').tags).toEqual(['a']);
    expect(bob).toBeInstanceOf(models.User);
    expect(bob).toBeInstanceOf(pydantic.BaseModel);
  });

  it('gives what they hold, as objects and as JSON', () => {
    const ann = new models.User(kw({ name: 'Ann', age: 30 }));
    expect(ann.model_dump()).toEqual({ name: 'Ann', age: 30, address: null, tags: [] });
    expect(JSON.parse(ann.model_dump_json())).toEqual(ann.model_dump());
    expect(models.User.model_json_schema().required).toEqual(['name', 'age']);
    expect(Object.keys(models.User.model_fields)).toEqual(['name', 'age', 'address', 'tags']);
  });

  it('are changed, copied and compared', () => {
    const ann = new models.User(kw({ name: 'Ann', age: 30 }));
    const older = ann.model_copy(kw({ update: { age: 31 } }));
    expect([ann.age, older.age, ann.equals(older)]).toEqual([30, 31, false]);
    ann.age = 31;
    expect(ann.equals(older)).toBe(true);
    expect(ann.model_fields_set).toEqual(new Set(['name', 'age']));
  });

  it('cross as values where they only hold fields', () => {
    const point = models.Point.model_validate({ x: 1.5 });
    expect({ ...point }).toEqual({ x: 1.5, y: 0 });
    expect(JSON.stringify(point)).toBe('{"x":1.5,"y":0}');
    point.y = 2.5;
    expect(graft.python.eval('point.model_dump()', { point })).toEqual({ x: 1.5, y: 2.5 });
  });

  it('have the methods of models also where they are values', () => {
    expect(models.Point.model_validate({ x: 1.5 }).model_dump()).toEqual({ x: 1.5, y: 0 });
  });

  it('say all that is wrong', () => {
    const wrong = { name: 1, age: -1, address: { street: 'Main', code: 'x' } };
    const error = failure(() => models.User.model_validate(wrong));
    expect(error).toMatchObject({
      name: 'ValidationError',
      remote: { type: 'pydantic_core._pydantic_core.ValidationError' },
    });
    expect(error.message).toMatch(/^3 validation errors for User\n/);
    expect(error.message).toContain('address.code\n  String should match pattern');
    expect(failure(() => models.User.model_validate({ name: 'root', age: 0 })).message).toContain(
      'root is no user',
    );
  });

  it('tell their errors as objects', () => {
    const error = failure(() => models.User.model_validate({ name: 'Ann' }));
    expect(graft.python.eval('error.errors()', { error })).toMatchObject([{ type: 'missing', loc: ['age'] }]);
  });

  it('are made at run time', () => {
    const Made = pydantic.create_model('Made', kw({ x: tuple(imported('builtins').int, 5) }));
    expect(graft.get(new Made(), 'x')).toBe(5);
  });

  it('check other types than models', () => {
    const adapter = new pydantic.TypeAdapter(graft.python.eval('list[int]'));
    expect(adapter.validate_python(['1', 2])).toEqual([1, 2]);
  });

  it('are checked by functions of JavaScript', () => {
    const evenOnly = (value: number): number => {
      if (value % 2 !== 0) throw new RangeError('odd');
      return value * 10;
    };
    graft.python.exec(
      `
      from typing import Annotated
      from pydantic import AfterValidator
      class Even(BaseModel):
          value: Annotated[int, AfterValidator(check)]
    `,
      { check: evenOnly },
    );
    const { Even } = graft.python.import('__main__') as any;
    expect(Even.model_validate({ value: 4 }).value).toBe(40);
    expect(failure(() => Even.model_validate({ value: 3 })).message).toContain('odd');
  });
});

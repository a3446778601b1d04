import { GraftError, graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import type { Anything, Words } from './anything.js';
import { fixture, py } from './anything.js';
import { failure } from './failure.js';

type Names =
  | Words<'Animal Annotated Bat Box ByMeta Chooses Counter Dog Duck Flyer Food IntBox Many Odd OrderedDict'>
  | Words<'Puppy Raises Shape Single Slots Square Swimmer Taste add age area arguments_ broken by caller_'>
  | Words<'constructor_ fetch fly grams item label legs length_ made most_common name_ named nick pop'>
  | Words<'prototype_ rename same size sound speak sweet swim then then_ title toJSON_ toString_ twice'>
  | Words<'type_name wait wings x y'>;
type Thing = Anything<Names>;

const classes = fixture<Names>('classes.py');
const { Animal, Dog, Puppy, Bat, Duck, Flyer, Swimmer } = classes;
const prototype = Animal.prototype as Thing;

describe('a class of Python', () => {
  it('is a class of JavaScript with its name, the same each time', () => {
    expect(typeof Animal).toBe('function');
    expect(Animal.name).toBe('Animal');
    expect(classes.Animal).toBe(Animal);
    expect(py('value', { value: Animal })).toBe(Animal);
    expect(classes.same(Animal, new Animal('Rex').constructor)).toBe(true);
    expect(failure(() => Animal('Rex'))).toBeInstanceOf(TypeError);
  });

  it('makes objects of Python', () => {
    const rex = new Animal('Rex');
    expect(rex).toBeInstanceOf(Animal);
    expect(classes.type_name(rex)).toBe('Animal');
    expect(rex.name).toBe('Rex');
    expect(rex.constructor).toBe(Animal);
  });

  it('takes keyword arguments from kw(), and from a plain object behind the positional ones', () => {
    expect(new Animal(kw({ name: 'Rex', age: 3 })).age).toBe(3);
    expect(new Animal('Rex', kw({ age: 4 })).age).toBe(4);
    expect(new Animal('Rex', { age: 5 }).age).toBe(5);
    expect(new Animal({ age: 5 }).name).toEqual({ age: 5 });
  });

  it('throws what making raised', () => {
    expect(failure(() => new classes.Raises()).message).toBe('cannot be made');
    expect(failure(() => new Animal())).toBeInstanceOf(TypeError);
    expect(failure(() => new Animal('a', 'b', 'c'))).toMatchObject({ remote: { type: 'TypeError' } });
  });

  it('has methods with their names and lengths, of which keyword-only arguments are too', async () => {
    const rex = new Animal('Rex');
    expect(rex.speak(2)).toBe('Rex.Rex');
    expect(rex.speak(2, { loud: true })).toBe('Rex!Rex');
    expect(rex.speak(kw({ times: 3 }))).toBe('Rex.Rex.Rex');
    expect([rex.rename.name, rex.rename.length, rex.speak.length]).toEqual(['rename', 1, 0]);
    expect(rex.rename('Max')).toBe(rex);
    expect(graft.help(rex.speak)).toBe('def speak(times=1, *, loud=False)');
    expect(await (rex.wait() as unknown)).toBe(1);
  });

  it('has static and class methods, on the class and on its objects', () => {
    expect(Animal.add(1, 2)).toBe(3);
    expect(new Animal('Rex').add(1, 2)).toBe(3);
    expect(Animal.named('Rex')).toBeInstanceOf(Animal);
    expect(Animal.named('Rex').name).toBe('Rex');
    expect(Dog.named('Rex')).toBeInstanceOf(Dog);
    expect(Dog.add(3, 4)).toBe(7);
  });

  it('lets a method be called as a function of the class, with the object as first argument', () => {
    expect(Animal.speak(new Animal('Rex'), 2)).toBe('Rex.Rex');
  });

  it('has attributes, which are read and set where they are', () => {
    const before = Number(Animal.made);
    void new Animal('one more');
    expect(Animal.made).toBe(before + 1);
    expect(Animal.legs).toBe(4);
    Object.assign(Animal, { legs: 5 });
    expect([py('a.legs', { a: Animal }), new Dog('Rex').legs, Dog.legs]).toEqual([5, 5, 5]);
    Object.assign(Animal, { legs: 4 });
  });

  it('keeps what is set on a class that inherits to that class', () => {
    Object.assign(Puppy, { legs: 3 });
    expect([Puppy.legs, Dog.legs, Animal.legs]).toEqual([3, 4, 4]);
  });

  it('has nested classes', () => {
    expect(new Animal.Food(3).grams).toBe(3);
    expect(new Animal.Food.Taste().sweet).toBe(true);
    expect(Animal.Food.name).toBe('Food');
    expect(Animal.Food).toBe(Animal.Food);
  });

  it('does not show what begins with an underscore, which graft.get gives', () => {
    const rex = new Animal('Rex');
    expect('_hidden' in rex).toBe(false);
    expect('_secret' in rex).toBe(false);
    expect(graft.get(rex, '_secret')).toBe('secret');
  });

  it('says its documentation, has a model', () => {
    expect(graft.help(Animal)).toContain('Has a name and makes noise.');
    expect(graft.model(Animal)).toMatchObject({ kind: 'class', name: 'Animal' });
  });
});

describe('an object of a class', () => {
  it('has properties, which can be set where they have a setter', () => {
    const rex = new Animal('Rex');
    expect([rex.title, rex.nick]).toEqual(['The animal Rex', 'Re']);
    Object.assign(rex, { nick: 'Ma' });
    expect([rex.title, rex.name]).toEqual(['The animal Max', 'Max']);
    expect(failure(() => Object.assign(rex, { title: 'no' }))).toBeInstanceOf(TypeError);
    expect(rex.title).toBe('The animal Max');
  });

  it('throws what a property raises, when it is read and not before', () => {
    const rex = new Animal('Rex');
    expect('broken' in rex).toBe(true);
    expect(failure(() => rex.broken).message).toBe('this property raises');
  });

  it('has the attributes that __init__ sets, annotations tell of, and slots', () => {
    const rex = new Animal('Rex', kw({ age: 2 }));
    Object.assign(rex, { age: 3, sound: 'wuff' });
    expect([py('a.age', { a: rex }), py('a.sound', { a: rex }), rex.sound]).toEqual([3, 'wuff', 'wuff']);
    const slots = new classes.Slots();
    Object.assign(slots, { y: 2 });
    expect([slots.x, slots.y]).toEqual([1, 2]);
    const annotated = new classes.Annotated();
    expect(annotated.label).toBe('none');
    expect(failure(() => annotated.size)).toMatchObject({ remote: { type: 'AttributeError' } });
  });

  it('gives any other attribute to graft.get, and takes it from graft.set', () => {
    const many = new classes.Many(kw({ left: 1, right: [2] }));
    expect([graft.get(many, 'left'), graft.get(many, 'right')]).toEqual([1, [2]]);
    graft.set(many, 'middle', { a: 1 });
    expect(py('m.middle', { m: many })).toEqual({ a: 1 });
    expect(graft.dir(many)).toEqual(expect.arrayContaining(['left', 'middle', 'right', '__init__']));
    expect(failure(() => graft.get(many, 'nothing'))).toMatchObject({ remote: { type: 'AttributeError' } });
  });

  it('has no enumerable properties: nothing of it is read by looking at it', () => {
    expect(Object.keys(new Animal('Rex'))).toEqual([]);
  });
});

describe('inheritance', () => {
  it('is that of JavaScript', () => {
    const rex = new Dog('Rex');
    expect(Object.getPrototypeOf(Dog)).toBe(Animal);
    expect(rex).toBeInstanceOf(Animal);
    expect(rex).toBeInstanceOf(Dog);
    expect(new Puppy('Rex')).toBeInstanceOf(Animal);
    expect(rex.speak()).toBe('woof Rex');
    expect(rex.fetch()).toBe('Rex fetches');
    expect(rex.title).toBe('The animal Rex');
    expect(prototype.speak.call(rex)).toBe('woof Rex');
  });

  it('does not make an object one of a class that inherits, or of a class beside it', () => {
    // Bat and Duck have two bases of which Animal is one.
    void [new Bat('b'), new Duck('d')];
    expect(new Animal('Rex')).not.toBeInstanceOf(Dog);
    expect(new Dog('Rex')).not.toBeInstanceOf(Puppy);
    expect(new Dog('Rex')).not.toBeInstanceOf(Flyer);
    expect(new Flyer()).not.toBeInstanceOf(Animal);
    expect({}).not.toBeInstanceOf(Animal);
  });

  it('from several bases gives the members of all, and instanceof of all', () => {
    const duck = new Duck('Donald');
    expect([duck.speak(), duck.fly(), duck.swim(), duck.wings]).toEqual(['Donald', 'flies', 'swims', 2]);
    for (const base of [Duck, Animal, Flyer, Swimmer]) expect(duck).toBeInstanceOf(base);
    expect(duck).not.toBeInstanceOf(Bat);
    expect(Duck.wings).toBe(2);
  });

  it('of an abstract class: it cannot be made, its heir can', () => {
    const { Shape, Square } = classes;
    expect(failure(() => new Shape())).toBeInstanceOf(TypeError);
    const square = new Square(3);
    expect(square).toBeInstanceOf(Shape);
    expect([square.area(), square.twice()]).toEqual([9, 18]);
  });

  it('of a generic class', () => {
    const box = new classes.IntBox(7);
    expect(box.item).toBe(7);
    expect(box).toBeInstanceOf(classes.Box);
    expect(py('box[int](3).item', { box: classes.Box })).toBe(3);
  });

  it('of builtin classes and those of the standard library', () => {
    const { OrderedDict, Counter } = graft.python.import('collections') as unknown as Thing;
    const counter = new Counter('aab');
    expect(counter).toBeInstanceOf(py('dict'));
    expect(counter.most_common(1)).toEqual([['a', 2]]);
    expect(new OrderedDict([['b', 1]]).pop('b')).toBe(1);
    expect(py('type(type)')).toBe(py('type'));
    expect((py('object') as Thing).name).toBe('object');
  });
});

describe('a class of JavaScript that extends one of Python', () => {
  interface AnimalObject {
    readonly name: string;
    speak(): string;
  }
  const Base = Animal as unknown as {
    new (name: string): AnimalObject;
    named(name: string): AnimalObject;
    add(a: number, b: number): number;
    readonly legs: number;
  };
  class Cat extends Base {
    readonly lives = 9;

    constructor(name: string) {
      super(`${name} the cat`);
    }

    override speak(): string {
      return `meow ${super.speak()}`;
    }
  }

  it('calls the constructor and the methods of Python with super', () => {
    const tom = new Cat('Tom');
    expect([tom.name, tom.speak(), tom.lives]).toEqual(['Tom the cat', 'meow Tom the cat', 9]);
    expect(tom).toBeInstanceOf(Cat);
    expect(tom).toBeInstanceOf(Animal);
  });

  it('makes objects that are the same again when Python gives them back', () => {
    const tom = new Cat('Tom');
    expect(py('[cat, {"k": cat}]', { cat: tom })).toEqual([tom, { k: tom }]);
    expect(py('cat', { cat: tom })).toBe(tom);
    expect(py('cat.name', { cat: tom })).toBe('Tom the cat');
  });

  it('inherits static and class methods, and attributes', () => {
    expect(Cat.add(1, 2)).toBe(3);
    expect(Cat.legs).toBe(4);
    expect(Cat.named('Tom').name).toBe('Tom');
  });
});

describe('a class whose __new__ gives something else', () => {
  it('gives that: the one object of a singleton', () => {
    const { Single } = classes;
    const one = new Single();
    expect(new Single()).toBe(one);
    expect(one).toBeInstanceOf(Single);
  });

  it('gives that: any object', () => {
    const { Chooses } = classes;
    const rex = new Dog('Rex');
    expect(new Chooses(rex)).toBe(rex);
    expect(new Chooses([1, { a: 2 }])).toEqual([1, { a: 2 }]);
  });

  it('says so where that is no object, which new cannot give', () => {
    const error = failure(() => new classes.Chooses(1));
    expect(error).toBeInstanceOf(GraftError);
    expect(error).toMatchObject({ code: 'unsupported-value' });
  });

  it('and one with a metaclass is made by its metaclass', () => {
    expect(new classes.ByMeta().by).toBe('Meta');
  });
});

describe('a name that means something to JavaScript', () => {
  const { Odd } = classes;

  it('gets an underscore, and leaves the class and its objects what they are', async () => {
    const odd = new Odd();
    expect(await (odd as unknown as Promise<unknown>)).toBe(odd);
    expect([odd.then_(), odd.constructor_(), odd.toString_(), odd.toJSON_()]).toEqual([
      'then',
      'constructor',
      'toString',
      'toJSON',
    ]);
    expect(odd.constructor).toBe(Odd);
    expect((Reflect.get(odd, 'hasOwnProperty') as Thing).call(odd)).toBe('hasOwnProperty');
    expect([Odd.name, typeof Odd.prototype]).toEqual(['Odd', 'object']);
    expect([Odd.name_, Odd.length_, Odd.prototype_, Odd.caller_, Odd.arguments_]).toEqual([
      'name',
      'length',
      'prototype',
      'caller',
      'arguments',
    ]);
    expect([odd.name, odd.length]).toEqual(['name', 'length']);
    expect(String(Odd)).toContain('class');
    expect(Odd.constructor).toBe(Function);
  });
});

describe('a method on something that is none of its objects', () => {
  it('throws a TypeError that names it', () => {
    for (const wrong of [{}, null, undefined, 1, 'text', Animal.prototype, new Date()]) {
      const error = failure(() => prototype.speak.call(wrong));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toContain('Animal.speak');
    }
    const { speak } = new Animal('Rex');
    expect(failure(() => speak())).toBeInstanceOf(TypeError);
    expect(failure(() => prototype.name)).toBeInstanceOf(TypeError);
  });

  it('of another class raises what Python raises', () => {
    expect(failure(() => prototype.speak.call(new Flyer()))).toMatchObject({
      remote: { type: 'AttributeError' },
    });
  });
});

import { Place } from './place.js';
import { longestScalar, objectShapes, typeShapes, type Fields, type Shape } from './ugm-shapes.js';

const scalarTypes = ['string', 'number', 'boolean'];

/**
 * Compares a value, whose size has been measured, with the table of shapes.
 *
 * @throws GraftError `malformed` with the path to the first thing that is not what the table says
 */
export function checkShape(model: object): void {
  const place = new Place();

  function check(value: unknown, shape: Shape): void {
    switch (shape.is) {
      case 'text':
        if (shape.or !== undefined && value === shape.or) return;
        if (typeof value !== 'string') return wrong(shape);
        if (value.length < shape.least) place.refuse('malformed', 'This is empty.');
        return checkLength(value, shape.most);
      case 'boolean':
        return typeof value === 'boolean' ? undefined : wrong(shape);
      case 'scalar':
        if (value !== null && !scalarTypes.includes(typeof value)) return wrong(shape);
        return typeof value === 'string' ? checkLength(value, longestScalar) : undefined;
      case 'word':
        return shape.words.includes(value as string) ? undefined : wrong(shape);
      case 'list':
        return Array.isArray(value) ? checkList(value, shape) : wrong(shape);
      case 'object':
        return isObject(value) ? checkFields(value, objectShapes[shape.of]) : wrong(shape);
      case 'type':
        return isObject(value) ? checkType(value) : wrong(shape);
    }
  }

  function checkLength(text: string, most = Infinity): void {
    // Code points, of which a string has at most as many as code units.
    if (text.length > most && Array.from(text).length > most) {
      place.refuse('malformed', `This is longer than ${most} characters.`);
    }
  }

  function checkList(items: readonly unknown[], { of, least, named }: Extract<Shape, { is: 'list' }>): void {
    if (items.length < least) place.refuse('malformed', 'This is empty.');
    items.forEach((item, index) => place.at(index, () => check(item, of)));
    if (named) checkNames(items as readonly { readonly name: string }[]);
  }

  function checkNames(items: readonly { readonly name: string }[]): void {
    const names = new Set<string>();
    items.forEach(({ name }, index) => {
      if (names.has(name)) place.at(index, () => place.refuse('malformed', 'Another one has the same name.'));
      names.add(name);
    });
  }

  function checkFields(value: object, fields: Fields): void {
    for (const [key, { shape, isOptional }] of Object.entries(fields)) {
      const item = ownValue(value, key);
      place.at(key, () => {
        if (item !== undefined) check(item, shape);
        else if (!isOptional) place.refuse('malformed', `${nounOf(shape)} is missing.`);
      });
    }
  }

  function checkType(value: object): void {
    const kind = ownValue(value, 'kind');
    if (typeof kind === 'string' && Object.hasOwn(typeShapes, kind)) {
      return checkFields(value, typeShapes[kind as keyof typeof typeShapes]);
    }
    place.at('kind', () => place.refuse('malformed', 'A kind of type is expected; this is none.'));
  }

  function wrong(shape: Shape): never {
    return place.refuse('malformed', `${nounOf(shape)} is expected.`);
  }

  checkFields(model, objectShapes.module);
}

function nounOf(shape: Shape): string {
  switch (shape.is) {
    case 'text':
      return shape.or === undefined ? 'A string' : `A string or ${shape.or}`;
    case 'boolean':
      return 'true or false';
    case 'scalar':
      return 'A string, a number, true, false or null';
    case 'word':
      return shape.words.map((word) => JSON.stringify(word)).join(' or ');
    case 'list':
      return 'An array';
    case 'object':
      return 'An object';
    case 'type':
      return 'A type expression';
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own keys only: a member may be called `constructor`, and an object has one that it did not get from the model. */
function ownValue(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

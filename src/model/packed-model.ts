/**
 * The packed form of a model (docs/ugm.md): what occurs more than once is written once. In Python's larger packages the same overloads stand
 * in each class that inherits them, and the same unions in each of hundreds of functions.
 */

/** What is shorter is cheaper written out. */
const shortestShared = 24;
const mark = '$';

interface Node {
  /** Before, between and behind its parts, as JSON. One more than there are parts. */
  readonly texts: readonly string[];
  readonly parts: readonly Node[];
  /** Of its JSON, all written out. */
  readonly length: number;
  places: number;
  index: number;
}

/** A model's values with each of them that is equal to another being the same node. */
export interface InternedModel {
  readonly root: Node;
  /** Whether it can be packed: a key of its own may be the one that marks what is shared. */
  readonly isPackable: boolean;
}

/** @param model with its keys in the order in which they are to be written */
export function internModel(model: unknown): InternedModel {
  const known = new Map<string, Node>();
  let isPackable = true;

  function intern(value: unknown): string | Node {
    if (typeof value === 'string') {
      const text = JSON.stringify(value);
      return text.length < shortestShared ? text : node(text, [text], []);
    }
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const isArray = Array.isArray(value);
    const texts: string[] = [];
    const parts: Node[] = [];
    let text = isArray ? '[' : '{';
    let key = text;
    const add = (inner: string | Node): void => {
      if (typeof inner === 'string') {
        text += inner;
        key += inner;
        return;
      }
      texts.push(text);
      parts.push(inner);
      text = '';
      // No JSON outside of a string has this character.
      key += `#${inner.index}`;
    };
    let isFirst = true;
    for (const name of Object.keys(value)) {
      const item = (value as Readonly<Record<string, unknown>>)[name];
      if (item === undefined) continue;
      if (name === mark) isPackable = false;
      const before = `${isFirst ? '' : ','}${isArray ? '' : `${JSON.stringify(name)}:`}`;
      text += before;
      key += before;
      isFirst = false;
      add(intern(item));
    }
    const end = isArray ? ']' : '}';
    return node(key + end, [...texts, text + end], parts);
  }

  function node(key: string, texts: readonly string[], parts: readonly Node[]): Node {
    let found = known.get(key);
    if (found === undefined) {
      const own = texts.reduce((sum, text) => sum + text.length, 0);
      const length = parts.reduce((sum, part) => sum + part.length, own);
      found = { texts, parts, length, places: 0, index: known.size };
      known.set(key, found);
    }
    return found;
  }

  return { root: intern(model) as Node, isPackable };
}

/** Of the same model the same bytes: what is shared stands in the order in which it is first complete. */
export function packedText({ root }: InternedModel, version: number): string {
  countPlaces(root);
  const shared: string[] = [];
  const indexes = new Map<Node, number>();

  function written(node: Node): string {
    if (node.places < 2 || node.length < shortestShared) return content(node);
    let index = indexes.get(node);
    if (index === undefined) {
      const text = content(node);
      index = shared.push(text) - 1;
      indexes.set(node, index);
    }
    return `{"${mark}":${index}}`;
  }

  function content({ texts, parts }: Node): string {
    let text = texts[0]!;
    for (const [index, part] of parts.entries()) text += written(part) + texts[index + 1]!;
    return text;
  }

  const module = content(root);
  return `{"ugm":${version},"shared":[\n${shared.join(',\n')}\n],"module":${module}}\n`;
}

/** In how many places of what is different each node stands: what is inside of something shared is there once. */
function countPlaces(root: Node): void {
  root.places += 1;
  if (root.places === 1) for (const part of root.parts) countPlaces(part);
}

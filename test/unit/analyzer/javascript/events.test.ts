import { describe, expect, it } from 'vitest';
import type { UgmClass } from '../../../../src/model/ugm.js';
import { analyzed } from './analyzed.js';

async function emitter(text: string, name?: string): Promise<UgmClass> {
  const { model } = await analyzed(text, name);
  const found = model.classes.find((one) => one.name === 'Source');
  if (found === undefined) throw new Error('There is no class Source.');
  return found;
}

const namesOf = (list: readonly { readonly name: string }[] | undefined): readonly string[] =>
  (list ?? []).map(({ name }) => name);

const number = { kind: 'number' };
const string = { kind: 'string' };

describe('events of a class', () => {
  it('are the entries of the map that an EventEmitter is given', async () => {
    const { events, methods } = await emitter(`
      import { EventEmitter } from 'node:events';
      interface Events { changed: [item: string, by?: number]; closed: [] }
      export class Source extends EventEmitter<Events> { close(): void {} }
    `);
    expect(events).toEqual([
      {
        name: 'changed',
        doc: null,
        parameters: [
          { name: 'item', kind: 'positional-only', type: string },
          { name: 'by', kind: 'positional-only', default: { text: 'undefined' }, type: number },
        ],
      },
      { name: 'closed', doc: null, parameters: [] },
    ]);
    const names = namesOf(methods);
    for (const one of ['on', 'once', 'off', 'addListener', 'removeListener'])
      expect(names).not.toContain(one);
    expect(names).toEqual(expect.arrayContaining(['close', 'emit', 'listenerCount']));
  });

  it('are found through classes in between, and say where they come from', async () => {
    const { events } = await emitter(`
      import { EventEmitter } from 'node:events';
      export class Base<T extends Record<keyof T, any[]>> extends EventEmitter<T> {}
      export class Source extends Base<{ tick: [at: number] }> {}
    `);
    expect(events).toEqual([
      {
        name: 'tick',
        doc: null,
        parameters: [{ name: 'at', kind: 'positional-only', type: number }],
        inheritedFrom: 'module:Base',
      },
    ]);
  });

  it('are what listeners of a map of functions take', async () => {
    const { events } = await emitter(`
      declare class TypedEmitter<T> { on<K extends keyof T>(name: K, listener: T[K]): this }
      export class Source extends TypedEmitter<{ data: (chunk: string, last: boolean) => void }> {}
    `);
    expect(events?.[0]?.parameters.map(({ name, type }) => [name, type?.kind])).toEqual([
      ['chunk', 'string'],
      ['last', 'bool'],
    ]);
  });

  it('are the literals that overloads of on take', async () => {
    const { events, methods } = await emitter(`
      export declare class Source {
        /** Something is there. */
        on(event: 'data', listener: (this: Source, chunk: Uint8Array) => void): this;
        on(event: 'open' | 'close', listener: () => void): this;
        on(event: string, listener: (...args: any[]) => void): this;
        pause(): void;
      }
    `);
    expect(namesOf(events)).toEqual(['data', 'open', 'close']);
    expect(events?.[0]).toMatchObject({
      doc: 'Something is there.',
      parameters: [{ name: 'chunk', type: { kind: 'bytes' } }],
    });
    expect(namesOf(methods)).toEqual(['pause']);
  });

  it('are the keys of the map that addEventListener takes', async () => {
    const { events, methods } = await emitter(`
      interface Message { text: string }
      interface EventMap {
        message: Message;
        /** @deprecated Use message. */
        text: string;
      }
      export declare class Source {
        addEventListener<K extends keyof EventMap>(type: K, listener: (event: EventMap[K]) => void): void;
        removeEventListener(type: string, listener: () => void): void;
      }
    `);
    expect(events?.map(({ name, parameters }) => [name, parameters[0]?.name, parameters[0]?.type])).toEqual([
      ['message', 'event', { kind: 'ref', name: 'Message' }],
      ['text', 'event', string],
    ]);
    expect(events?.[1]?.deprecated).toBe('Use message.');
    expect(methods).toEqual([]);
  });

  it('are, where nobody gives types, what the class emits', async () => {
    const { events } = await emitter(
      `
      import { EventEmitter } from 'node:events';
      export class Source extends EventEmitter {
        /** @param {string} sku */
        take(sku) { this.emit('taken', sku, 3); this.emit('taken', sku); this.emit(sku, 1); }
      }
    `,
      'module.js',
    );
    expect(events).toEqual([
      {
        name: 'taken',
        doc: null,
        parameters: [
          { name: 'sku', kind: 'positional-only', type: string },
          { name: 'value2', kind: 'positional-only', type: number },
        ],
      },
    ]);
  });

  it('are none for a class that has a method called on and is no emitter', async () => {
    const { events, methods } = await emitter(`
      export class Source { on(day: string): boolean { return day !== ''; } }
    `);
    expect(events).toBeUndefined();
    expect(namesOf(methods)).toEqual(['on']);
  });
});

import { encodeInstances } from './remote-value.js';

/** What crosses by reference although it would be a value: a module's object of exports, which others hold, too. */
export class ByReference {
  readonly value: object;

  constructor(value: object) {
    this.value = value;
  }
}

encodeInstances(ByReference.prototype, (writer, value) => {
  writer.writeExported((value as ByReference).value);
});

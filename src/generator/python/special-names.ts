import type { UgmProtocolName } from '../../model/ugm.js';

/** Methods of Python for what objects of JavaScript can do without a name. What only symbols reach, as `Symbol.dispose`, has none. */
export const specialNames: Partial<Record<UgmProtocolName, string>> = {
  length: '__len__',
  iterate: '__iter__',
  next: '__next__',
  iterateAsync: '__aiter__',
  nextAsync: '__anext__',
  get: '__getitem__',
  set: '__setitem__',
  delete: '__delitem__',
  has: '__contains__',
  number: '__float__',
};

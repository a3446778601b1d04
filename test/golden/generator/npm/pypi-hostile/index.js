// Made by graftwire from python:hostile. What is changed here is lost when it is made again.
import { defineGraft as defineGraft_ } from 'graftwire/generated';

const graft_ = /* @__PURE__ */ defineGraft_(
  {
    name: 'graft.pypi.hostile',
    source: 'python:hostile',
    from: import.meta.url,
    runtime: 'python',
    config: 'name=graft.pypi.hostile;runtime=python;host=inMemory;modules=python:hostile',
    model: 'sha256-BKkUQrLNLVssSd-O1SsK0oDoe5_VJg59KpEHfvwGE74',
    members: [
      'delete',
      'class',
      'default',
      'await',
      'yield',
      'let',
      'static',
      'eval',
      'arguments',
      'enum',
      'undefined',
      'delete_',
      'then',
      'toJSON',
      '__proto__',
      'any',
      'graft',
      'defineGraft',
      'members',
      'module',
      'not-a-name',
      '1st',
      'uses',
      'gives',
      'steps',
      'MapOptions',
      'map',
      'doubled',
      'far',
      'Map',
      'Set',
      'Promise',
      'Symbol',
      'Date',
      'IterableIterator',
      'Error',
      'ReadonlyMap',
      'Decimal',
      'RemoteObject',
      'Keywords',
      'RemoteException',
      'string',
      'Members',
      'Failure',
      'One',
      'Other',
      'Itself',
      'Box',
      'Cup',
      'Pair',
      'Colour',
      'Nothing',
      'NaN',
      'quoted',
      'globalThis',
      'import',
    ],
    constants: { quoted: '\'"\\\n\u2028', globalThis: -0 },
  },
  (members_) => {
    ({
      delete: delete__,
      class: class_,
      default: default_,
      await: await_,
      yield: yield_,
      let: let_,
      static: static_,
      eval: eval_,
      arguments: arguments_,
      enum: enum_,
      undefined: undefined_,
      delete_,
      then: then_,
      toJSON: toJSON_,
      __proto__: __proto___,
      any,
      graft,
      defineGraft,
      members,
      module,
      'not-a-name': not_a_name,
      '1st': _1st,
      uses,
      gives,
      steps,
      MapOptions,
      map,
      doubled,
      far,
      Map,
      Set,
      Promise,
      Symbol,
      Date,
      IterableIterator,
      Error,
      ReadonlyMap,
      Decimal,
      RemoteObject,
      Keywords,
      RemoteException,
      string: string_,
      Members,
      Failure,
      One,
      Other,
      Itself,
      Box,
      Cup,
      Pair,
      Colour,
      Nothing,
      NaN,
      quoted,
      globalThis: globalThis_,
      import: import_,
    } = members_);
  },
);

export let delete__ = /* @__PURE__ */ graft_.member('delete');
export let class_ = /* @__PURE__ */ graft_.member('class');
export let default_ = /* @__PURE__ */ graft_.member('default');
export let await_ = /* @__PURE__ */ graft_.member('await');
export let yield_ = /* @__PURE__ */ graft_.member('yield');
export let let_ = /* @__PURE__ */ graft_.member('let');
export let static_ = /* @__PURE__ */ graft_.member('static');
export let eval_ = /* @__PURE__ */ graft_.member('eval');
export let arguments_ = /* @__PURE__ */ graft_.member('arguments');
export let enum_ = /* @__PURE__ */ graft_.member('enum');
export let undefined_ = /* @__PURE__ */ graft_.member('undefined');
export let delete_ = /* @__PURE__ */ graft_.member('delete_');
export let then_ = /* @__PURE__ */ graft_.member('then');
export let toJSON_ = /* @__PURE__ */ graft_.member('toJSON');
export let __proto___ = /* @__PURE__ */ graft_.member('__proto__');
export let any = /* @__PURE__ */ graft_.member('any');
export let graft = /* @__PURE__ */ graft_.member('graft');
export let defineGraft = /* @__PURE__ */ graft_.member('defineGraft');
export let members = /* @__PURE__ */ graft_.member('members');
export let module = /* @__PURE__ */ graft_.member('module');
export let not_a_name = /* @__PURE__ */ graft_.member('not-a-name');
export let _1st = /* @__PURE__ */ graft_.member('1st');
export let uses = /* @__PURE__ */ graft_.member('uses');
export let gives = /* @__PURE__ */ graft_.member('gives');
export let steps = /* @__PURE__ */ graft_.member('steps');
export let MapOptions = /* @__PURE__ */ graft_.member('MapOptions');
export let map = /* @__PURE__ */ graft_.member('map');
export let doubled = /* @__PURE__ */ graft_.member('doubled');
export let far = /* @__PURE__ */ graft_.member('far');
export let Map = /* @__PURE__ */ graft_.member('Map');
export let Set = /* @__PURE__ */ graft_.member('Set');
export let Promise = /* @__PURE__ */ graft_.member('Promise');
export let Symbol = /* @__PURE__ */ graft_.member('Symbol');
export let Date = /* @__PURE__ */ graft_.member('Date');
export let IterableIterator = /* @__PURE__ */ graft_.member('IterableIterator');
export let Error = /* @__PURE__ */ graft_.member('Error');
export let ReadonlyMap = /* @__PURE__ */ graft_.member('ReadonlyMap');
export let Decimal = /* @__PURE__ */ graft_.member('Decimal');
export let RemoteObject = /* @__PURE__ */ graft_.member('RemoteObject');
export let Keywords = /* @__PURE__ */ graft_.member('Keywords');
export let RemoteException = /* @__PURE__ */ graft_.member('RemoteException');
export let string_ = /* @__PURE__ */ graft_.member('string');
export let Members = /* @__PURE__ */ graft_.member('Members');
export let Failure = /* @__PURE__ */ graft_.member('Failure');
export let One = /* @__PURE__ */ graft_.member('One');
export let Other = /* @__PURE__ */ graft_.member('Other');
export let Itself = /* @__PURE__ */ graft_.member('Itself');
export let Box = /* @__PURE__ */ graft_.member('Box');
export let Cup = /* @__PURE__ */ graft_.member('Cup');
export let Pair = /* @__PURE__ */ graft_.member('Pair');
export let Colour = /* @__PURE__ */ graft_.member('Colour');
export let Nothing = /* @__PURE__ */ graft_.member('Nothing');
export let NaN = /* @__PURE__ */ graft_.member('NaN');
export let quoted = /* @__PURE__ */ graft_.member('quoted');
export let globalThis_ = /* @__PURE__ */ graft_.member('globalThis');
export let import_ = /* @__PURE__ */ graft_.member('import');
export default graft_.module;

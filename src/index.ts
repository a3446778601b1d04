// The public names of graftwire.
export { GraftError } from './errors/graft-error.js';
export type { GraftErrorDetails } from './errors/graft-error.js';
export { graftErrorCodes } from './errors/codes.js';
export type { GraftErrorCode } from './errors/codes.js';
export { Float, float } from './iip/float.js';
export { Keywords, kw } from './iip/keywords.js';
export { Complex } from './iip/types/complex.js';
export { DateTime } from './iip/types/date-time.js';
export type { DateTimeFields } from './iip/types/date-time.js';
export { Decimal } from './iip/types/decimal.js';
export { Fraction } from './iip/types/fraction.js';
export { FrozenSet } from './iip/types/frozen-set.js';
export { Path } from './iip/types/path.js';
export type { PathKind } from './iip/types/path.js';
export { PlainDate } from './iip/types/plain-date.js';
export { PlainTime } from './iip/types/plain-time.js';
export { Range } from './iip/types/range.js';
export { Slice } from './iip/types/slice.js';
export { TimeDelta } from './iip/types/time-delta.js';
export type { TimeDeltaFields } from './iip/types/time-delta.js';
export { tuple } from './iip/types/tuple.js';
export { Uuid } from './iip/types/uuid.js';
export { NDArray } from './iip/types/nd-array.js';
export type { NDArrayData, NDArrayLayout } from './iip/types/nd-array.js';
export { graft } from './graft/graft.js';
export type { Graft, GraftPython, PythonVariables } from './graft/graft.js';
export type { AliveObjects, GraftStats } from './graft/objects.js';
export { events } from './graft/events/events.js';
export type {
  emits,
  EventArguments,
  EventName,
  Events,
  EventStream,
  EventValue,
  StreamOptions,
  SubscribeOptions,
  Subscription,
} from './graft/events/event-types.js';
export { RemoteObject } from './hypertube/remote-object.js';
export type { CallOptions } from './graft/call-options.js';
export type { LoadOptions } from './graft/load-options.js';
export type { GraftMember, GraftModule, GraftObject } from './graft/graft-module.js';
export type { RemoteError, RemoteException, RemoteFrame } from './hypertube/remote-error.js';
export type { UgmAttribute, UgmClass, UgmFunction, UgmMember, UgmModule, UgmParameter } from './model/ugm.js';
export { defineGraft } from './graft/define-graft.js';
export type { BoundMembers, GeneratedGraft, GraftDefinition } from './graft/generated-graft.js';
export { GraftConfig } from './runtime/configuration/graft-config.js';
export { ConfigPriority } from './config/config-priority.js';
export type { ConfigObject } from './config/graft-configuration.js';
export type { ConfigInput } from './runtime/configuration/configuration-resolver.js';

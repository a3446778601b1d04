// The public names of graftwire.
export { GraftError } from './errors/graft-error.js';
export type { GraftErrorDetails } from './errors/graft-error.js';
export { graftErrorCodes } from './errors/codes.js';
export type { GraftErrorCode } from './errors/codes.js';
export { Float, float } from './iip/float.js';
export { Keywords, kw } from './iip/keywords.js';
export { graft } from './graft/graft.js';
export type { Graft, GraftPython, PythonVariables } from './graft/graft.js';
export type { LoadOptions } from './graft/load-options.js';
export type { GraftMember, GraftModule } from './graft/graft-module.js';
export type { RemoteError, RemoteException, RemoteFrame } from './hypertube/remote-error.js';
export type { UgmAttribute, UgmClass, UgmFunction, UgmMember, UgmModule, UgmParameter } from './model/ugm.js';

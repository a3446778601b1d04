import { formatModel, inTextOrder } from './format-model.js';
import { internModel, packedText } from './packed-model.js';
import { ugmVersion, type UgmModule } from './ugm.js';

/** Up to there a model is shipped as people read it. */
const longestReadable = 256 << 10;

/** The text of a model as a generated package has it: its text form, or where that would be long the packed one (docs/ugm.md). */
export function shippedModel(model: UgmModule): string {
  const interned = internModel(inTextOrder(model));
  const isReadable = interned.root.length <= longestReadable || !interned.isPackable;
  return isReadable ? formatModel(model) : packedText(interned, ugmVersion);
}

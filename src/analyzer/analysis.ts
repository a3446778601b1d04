import type { UgmLoss, UgmModule } from '../model/ugm.js';

/**
 * How much of a module's public interface has a type. Counted are each parameter and each result of its functions, methods and constructors,
 * and each property, field and attribute; what a class has from a base in the same model counts there only.
 */
export interface AnalysisCoverage {
  readonly public: number;
  /** Those of them whose type is there and is not `any`. */
  readonly typed: number;
}

/** What an Analyzer finds out about a module. The same bytes on every run: it holds no paths of this machine and no addresses. */
export interface Analysis {
  readonly model: UgmModule;
  /** What the model cannot say; each member that counts as public and is not typed is among them. */
  readonly losses: readonly UgmLoss[];
  readonly coverage: AnalysisCoverage;
  /** For people: whose stubs said types that stand in the model. Absent where there is no such thing. */
  readonly stubs?: readonly string[];
}

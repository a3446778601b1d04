/**
 * Checks the arguments of one invocation, before anything runs.
 *
 * @throws GraftError `invalid-argument` that names the argument's path and what is expected
 */
export type ArgumentsCheck = (args: readonly unknown[]) => void;

/** Something that this machine lacks. Its message is the one sentence that a user gets to read, with the remedy. */
export class Missing extends Error {}

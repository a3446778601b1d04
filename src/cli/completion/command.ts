import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';

/** Adds `graftwire completion <shell>`, and what the scripts that it prints ask. To be called when all other commands are there. */
export function addCompletion(program: Command): void {
  tab(program, { completionCommandName: 'completion' });
}

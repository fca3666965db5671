import { agentsMessages, agentsText, runAgents } from '../commands/agents.ts';
import type { ExitCode } from '../model/problem.ts';
import { coloured, printData, printJson, printMessage } from './terminal.ts';

/** `adrgen agents`. */
export const agentsCommand = async (options: {
  readonly agents?: string | undefined;
  readonly json: boolean;
}): Promise<ExitCode> => {
  const result = runAgents({ agents: options.agents, cwd: process.cwd() });
  if (options.json) printJson(result);
  else printData(agentsText(result));
  const messages = options.json ? [] : agentsMessages(result, { colour: coloured(process.stderr) });
  if (messages.length > 0) printMessage(`\n${messages.join('\n\n')}`);
  return result.exitCode;
};

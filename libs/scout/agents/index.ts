export { runAgent } from './agent-loop.js';
export type { AgentOutcome, AgentRequest } from './agent-loop.js';
export { askLlm } from './ask.js';
export type { Asked } from './ask.js';
export { afterTrouble, leftOut, nobodyLooked, notAsked, type WithoutAnswer } from './without-answer.js';
export { AGENT_TOOLS, AgentMemory } from './tools.js';
